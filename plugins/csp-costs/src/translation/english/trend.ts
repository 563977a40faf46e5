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

/** Words of the days of a month. */
export const trend = {
  'trend.stackBy': 'Stack by',
  'trend.tagKey': 'Key of the tag',
  'trend.tagKeyMissing': 'Type the key of a tag to stack the costs by.',
  'trend.showAs': 'Show {{currency}} as',
  'trend.days': 'By day',
  'trend.running': 'Running total',
  'trend.table': 'Table',
  'trend.loading': 'Loading the days',
  'trend.failed': 'The days could not be loaded',
  'trend.other_one': 'One other',
  'trend.other_other': '{{count}} others',
  'trend.openOther': 'Show more',
  'trend.total': 'Total',
  'trend.month': 'Month',
  'trend.day': 'Day',
  'trend.dayNumber': 'Day {{day}}',
  'trend.upTo': 'Up to {{day}}',
  'trend.incompleteDay': '{{day}} (not complete yet)',
  'trend.notComplete': '{{day}}, not complete',
  'trend.lateDay': '{{day}}, late',
  'trend.moreMayCome': '{{day}}, more may come',
  'trend.everything': 'All together',
  'trend.estimated': 'Lighter: estimated, Microsoft may still change it',
  'trend.late':
    '{{amount}} of the total is late: charged in {{month}} for days before it.',
  'trend.hide': 'Hide {{name}}',
  'trend.show': 'Show {{name}}',
  'trend.hidden': 'What is hidden here is still part of the total.',
  'trend.openDay': 'Charges of {{day}}',
  'trend.series': 'What the colours mean',
  'trend.sentenceSoFar': '{{month}} so far costs {{amount}}',
  'trend.sentenceWhole': '{{month}} cost {{amount}}',
  'trend.sentenceSame': 'the same as {{than}}',
  'trend.sentenceMore': '{{share}} more than {{than}}',
  'trend.sentenceLess': '{{share}} less than {{than}}',
  'trend.sentenceMostly': 'mostly {{name}}',
} as const;
