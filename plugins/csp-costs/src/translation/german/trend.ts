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

import type { trend as english } from '../english/trend';

/** German for the words of the days of a month. */
export const trend: Record<keyof typeof english, string> = {
  'trend.stackBy': 'Aufteilen nach',
  'trend.tagKey': 'Schlüssel des Tags',
  'trend.tagKeyMissing':
    'Zum Aufteilen nach einem Tag dessen Schlüssel eingeben.',
  'trend.showAs': '{{currency}} anzeigen als',
  'trend.days': 'Nach Tag',
  'trend.running': 'Aufgelaufen',
  'trend.table': 'Tabelle',
  'trend.loading': 'Tage werden geladen',
  'trend.failed': 'Die Tage konnten nicht geladen werden',
  'trend.other_one': 'Ein weiterer',
  'trend.other_other': '{{count}} weitere',
  'trend.openOther': 'Mehr anzeigen',
  'trend.total': 'Summe',
  'trend.month': 'Monat',
  'trend.day': 'Tag',
  'trend.dayNumber': 'Tag {{day}}',
  'trend.upTo': 'Bis {{day}}',
  'trend.incompleteDay': '{{day}} (noch nicht vollständig)',
  'trend.notComplete': '{{day}}, nicht vollständig',
  'trend.lateDay': '{{day}}, nachträglich',
  'trend.moreMayCome': '{{day}}, es kann noch mehr kommen',
  'trend.everything': 'Alles zusammen',
  'trend.estimated': 'Heller: geschätzt, Microsoft kann es noch ändern',
  'trend.late':
    '{{amount}} der Summe sind nachträglich: im {{month}} berechnet für Tage davor.',
  'trend.hide': '{{name}} ausblenden',
  'trend.show': '{{name}} einblenden',
  'trend.hidden': 'Ausgeblendetes bleibt Teil der Summe.',
  'trend.openDay': 'Einzelposten vom {{day}}',
  'trend.series': 'Bedeutung der Farben',
  'trend.sentenceSoFar': '{{month}} kostet bisher {{amount}}',
  'trend.sentenceWhole': '{{month}} hat {{amount}} gekostet',
  'trend.sentenceSame': 'so viel wie {{than}}',
  'trend.sentenceMore': '{{share}} mehr als {{than}}',
  'trend.sentenceLess': '{{share}} weniger als {{than}}',
  'trend.sentenceMostly': 'vor allem {{name}}',
};
