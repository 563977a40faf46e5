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

import type { customer as english } from '../english/customer';

/** German for one customer's page. */
export const customer: Record<keyof typeof english, string> = {
  'customer.all': 'Alle Kunden',
  'customer.yours': 'Eigene Kunden',
  'customer.fallback': 'Kunde',
  'customer.copyTenant': 'Mandanten-ID kopieren',
  'customer.inCatalog': 'Im Katalog',
  'customer.partly':
    'Ein Teil der Kosten dieses Kunden ist hier zugänglich; dies ist für alle, die sie ganz sehen dürfen.',
  'customer.onThisPage': 'Auf dieser Seite',
  'customer.breakdown': 'Woraus sie bestehen',
  'customer.breakdown.exact': 'Jede Stelle',
  'customer.breakdown.by': 'Aufteilen nach',
  'customer.breakdown.failed': 'Die Aufteilung konnte nicht geladen werden',
  'customer.breakdown.loading': 'Aufteilung wird geladen',
  'customer.breakdown.empty': 'Es gibt keine Posten.',
  'customer.breakdown.caption': 'Kosten in {{currency}} nach {{dimension}}',
  'customer.breakdown.showAll': 'Alle {{rows}} anzeigen',
  'customer.breakdown.more': 'Mehr',
  'customer.breakdown.new': 'neu',
  'customer.cost': 'Kosten',
  'customer.change': 'Veränderung',
  'customer.azure': 'Azure-Abonnements',
  'customer.azure.none':
    'Es gibt kein Azure-Abonnement, und keines hatte Kosten.',
  'customer.azure.name': 'Azure-Abonnement',
  'customer.azure.narrow': 'Nur Kosten von {{name}}',
  'customer.licences': 'Lizenzen und Pläne',
  'customer.licences.none':
    'Partner Center führt keine Lizenz und keinen Plan.',
  'customer.licences.product': 'Produkt',
  'customer.licences.quantity': 'Anzahl',
  'customer.licences.term': 'Laufzeit',
  'customer.licences.ends': 'Laufzeit endet',
  'customer.licences.endsSoon_one': 'morgen',
  'customer.licences.endsSoon_other': 'in {{count}} Tagen',
  'customer.licences.endsToday': 'heute',
  'customer.licences.renews': 'Verlängert sich selbst',
  'customer.licences.billing': 'Abrechnung',
  'customer.yes': 'Ja',
  'customer.no': 'Nein',
  'customer.status': 'Stand',
  'customer.status.active': 'Aktiv',
  'customer.status.suspended': 'Ausgesetzt',
  'customer.status.deleted': 'Gelöscht',
  'customer.status.expired': 'Abgelaufen',
  'customer.status.pending': 'Ausstehend',
  'customer.status.disabled': 'Deaktiviert',
  'customer.status.gone': 'Nicht mehr geführt',
  'customer.status.charges': 'Durch Posten bekannt',
  'customer.billing.monthly': 'Monatlich',
  'customer.billing.annual': 'Jährlich',
  'customer.billing.one_time': 'Einmalig',
  'customer.billing.triennial': 'Alle drei Jahre',
  'customer.lists.failed': 'Die Abonnements konnten nicht geladen werden',
  'customer.lists.loading': 'Abonnements werden geladen',
  'customer.lists.asOf': 'Stand {{moment}}',
  'customer.lists.stale':
    'Der letzte Versuch, die Liste von {{connector}} zu lesen, ist gescheitert; ihr Stand ist {{moment}}.',
  'customer.lists.never':
    'Die Liste von {{connector}} konnte nicht gelesen werden; gezeigt wird nur, wofür es Posten gab.',
  'customer.lists.pending':
    'Die Liste von {{connector}} wurde noch nicht gelesen.',
  'customer.lists.off':
    '{{connector}} sammelt keine Listen von Abonnements; gezeigt wird nur, wofür es Posten gab.',
  'customer.purchases.short': 'Käufe',
  'customer.purchases': 'Gekauft im {{month}}',
  'customer.purchases.hint':
    'Lizenzen, Reservierungen, Sparpläne und Marketplace-Produkte, die in dem Monat berechnet werden. Was sie in späteren Monaten wert sind, ist nicht enthalten.',
  'customer.purchases.none': 'Im {{month}} wurde nichts gekauft.',
  'customer.purchases.failed': 'Die Käufe konnten nicht geladen werden',
  'customer.purchases.loading': 'Käufe werden geladen',
  'customer.purchases.caption': 'Gekauft im {{month}}, in {{currency}}',
  'customer.invoices': 'Rechnungen',
  'customer.invoices.hint':
    'Rechnungen mit Posten dieses Kunden, vor Steuern. Jede betrifft auch andere.',
  'customer.invoices.none': 'Noch keine Rechnung hat Posten dieses Kunden.',
  'customer.invoices.failed': 'Die Rechnungen konnten nicht geladen werden',
  'customer.invoices.loading': 'Rechnungen werden geladen',
  'customer.invoices.invoice': 'Rechnung',
  'customer.invoices.month': 'Monat',
  'customer.invoices.cost': 'Posten des Kunden vor Steuern',
  'customer.invoices.incomplete': 'noch nicht vollständig gelesen',
  'customer.invoices.tax': 'Steuern',
  'customer.restatements': 'Nachträgliche Änderungen',
  'customer.restatements.hint':
    'Was Microsoft geändert hat, nachdem es zu sehen war, in allen Monaten.',
  'customer.restatements.failed':
    'Die nachträglichen Änderungen konnten nicht geladen werden',
  'customer.restatements.moreFailed':
    'Weitere nachträgliche Änderungen konnten nicht geladen werden',
  'customer.restatements.loading': 'Nachträgliche Änderungen werden geladen',
  'customer.restatements.more': 'Mehr anzeigen',
  'customer.restatements.when': 'Geändert',
  'customer.restatements.period': 'Abrechnungsmonat',
  'customer.restatements.currency': 'Währung',
  'customer.restatements.before': 'Vorher',
  'customer.restatements.after': 'Nachher',
  'customer.restatements.invoice': 'Rechnung {{id}}',
  'customer.restatements.estimatedThrough': 'Geschätzt, bis {{day}}',
  'customer.restatements.estimated': 'Geschätzt',
};
