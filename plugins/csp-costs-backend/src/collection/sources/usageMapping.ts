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

import { canonicalTags } from '../../ledger/load/canonicalTags';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';

/**
 * Daily rated usage of Graph partner billing: pay-as-you-go Azure, at the
 * partner's cost after partner earned credit, before tax.
 *
 * The cost is `BillingPreTaxTotal`. Reservations, savings plans, licences and
 * marketplace purchases have no cost here; reconciliation has it.
 */
export const usageMapping: ChargeMapping = {
  textColumns: [
    'CustomerId',
    'CustomerName',
    'CustomerDomainName',
    'CustomerCountry',
    'EntitlementId',
    'EntitlementDescription',
    'ResourceGroup',
    'ResourceURI',
    'ResourceLocation',
    'Tags',
    'MeterCategory',
    'ProductName',
    'BillingCurrency',
  ],
  dateColumn: 'UsageDate',
  amountColumns: [{ name: 'BillingPreTaxTotal', blankIsZero: false }],
  requiredColumns: ['CustomerId', 'UsageDate', 'BillingCurrency'],
  fields: {
    customerId: 'lower("CustomerId")',
    customerName: '"CustomerName"',
    domainName: '"CustomerDomainName"',
    country: '"CustomerCountry"',
    azureSubscriptionId: 'lower("EntitlementId")',
    azureSubscriptionName: '"EntitlementDescription"',
    // Azure compares resource groups without regard to case.
    resourceGroup: 'lower("ResourceGroup")',
    resourceId: 'lower("ResourceURI")',
    region: '"ResourceLocation"',
    tags: canonicalTags('"Tags"'),
    serviceName: '"MeterCategory"',
    productName: '"ProductName"',
    billingCurrency: 'upper("BillingCurrency")',
  },
  charges: [{ amountColumn: 'BillingPreTaxTotal', chargeCategory: `'Usage'` }],
};
