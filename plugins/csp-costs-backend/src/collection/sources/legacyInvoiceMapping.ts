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

import type { ChargeMapping } from '../../ledger/load/ChargeMapping';

const IS_CREDIT = `lower(coalesce("chargeType", '')) like '%credit%'`;

/**
 * Billing lines of legacy invoices: licences (`office`) and Azure of before the
 * Azure plan (`azure`), which name the same things differently.
 *
 * Cost is `subtotal` or `pretaxCharges`, tax a charge of its own. Each line has
 * the amounts of its own kind, which is checked when it is fetched; those of the
 * other kind are blank.
 */
export const legacyInvoiceMapping: ChargeMapping = {
  textColumns: [
    'customerId',
    'customerName',
    'customerCompanyName',
    'domainName',
    'offerName',
    'subscriptionName',
    'serviceName',
    'serviceType',
    'resourceName',
    'chargeType',
    'currency',
  ],
  dateColumn: 'chargeStartDate',
  amountColumns: [
    { name: 'subtotal', blankIsZero: true },
    { name: 'tax', blankIsZero: true },
    { name: 'pretaxCharges', blankIsZero: true },
    { name: 'taxAmount', blankIsZero: true },
  ],
  requiredColumns: ['customerId', 'chargeStartDate', 'currency'],
  fields: {
    customerId: 'lower("customerId")',
    customerName: 'coalesce("customerName", "customerCompanyName")',
    domainName: '"domainName"',
    country: 'NULL::VARCHAR',
    // Its `subscriptionId` is of the billing system, not one that Azure knows.
    azureSubscriptionId: 'NULL::VARCHAR',
    azureSubscriptionName: 'NULL::VARCHAR',
    resourceGroup: 'NULL::VARCHAR',
    resourceId: 'NULL::VARCHAR',
    region: 'NULL::VARCHAR',
    tags: 'NULL::VARCHAR',
    serviceName: 'coalesce("serviceName", "offerName", "subscriptionName")',
    productName: 'coalesce("resourceName", "serviceType", "subscriptionName")',
    billingCurrency: 'upper("currency")',
  },
  charges: [
    {
      amountColumn: 'subtotal',
      chargeCategory: `case when ${IS_CREDIT} then 'Credit' else 'Purchase' end`,
      skipZero: true,
    },
    {
      amountColumn: 'pretaxCharges',
      chargeCategory: `case when ${IS_CREDIT} then 'Credit' else 'Usage' end`,
      skipZero: true,
    },
    {
      amountColumn: 'tax',
      chargeCategory: `'Tax'`,
      skipZero: true,
    },
    {
      amountColumn: 'taxAmount',
      chargeCategory: `'Tax'`,
      skipZero: true,
    },
  ],
};
