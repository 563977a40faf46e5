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

import type { charges as english } from '../english/charges';

/** German for the words of the charges that figures are made of. */
export const charges: Record<keyof typeof english, string> = {
  'charges.title': 'Einzelposten',
  'charges.look': 'Einzelposten ansehen',
  'charges.loading': 'Einzelposten werden geladen',
  'charges.failed': 'Die Einzelposten konnten nicht geladen werden',
  'charges.none': 'Dazu gibt es keine Einzelposten.',
  'charges.more': 'Mehr laden',
  'charges.partial_one':
    'Der erste Posten, zusammen {{amount}}. Weitere Posten folgen.',
  'charges.partial_other':
    'Die ersten {{count}} Posten, zusammen {{amount}}. Weitere Posten folgen.',
  'charges.whole_one': 'Ein Posten: {{amount}}',
  'charges.whole_other': '{{count}} Posten: {{amount}}',
  'charges.tax': 'Steuer daneben: {{amount}}',
  'charges.changedTitle': 'Inzwischen gelten neuere Daten',
  'charges.changed':
    'Beim Lesen der Posten sind neue Daten eingetroffen. Sie werden von vorn gelesen.',
  'charges.readAgain': 'Neu lesen',
  'charges.fetchingTitle': 'Die Zeilen werden geholt',
  'charges.fetching':
    'Sie kommen aus dem Archiv, was beim ersten Mal einen Moment dauert.',
  'charges.removedTitle': 'Einige Zeilen werden nicht mehr aufbewahrt',
  'charges.removed':
    'Ihre Kosten sind im Betrag enthalten, lassen sich aber nicht mehr ansehen. Wie lange Zeilen aufbewahrt werden, legt der Betrieb dieses Portals fest.',
  'charges.caption': 'Einzelposten in {{currency}}',
  'charges.day': 'Tag',
  'charges.what': 'Was',
  'charges.where': 'Wo',
  'charges.origin': 'Herkunft',
  'charges.cost': 'Kosten',
  'charges.lineOf': 'Zeile {{number}}, wie Microsoft sie gesendet hat',
  'charges.lineTitle': 'Wie von Microsoft gesendet',
  'charges.lineAbsent':
    'Die Zeile ist kein Text und lässt sich nicht anzeigen. Im Archiv ist sie vorhanden.',
  'charges.estimate': 'geschätzt',
  'charges.invoice': 'Rechnung {{invoiceId}}',
  'charges.blob': 'Datei',
  'charges.eTag': 'Version (eTag)',
  'charges.source': 'Quelle',
  'charges.number': 'Zeile {{number}}',
};
