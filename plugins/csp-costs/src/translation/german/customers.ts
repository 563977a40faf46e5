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

import type { customers as english } from '../english/customers';

/** German for the list of customers, budgets and forecasts. */
export const customers: Record<keyof typeof english, string> = {
  'customers.title': 'Kunden',
  'customers.customer': 'Kunde',
  'customers.costsOf': 'Kosten von {{name}}',
  'customers.noCosts': 'Keine Kosten im {{month}}',
  'customers.usage': 'Verbrauch',
  'customers.other': 'Lizenzen und Sonstiges',
  'customers.otherShort': 'Lizenzen u. a.',
  'customers.cost': 'Kosten vor Steuern',
  'customers.changeVersus': 'Veränderung zu {{days}}',
  'customers.days': 'Tage',
  'customers.topService': 'Größter Dienst',
  'customers.noService': 'Kein Dienst angegeben',
  'customers.state': 'Stand',
  'customers.loading': 'Kunden werden geladen',
  'customers.failed': 'Die Kunden konnten nicht geladen werden',
  'customers.someFailed': 'Einige Kunden konnten nicht geladen werden',
  'customers.none': 'Noch keine Kunden',
  'customers.noMatch': 'Kein Kunde passt dazu',
  'customers.showAll': 'Alle Kunden anzeigen',
  'customers.search': 'Kunden suchen',
  'customers.searchHint': 'Name, Domain oder Mandanten-ID',
  'customers.currency': 'Währung',
  'customers.allCurrencies': 'Alle Währungen',
  'customers.sortBy': 'Kunden sortieren nach',
  'customers.sort.highestCost': 'Höchste Kosten',
  'customers.sort.lowestCost': 'Niedrigste Kosten',
  'customers.sort.largestIncrease': 'Größter Anstieg',
  'customers.sort.largestDecrease': 'Größter Rückgang',
  'customers.sort.name': 'Name, A bis Z',
  'customers.sort.nameReversed': 'Name, Z bis A',
  'customers.view': 'Kunden anzeigen als',
  'customers.view.cards': 'Karten',
  'customers.view.table': 'Tabelle',
  'forecast.label': 'Prognose',
  'forecast.method':
    'Keine Tatsache: Der Verbrauch geht bis zum Monatsende weiter wie in den letzten sieben vollständigen Tagen; einmalig Berechnetes zählt, wie es ist.',
  'budget.title': 'Budget',
  'budget.used': '{{share}} des Budgets von {{amount}}',
  'budget.over': '{{amount}} über dem Budget',
  'budget.overForecast': 'Prognose {{amount}} über dem Budget',
  'budget.none': 'Kein Budget festgelegt',
  'budget.noneHint':
    'Ein Budget sagt, was ein Monat vor Steuern kosten darf. Wem der Kunde im Katalog gehört, erhält eine Nachricht, wenn es erreicht ist.',
  'budget.failed': 'Die Budgets konnten nicht geladen werden',
  'budget.loading': 'Budget wird geladen',
  'budget.setIn': 'Budget in {{currency}} festlegen',
  'budget.change': 'Budget in {{currency}} ändern',
  'budget.dialog': 'Budget in {{currency}}',
  'budget.amount': 'Betrag pro Monat, vor Steuern',
  'budget.amountHint': 'Ziffern mit Punkt, etwa 1234.50',
  'budget.amountWrong':
    'Das ist kein Betrag über null mit höchstens 15 Stellen und 4 Nachkommastellen, etwa 1234.50',
  'budget.thresholds': 'Nachricht bei, in Prozent',
  'budget.thresholdsHint': 'Bis zu fünf, etwa 80, 100',
  'budget.thresholdsWrong':
    'Das sind nicht ein bis fünf ganze Prozentsätze von 1 bis 1000, durch Kommas getrennt',
  'budget.save': 'Speichern',
  'budget.cancel': 'Abbrechen',
  'budget.remove': 'Budget entfernen',
  'budget.saveFailed': 'Das Budget wurde nicht gespeichert',
  'budget.overtaken':
    'Das Budget wurde inzwischen von jemand anderem geändert. Schließen, ansehen und erneut ändern.',
  'budget.soFar': 'Bisher in diesem Monat:',
  'budget.whole': 'In diesem Monat:',
  'budget.noCosts': 'Keine Kosten in {{currency}} in diesem Monat',
  'budget.thresholdsAre': 'Nachricht bei {{thresholds}}',
};
