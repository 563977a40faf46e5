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

/** Words of the filters. */
export const filters = {
  'filters.filter': 'Filter',
  'filters.set': 'Filters',
  'filters.clear': 'Clear all',
  'filters.by': 'Filter by {{dimension}}',
  'filters.tagKey': 'Key of the tag',
  'filters.search': 'Search: {{dimension}}',
  'filters.searchPlaceholder': 'Search',
  'filters.loading': 'Loading what can be chosen',
  'filters.failed': 'The choices could not be loaded',
  'filters.noMatch': 'Nothing with a cost has this in its name.',
  'filters.none': 'Nothing to choose from: there are no such costs.',
  'filters.more_one': 'One more: search for it.',
  'filters.more_other': '{{count}} more: search for them.',
  'filters.only': 'Show only {{name}}',
  'filters.about': 'More about {{name}}',
} as const;
