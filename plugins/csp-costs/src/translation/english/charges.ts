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

/** Words of the charges that figures are made of. */
export const charges = {
  'charges.title': 'Charges',
  'charges.look': 'Look into the charges',
  'charges.loading': 'Loading charges',
  'charges.failed': 'The charges could not be loaded',
  'charges.none': 'No charges belong to this.',
  'charges.more': 'Load more',
  'charges.partial_one':
    'The first charge, {{amount}} together. More charges follow.',
  'charges.partial_other':
    'The first {{count}} charges, {{amount}} together. More charges follow.',
  'charges.whole_one': 'One charge: {{amount}}',
  'charges.whole_other': '{{count}} charges: {{amount}}',
  'charges.tax': 'Tax beside it: {{amount}}',
  'charges.changedTitle': 'Newer data is shown now',
  'charges.changed':
    'New data arrived while these charges were read. They are read again from the first.',
  'charges.readAgain': 'Read again',
  'charges.fetchingTitle': 'The lines are being fetched',
  'charges.fetching':
    'They come out of the archive, which takes a moment the first time.',
  'charges.removedTitle': 'Some lines are no longer kept',
  'charges.removed':
    'Their costs are part of the figure, and cannot be looked into. How long lines are kept is set by whoever runs this portal.',
  'charges.caption': 'Charges in {{currency}}',
  'charges.day': 'Day',
  'charges.what': 'What',
  'charges.where': 'Where',
  'charges.origin': 'Origin',
  'charges.cost': 'Cost',
  'charges.lineOf': 'Line {{number}} as Microsoft sent it',
  'charges.lineTitle': 'As Microsoft sent it',
  'charges.lineAbsent':
    'The line is not text, so it cannot be shown. The archive has it.',
  'charges.estimate': 'estimate',
  'charges.invoice': 'invoice {{invoiceId}}',
  'charges.blob': 'File',
  'charges.eTag': 'Version (eTag)',
  'charges.source': 'Source',
  'charges.number': 'Line {{number}}',
} as const;
