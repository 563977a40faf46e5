/*
 * Copyright 2026 The CSP Costs Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import type { invoices as english } from '../english/invoices';

/** German for invoices, and whether they match our lines. */
export const invoices: Record<keyof typeof english, string> = {
  'invoices.title': 'Rechnungen',
  'invoices.subtitle':
    'Der Gesamtbetrag von Microsoft je Rechnung gegen die Posten, aus denen die Kosten bestehen.',
  'invoices.loading': 'Rechnungen werden geladen',
  'invoices.loadingOne': 'Die Rechnung wird geladen',
  'invoices.failed': 'Die Rechnungen konnten nicht geladen werden',
  'invoices.failedOne': 'Die Rechnung konnte nicht geladen werden',
  'invoices.failedMore': 'Weitere Rechnungen konnten nicht geladen werden',
  'invoices.forbidden': 'Rechnungen umfassen alle Kunden',
  'invoices.forbiddenText':
    'Nötig ist die Berechtigung {{permission}} für alle Kunden. Erteilen kann sie, wer dieses Portal betreibt.',
  'invoices.more': 'Mehr anzeigen',
  'invoices.count_one': '{{count}} Rechnung',
  'invoices.count_other': '{{count}} Rechnungen',
  'invoices.empty': 'Noch keine Rechnungen',
  'invoices.emptyText':
    'Microsoft stellt Rechnungen zwischen dem 6. und 8. des Folgemonats aus. Hier erscheinen sie mit der nächsten Abholung.',
  'invoices.none': 'Keine passende Rechnung',
  'invoices.noneText':
    'Zu diesem Monat und dieser Währung gibt es keine Rechnung.',
  'invoices.clear': 'Alle Rechnungen anzeigen',
  'invoices.back': 'Alle Rechnungen',
  'invoices.filters': 'Rechnungen filtern',
  'invoices.month': 'Monat',
  'invoices.allMonths': 'Alle Monate',
  'invoices.currency': 'Währung',
  'invoices.allCurrencies': 'Alle Währungen',
  'invoices.invoice': 'Rechnung',
  'invoices.total': 'Gesamtbetrag von Microsoft',
  'invoices.lines': 'Unsere Posten',
  'invoices.difference': 'Differenz',
  'invoices.verdict': 'Stimmt sie',
  'invoices.tolerance': 'Toleranz',
  'invoices.date': 'Ausgestellt',
  'invoices.connector': 'Connector',
  'invoices.document': 'Dokument',
  'invoices.nothing': 'keine',
  'invoices.under': 'unter {{amount}}',
  'invoices.verdict.tied': 'Stimmt',
  'invoices.verdict.within-tolerance': 'Stimmt im Rahmen der Toleranz',
  'invoices.verdict.differs': 'Weicht ab',
  'invoices.verdict.explained': 'Weicht ab, alles erklärt',
  'invoices.unexplained': '{{amount}} ungeklärt',
  'invoices.verdict.not-complete': 'Unvollständig',
  'invoices.type.invoice': 'Rechnung',
  'invoices.type.legacy': 'Rechnung des alten Systems',
  'invoices.type.adjustment-note': 'Korrekturbeleg',
  'invoices.type.void-note': 'Stornobeleg',
  'invoices.amends': 'Ändert {{invoiceId}}',
  'invoices.answer.tied': 'Sie stimmt, bis auf die letzte Stelle',
  'invoices.answer.within':
    'Sie stimmt: {{difference}} Unterschied, {{tolerance}} sind zulässig',
  'invoices.answer.explained':
    'Sie weicht um {{difference}} ab, und alles davon ist erklärt',
  'invoices.answer.partly':
    'Sie weicht um {{difference}} ab, davon sind {{unexplained}} ungeklärt',
  'invoices.answer.differs': 'Sie weicht um {{difference}} ab',
  'invoices.answer.notComplete': 'Sie lässt sich noch nicht ganz vergleichen',
  'invoices.answer.note': 'Ein Beleg, der eine Rechnung ändert',
  'invoices.gap.missing': '{{source}}: noch nicht abgeholt.',
  'invoices.gap.not-yet-available':
    '{{source}}: Microsoft hat bisher keine Posten dazu.',
  'invoices.gap.not-collected': '{{source}}: Die Posten wurden nicht abgeholt.',
  'invoices.gap.note':
    'Belege kommen ohne Posten. Microsoft zieht sie gesondert vom Rechnungsbetrag ab.',
  'invoices.gap.held':
    '{{source}}: Neuere Posten warten auf eine Entscheidung, auf der Seite Abholung.',
  'invoices.gap.quarantined_one':
    '{{source}}: {{count}} Posten ist nicht lesbar.',
  'invoices.gap.quarantined_other':
    '{{source}}: {{count}} Posten sind nicht lesbar.',
  'invoices.gap.customers':
    '{{source}}: Der Connector holt nur einige Kunden ab, die Rechnung umfasst alle.',
  'invoices.gaps': 'Was fehlt',
  'invoices.why': 'Warum sie abweicht',
  'invoices.whySubtitle':
    'Von unseren Posten zum Gesamtbetrag von Microsoft. Jede Ursache ist durch einen Betrag in den Daten von Microsoft belegt; der Rest ist ungeklärt.',
  'invoices.whyEmpty': 'Beide Seiten sind gleich. Es gibt nichts zu erklären.',
  'invoices.cause': 'Ursache',
  'invoices.amount': 'Betrag',
  'invoices.chart': 'Anteil an der Differenz',
  'invoices.reading':
    'Die Posten dieser Rechnung werden gelesen. In einer Minute stehen hier die Ursachen.',
  'invoices.removed':
    'Die Posten dieser Rechnung sind nicht mehr vorhanden, Ursachen lassen sich nicht mehr belegen.',
  'invoices.cause.tax': 'Steuer',
  'invoices.cause.rounding': 'Rundung',
  'invoices.cause.credit': 'Gutschrift',
  'invoices.cause.late-usage': 'Späte Nutzung',
  'invoices.cause.restated': 'Nachträglich geändert',
  'invoices.cause.exchange-rate': 'Wechselkurs',
  'invoices.cause.source-missing': 'Nutzung fehlt',
  'invoices.cause.quarantined': 'Unlesbare Posten',
  'invoices.cause.unexplained': 'Ungeklärt',
  'invoices.because.tax':
    'Die Rechnung weist einen anderen Steuerbetrag aus als ihre Posten.',
  'invoices.because.rounding_one':
    'Die Rechnung kennt nur ganze Cent, die tägliche Nutzung jede Stelle; {{count}} Posten wurde gekürzt.',
  'invoices.because.rounding_other':
    'Die Rechnung kennt nur ganze Cent, die tägliche Nutzung jede Stelle; {{count}} Posten wurden gekürzt.',
  'invoices.because.roundingTotal':
    'Der Gesamtbetrag hat nur ganze Cent, die Summe der Posten nicht.',
  'invoices.because.credit':
    'Ein Beleg, der die Rechnung ändert, ist nur auf einer der beiden Seiten enthalten.',
  'invoices.because.late-usage':
    'Nutzung anderer Monate, die in der täglichen Nutzung hier zählt und in der Rechnung nicht.',
  'invoices.because.restated':
    'Microsoft hat Posten geändert, nachdem die andere Seite ausgestellt war; davor stimmten beide überein.',
  'invoices.because.exchange-rate':
    'Die Rechnung wurde zu einem anderen Kurs umgerechnet als die tägliche Nutzung.',
  'invoices.because.source-missing_one':
    'Die Rechnung enthält {{count}} Posten Nutzung, der in der täglichen Nutzung fehlt.',
  'invoices.because.source-missing_other':
    'Die Rechnung enthält {{count}} Posten Nutzung, die in der täglichen Nutzung fehlen.',
  'invoices.because.quarantined_one':
    '{{count}} Posten ist nicht lesbar und in keiner Zahl enthalten; sein Betrag ist lesbar.',
  'invoices.because.quarantined_other':
    '{{count}} Posten sind nicht lesbar und in keiner Zahl enthalten; ihre Beträge sind lesbar.',
  'invoices.because.unexplained':
    'Nichts in den Daten von Microsoft belegt, woher dieser Betrag kommt.',
  'invoices.because.unexplainedTax':
    'Nichts in den Daten von Microsoft belegt, woher dieser Betrag kommt. In manchen Ländern steht die Steuer nur auf der Rechnung, und Partner Center nennt ihren Betrag nicht.',
  'invoices.customers': 'Kunden mit dem größten Anteil',
  'invoices.parts': 'Unsere Posten nach Teilen',
  'invoices.part': 'Teil',
  'invoices.source': 'Quelle',
  'invoices.cost': 'Kosten',
  'invoices.sum': 'Summe',
  'invoices.category.Usage': 'Nutzungsabhängige Kosten',
  'invoices.category.Purchase': 'Lizenzen und Käufe',
  'invoices.category.Credit': 'Gutschriften',
  'invoices.category.Adjustment': 'Anpassungen',
  'invoices.category.Tax': 'Steuer',
  'invoices.showLines': 'Posten anzeigen: {{part}}',
  'invoices.linesTitle': 'Posten von {{invoiceId}}',
  'invoices.usageCheck':
    'Dieselbe Nutzung steht in beiden Quellen: {{daily}} in der täglichen Nutzung, aus der die Kosten bestehen, und {{reconciled}} in der Abrechnung, aus der die Rechnung besteht.',
  'invoices.notes': 'Belege, die sie ändern',
  'invoices.notesSubtitle':
    'Ihre Beträge sind auf keiner der beiden Seiten enthalten.',
  'invoices.restatements': 'Nachträgliche Änderungen',
  'invoices.restatementsSubtitle':
    'Was Microsoft an den Posten dieser Rechnung geändert hat, nachdem sie angezeigt wurden.',
  'invoices.restatementsFailed':
    'Die nachträglichen Änderungen konnten nicht geladen werden',
  'invoices.restated': 'Geändert',
  'invoices.customer': 'Kunde',
  'invoices.service': 'Dienst',
  'invoices.change': 'Änderung',
  'invoices.download': 'Dokument herunterladen',
  'invoices.downloaded': 'Das Dokument wurde gespeichert',
  'invoices.downloadFailed': 'Das Dokument konnte nicht heruntergeladen werden',
  'invoices.noDocument':
    'Das Dokument hat nur Partner Center, und das ist für diesen Connector ausgeschaltet.',
};
