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

import type { coverage as english } from '../english/coverage';

/** German for how whole and fresh figures are. */
export const coverage: Record<keyof typeof english, string> = {
  'coverage.stale': '{{slice}} ist veraltet',
  'coverage.staleSince': '{{slice}} ist veraltet seit {{instant}}',
  'coverage.missing': '{{slice}} fehlt',
  'coverage.missingSince': '{{slice}} fehlt seit {{instant}}',
  'coverage.shownInstead':
    'Stattdessen werden die Zahlen vom {{instant}} gezeigt.',
  'coverage.without': 'Die Zahlen sind ohne diese Daten.',
  'coverage.sameFor_one':
    'Dasselbe oder Schlimmeres gilt für {{count, number}} weitere Quelle: {{names}}',
  'coverage.sameFor_other':
    'Dasselbe oder Schlimmeres gilt für {{count, number}} weitere Quellen: {{names}}',
  'coverage.seeWhy': 'Warum',
  'coverage.stopped':
    'Seine Zahlen bleiben, wie sie sind, bis er wieder verbunden ist.',
  'coverage.openConnector': 'Konnektor öffnen',
  'coverage.source': 'Quelle',
  'coverage.state': 'Zustand',
  'coverage.asOfLabel': 'Stand',
  'coverage.lines': 'Zeilen',
  'coverage.otherSources': 'Die anderen Quellen',
  'coverage.sources': 'Quellen',
  'coverage.soundSources': 'Quellen ohne Problem',
  'coverage.shown': 'Gezeigt werden die Zahlen vom {{instant}}.',
  'coverage.shownOlder': 'Gezeigt werden ältere Zahlen.',
  'coverage.notYet':
    'Es konnte noch nichts abgerufen werden; die Zahlen sind ohne diese Daten.',
  'coverage.firstRuns': 'Der erste Abruf ist noch nicht zu Ende.',
  'coverage.unreadable_one':
    '{{count, number}} Zeile konnte nicht gelesen werden und ist nicht in den Zahlen.',
  'coverage.unreadable_other':
    '{{count, number}} Zeilen konnten nicht gelesen werden und sind nicht in den Zahlen.',
  'coverage.unreadableOf':
    '{{some, number}} von {{all, number}} Zeilen konnten nicht gelesen werden und sind nicht in den Zahlen.',
  'coverage.andMore': '{{first}}, und {{number, number}} weitere',
  'coverage.title': 'Wie vollständig diese Zahlen sind',
  'coverage.since': 'Seit',
  'coverage.code': 'Code',
  'coverage.requestId': 'Anfrage-ID',
  'coverage.copyRequestId': 'Anfrage-ID kopieren',
  'coverage.asOf': 'Stand',
  'coverage.asOfInside': 'Stand',
  'coverage.complete': 'vollständig',
  'coverage.notComplete': 'nicht vollständig',
  'coverage.sourcesMissing_one': '{{count, number}} Quelle fehlt',
  'coverage.sourcesMissing_other': '{{count, number}} Quellen fehlen',
  'coverage.sourcesMissingSince_one':
    '{{count, number}} Quelle fehlt seit {{day}}',
  'coverage.sourcesMissingSince_other':
    '{{count, number}} Quellen fehlen seit {{day}}',
  'coverage.sourcesStale_one': '{{count, number}} Quelle ist veraltet',
  'coverage.sourcesStale_other': '{{count, number}} Quellen sind veraltet',
  'coverage.sourcesStaleSince_one':
    '{{count, number}} Quelle ist veraltet seit {{day}}',
  'coverage.sourcesStaleSince_other':
    '{{count, number}} Quellen sind veraltet seit {{day}}',
  'coverage.sourcesCollecting_one':
    '{{count, number}} Quelle wird noch abgerufen',
  'coverage.sourcesCollecting_other':
    '{{count, number}} Quellen werden noch abgerufen',
  'coverage.linesUnread_one':
    '{{count, number}} Zeile konnte nicht gelesen werden',
  'coverage.linesUnread_other':
    '{{count, number}} Zeilen konnten nicht gelesen werden',
};
