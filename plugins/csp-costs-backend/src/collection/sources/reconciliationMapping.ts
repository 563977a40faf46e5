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

/** Lines with a meter are pay-as-you-go usage, whose cost daily rated usage has. */
const IS_USAGE = '"MeterDescription" is not null';

/**
 * Invoice reconciliation of Graph partner billing: licences, reservations,
 * savings plans, marketplace purchases, credits, and the tax on everything.
 *
 * Cost is `Subtotal`, tax a charge of its own. The cost of usage lines is left
 * to daily rated usage; their tax is only here.
 */
export const reconciliationMapping: ChargeMapping = {
  textColumns: [
    'CustomerId',
    'CustomerName',
    'CustomerDomainName',
    'CustomerCountry',
    'ProductName',
    'SkuName',
    'ChargeType',
    'MeterDescription',
    'Currency',
  ],
  dateColumn: 'ChargeStartDate',
  amountColumns: [
    { name: 'Subtotal', blankIsZero: false },
    // Zero or absent where tax is only worked out on the invoice.
    { name: 'TaxTotal', blankIsZero: true },
  ],
  requiredColumns: ['CustomerId', 'ChargeStartDate', 'Currency'],
  fields: {
    customerId: 'lower("CustomerId")',
    customerName: '"CustomerName"',
    domainName: '"CustomerDomainName"',
    country: '"CustomerCountry"',
    // Reconciliation knows commerce subscriptions only.
    azureSubscriptionId: 'NULL::VARCHAR',
    azureSubscriptionName: 'NULL::VARCHAR',
    resourceGroup: 'NULL::VARCHAR',
    resourceId: 'NULL::VARCHAR',
    region: 'NULL::VARCHAR',
    tags: 'NULL::VARCHAR',
    serviceName: '"ProductName"',
    productName: '"SkuName"',
    billingCurrency: 'upper("Currency")',
  },
  charges: [
    {
      amountColumn: 'Subtotal',
      chargeCategory: `case when lower("ChargeType") = 'customercredit' then 'Credit' else 'Purchase' end`,
      when: `not (${IS_USAGE})`,
    },
    {
      amountColumn: 'TaxTotal',
      chargeCategory: `'Tax'`,
      skipZero: true,
    },
  ],
  overlapping: IS_USAGE,
};
