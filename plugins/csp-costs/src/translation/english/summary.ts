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

/** Words of the totals of a month, and of what changed. */
export const summary = {
  'summary.totals': 'Totals',
  'summary.loading': 'Loading costs',
  'summary.noCharges': 'No charges in {{month}}',
  'summary.noChargesOfFilters':
    'Nothing in {{month}} is left of these filters.',
  'summary.monthIn': '{{month}} in {{currency}}',
  'summary.monthSoFarIn': '{{month}} so far in {{currency}}',
  'summary.usage': 'Usage',
  'summary.other': 'Licences and other',
  'summary.whole': 'Whole {{month}}',
  'summary.tax': 'Tax, not included',
  'summary.forecast': 'Forecast {{amount}} by {{day}}',
  'summary.services': 'Services',
  'summary.allCustomers': 'All customers',
  'summary.yourCustomers': 'Your customers',

  'changes.title': 'What changed against {{than}}',
  'changes.loading': 'Loading what changed',
  'changes.failed': 'What changed could not be loaded',
  'changes.nothing': 'Nothing changed against {{than}}.',
  'changes.unknown': 'There are no figures for {{month}} to compare with.',
  'changes.in': '{{what}} in {{where}}',
  'changes.of': '{{what}} of {{customer}}',
  'changes.inOf': '{{what}} in {{where}} of {{customer}}',
  'changes.noService': 'Charges without a service',
  'changes.new': 'new',
  'changes.gone': 'gone',
  'changes.newResource': 'new: {{name}}, since {{day}}',
  'changes.newResources_one': 'new: {{name}}, since {{day}}, and one more',
  'changes.newResources_other':
    'new: {{name}}, since {{day}}, and {{count}} more',
  'changes.explained': 'Together {{explained}} of {{change}}.',

  'services.all': 'Other services',
  'services.none': 'No service given',

  'money.against': 'vs {{than}}',
  'money.noFigures': 'No figures for {{month}}',
  'money.copied': 'copied',
  'money.exactly': 'exactly {{amount}}, copy',

  'firstSteps.seeCollection': 'See the collection',
  'firstSteps.noCosts': 'No costs yet',
  'firstSteps.forbidden':
    'Nothing has been collected so far of customers that you may see. Whoever runs this portal knows who looks after which customer; how the collection goes is seen with the permission {{permission}}.',
  'firstSteps.connectorsFailed': 'The connectors could not be loaded',
  'firstSteps.running': 'The first collection is running',
  'firstSteps.failed': 'The first collection failed',
  'firstSteps.seeWhy':
    'The collection page says what went wrong and what to do.',
  'firstSteps.nothingOnRecord': 'Microsoft had no charges on record so far.',
  'firstSteps.notConnected': '{{title}} is not connected yet',
  'firstSteps.openConnector': 'Open the connector',
  'firstSteps.needsCredential':
    'Its settings are saved. Costs are collected as soon as the application has something to sign in with.',
  'firstSteps.nothingCollected': 'Nothing collected yet',
  'firstSteps.startsAt': 'The first collection starts at {{time}}.',
  'firstSteps.notStarted': 'The first collection has not started.',
} as const;
