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

/** Texts of the parts that every page is made of. */
export const layout = {
  'layout.page': 'Costs',
  'layout.overview': 'Overview',
  'layout.invoices': 'Invoices',
  'layout.connectors': 'Connectors',
  'layout.collection': 'Collection',
  'layout.month': 'Month',
  'layout.previousMonth': 'Previous month',
  'layout.nextMonth': 'Next month',
  'layout.copied': 'Copied',
  'layout.hideValue': 'Hide value',
  'layout.showValue': 'Show value',
  'layout.forbiddenTitle': 'You do not have access to this',
  'layout.forbidden':
    'It needs the permission {{permission}}. Whoever runs this portal can grant it.',
  'layout.unknownTitle': 'Nothing is known of this yet',
  'layout.unknown':
    '{{message}}. Either its id is wrong, or it has not been collected so far.',
  'layout.tryAgain': 'Try again',
} as const;
