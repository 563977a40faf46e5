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

import type { summary as english } from '../english/summary';

/** German for the words of the totals of a month, and of what changed. */
export const summary: Record<keyof typeof english, string> = {
  'summary.totals': 'Summen',
  'summary.loading': 'Kosten werden geladen',
  'summary.noCharges': 'Keine Kosten im {{month}}',
  'summary.noChargesOfFilters':
    'Mit diesen Filtern bleibt im {{month}} nichts übrig.',
  'summary.monthIn': '{{month}} in {{currency}}',
  'summary.monthSoFarIn': '{{month}} bisher in {{currency}}',
  'summary.usage': 'Nutzung',
  'summary.other': 'Lizenzen und anderes',
  'summary.whole': 'Ganzer {{month}}',
  'summary.tax': 'Steuer, nicht enthalten',
  'summary.forecast': 'Prognose {{amount}} bis {{day}}',
  'summary.services': 'Dienste',
  'summary.allCustomers': 'Alle Kunden',
  'summary.yourCustomers': 'Eigene Kunden',

  'changes.title': 'Was sich gegenüber {{than}} geändert hat',
  'changes.loading': 'Änderungen werden geladen',
  'changes.failed': 'Die Änderungen konnten nicht geladen werden',
  'changes.nothing': 'Gegenüber {{than}} hat sich nichts geändert.',
  'changes.unknown': 'Für {{month}} gibt es keine Kosten zum Vergleichen.',
  'changes.in': '{{what}} in {{where}}',
  'changes.of': '{{what}} bei {{customer}}',
  'changes.inOf': '{{what}} in {{where}} bei {{customer}}',
  'changes.noService': 'Kosten ohne Dienst',
  'changes.new': 'neu',
  'changes.gone': 'entfallen',
  'changes.newResource': 'neu: {{name}}, seit {{day}}',
  'changes.newResources_one': 'neu: {{name}}, seit {{day}}, und eine weitere',
  'changes.newResources_other':
    'neu: {{name}}, seit {{day}}, und {{count}} weitere',
  'changes.explained': 'Zusammen {{explained}} von {{change}}.',

  'services.all': 'Andere Dienste',
  'services.none': 'Ohne Dienst',

  'money.against': 'gegenüber {{than}}',
  'money.noFigures': 'Keine Kosten für {{month}} bekannt',
  'money.copied': 'kopiert',
  'money.exactly': 'genau {{amount}}, kopieren',

  'firstSteps.seeCollection': 'Zur Sammlung',
  'firstSteps.noCosts': 'Noch keine Kosten',
  'firstSteps.forbidden':
    'Von den Kunden, die hier zu sehen sind, wurde noch nichts gesammelt. Wer dieses Portal betreibt, weiß, wer welchen Kunden betreut; den Stand der Sammlung zeigt die Berechtigung {{permission}}.',
  'firstSteps.connectorsFailed': 'Die Konnektoren konnten nicht geladen werden',
  'firstSteps.running': 'Die erste Sammlung läuft',
  'firstSteps.failed': 'Die erste Sammlung ist fehlgeschlagen',
  'firstSteps.seeWhy':
    'Die Seite der Sammlung sagt, woran es lag und was zu tun ist.',
  'firstSteps.nothingOnRecord':
    'Microsoft hatte bisher keine Kosten verzeichnet.',
  'firstSteps.notConnected': '{{title}} ist noch nicht verbunden',
  'firstSteps.openConnector': 'Konnektor öffnen',
  'firstSteps.needsCredential':
    'Die Einstellungen sind gespeichert. Kosten werden gesammelt, sobald die Anwendung etwas zum Anmelden hat.',
  'firstSteps.nothingCollected': 'Noch nichts gesammelt',
  'firstSteps.startsAt': 'Die erste Sammlung beginnt um {{time}}.',
  'firstSteps.notStarted': 'Die erste Sammlung hat nicht begonnen.',
};
