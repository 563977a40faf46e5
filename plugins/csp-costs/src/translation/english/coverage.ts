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

/** Texts about how whole and fresh figures are. */
export const coverage = {
  'coverage.stale': '{{slice}} is stale',
  'coverage.staleSince': '{{slice}} is stale since {{instant}}',
  'coverage.missing': '{{slice}} is missing',
  'coverage.missingSince': '{{slice}} is missing since {{instant}}',
  'coverage.shownInstead': 'The figures of {{instant}} are shown instead.',
  'coverage.without': 'The figures are without it.',
  'coverage.sameFor_one':
    'The same or worse goes for {{count, number}} other: {{names}}',
  'coverage.sameFor_other':
    'The same or worse goes for {{count, number}} others: {{names}}',
  'coverage.seeWhy': 'See why',
  'coverage.stopped':
    'Its figures stay as they are until it is connected again.',
  'coverage.openConnector': 'Open the connector',
  'coverage.source': 'Source',
  'coverage.state': 'State',
  'coverage.asOfLabel': 'As of',
  'coverage.lines': 'Lines',
  'coverage.otherSources': 'The other sources',
  'coverage.sources': 'Sources',
  'coverage.soundSources': 'Sources without a problem',
  'coverage.shown': 'The figures of {{instant}} are shown.',
  'coverage.shownOlder': 'Older figures are shown.',
  'coverage.notYet':
    'Nothing could be collected yet; the figures are without it.',
  'coverage.firstRuns': 'Its first collection has not ended.',
  'coverage.unreadable_one':
    '{{count, number}} line could not be read and is not in the figures.',
  'coverage.unreadable_other':
    '{{count, number}} lines could not be read and are not in the figures.',
  'coverage.unreadableOf':
    '{{some, number}} of {{all, number}} lines could not be read and are not in the figures.',
  'coverage.andMore': '{{first}}, and {{number, number}} more',
  'coverage.title': 'How complete these figures are',
  'coverage.since': 'Since',
  'coverage.code': 'Code',
  'coverage.requestId': 'Request id',
  'coverage.copyRequestId': 'Copy the request id',
  'coverage.asOf': 'As of',
  'coverage.asOfInside': 'as of',
  'coverage.complete': 'complete',
  'coverage.notComplete': 'not complete',
  'coverage.sourcesMissing_one': '{{count, number}} source is missing',
  'coverage.sourcesMissing_other': '{{count, number}} sources are missing',
  'coverage.sourcesMissingSince_one':
    '{{count, number}} source is missing since {{day}}',
  'coverage.sourcesMissingSince_other':
    '{{count, number}} sources are missing since {{day}}',
  'coverage.sourcesStale_one': '{{count, number}} source is stale',
  'coverage.sourcesStale_other': '{{count, number}} sources are stale',
  'coverage.sourcesStaleSince_one':
    '{{count, number}} source is stale since {{day}}',
  'coverage.sourcesStaleSince_other':
    '{{count, number}} sources are stale since {{day}}',
  'coverage.sourcesCollecting_one':
    '{{count, number}} source is still being collected',
  'coverage.sourcesCollecting_other':
    '{{count, number}} sources are still being collected',
  'coverage.linesUnread_one': '{{count, number}} line could not be read',
  'coverage.linesUnread_other': '{{count, number}} lines could not be read',
} as const;
