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

/** Texts of one customer's page. */
export const customer = {
  'customer.all': 'All customers',
  'customer.yours': 'Your customers',
  'customer.fallback': 'Customer',
  'customer.copyTenant': 'Copy the tenant id',
  'customer.inCatalog': 'In the catalog',
  'customer.partly':
    'A part of the costs of this customer is open to you; this is for those who see all of them.',
  'customer.onThisPage': 'On this page',
  'customer.breakdown': 'What it is made of',
  'customer.breakdown.exact': 'Every digit',
  'customer.breakdown.by': 'Break down by',
  'customer.breakdown.failed': 'The breakdown could not be loaded',
  'customer.breakdown.loading': 'Loading the breakdown',
  'customer.breakdown.empty': 'There are no charges.',
  'customer.breakdown.caption': 'Costs in {{currency}} by {{dimension}}',
  'customer.breakdown.showAll': 'Show all {{rows}}',
  'customer.breakdown.more': 'More',
  'customer.breakdown.new': 'new',
  'customer.cost': 'Cost',
  'customer.change': 'Change',
  'customer.azure': 'Azure subscriptions',
  'customer.azure.none':
    'There is no Azure subscription, and none has had costs.',
  'customer.azure.name': 'Azure subscription',
  'customer.azure.narrow': 'Costs of {{name}} only',
  'customer.licences': 'Licences and plans',
  'customer.licences.none': 'Partner Center lists no licence and no plan.',
  'customer.licences.product': 'Product',
  'customer.licences.quantity': 'Quantity',
  'customer.licences.term': 'Term',
  'customer.licences.ends': 'Term ends',
  'customer.licences.endsSoon_one': 'tomorrow',
  'customer.licences.endsSoon_other': 'in {{count}} days',
  'customer.licences.endsToday': 'today',
  'customer.licences.renews': 'Renews by itself',
  'customer.licences.billing': 'Billed',
  'customer.yes': 'Yes',
  'customer.no': 'No',
  'customer.status': 'State',
  'customer.status.active': 'Active',
  'customer.status.suspended': 'Suspended',
  'customer.status.deleted': 'Deleted',
  'customer.status.expired': 'Expired',
  'customer.status.pending': 'Pending',
  'customer.status.disabled': 'Disabled',
  'customer.status.gone': 'No longer listed',
  'customer.status.charges': 'Known by its charges',
  'customer.billing.monthly': 'Monthly',
  'customer.billing.annual': 'Yearly',
  'customer.billing.one_time': 'Once',
  'customer.billing.triennial': 'Every three years',
  'customer.lists.failed': 'The subscriptions could not be loaded',
  'customer.lists.loading': 'Loading subscriptions',
  'customer.lists.asOf': 'As of {{moment}}',
  'customer.lists.stale':
    'The last attempt to read the list of {{connector}} failed; it is as of {{moment}}.',
  'customer.lists.never':
    'The list of {{connector}} could not be read; only what has had charges is shown.',
  'customer.lists.pending': 'The list of {{connector}} was not read yet.',
  'customer.lists.off':
    '{{connector}} does not collect lists of subscriptions; only what has had charges is shown.',
  'customer.purchases.short': 'Bought',
  'customer.purchases': 'Bought in {{month}}',
  'customer.purchases.hint':
    'Licences, reservations, savings plans and marketplace products that are billed in the month. What they are worth in later months is not in it.',
  'customer.purchases.none': 'Nothing was bought in {{month}}.',
  'customer.purchases.failed': 'What was bought could not be loaded',
  'customer.purchases.loading': 'Loading what was bought',
  'customer.purchases.caption': 'Bought in {{month}}, in {{currency}}',
  'customer.invoices': 'Invoices',
  'customer.invoices.hint':
    'Invoices that have charges of this customer, before tax. Each is also about others.',
  'customer.invoices.none': 'No invoice has charges of this customer yet.',
  'customer.invoices.failed': 'The invoices could not be loaded',
  'customer.invoices.loading': 'Loading invoices',
  'customer.invoices.invoice': 'Invoice',
  'customer.invoices.month': 'Month',
  'customer.invoices.cost': 'Its charges before tax',
  'customer.invoices.incomplete': 'not read completely yet',
  'customer.invoices.tax': 'Tax',
  'customer.restatements': 'Restatements',
  'customer.restatements.hint':
    'What Microsoft changed after it had been shown, in all months.',
  'customer.restatements.failed': 'The restatements could not be loaded',
  'customer.restatements.moreFailed': 'No more restatements could be loaded',
  'customer.restatements.loading': 'Loading restatements',
  'customer.restatements.more': 'Show more',
  'customer.restatements.when': 'Restated',
  'customer.restatements.period': 'Billing period',
  'customer.restatements.currency': 'Currency',
  'customer.restatements.before': 'Before',
  'customer.restatements.after': 'After',
  'customer.restatements.invoice': 'Invoice {{id}}',
  'customer.restatements.estimatedThrough': 'Estimated, through {{day}}',
  'customer.restatements.estimated': 'Estimated',
} as const;
