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

import { billingAccountName } from '../arm/billingAccountName';
import { azureProduct } from '../world/azureProduct';
import { daysIn, formatDay } from '../world/months';
import type { Customer } from '../world/partner';
import { mix } from '../world/random';
import type { DataScope } from '../world/scope';
import type { World } from '../world/World';
import {
  COST_DETAILS_COLUMNS,
  type CostDetailsColumn,
} from './costDetailsColumns';
import { retailLines, type RetailLine } from './retailLines';

/** `2026-10-05` as Microsoft writes days in these files. */
function american(day: string): string {
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year}`;
}

function cellsOf(
  world: World,
  customer: Customer,
  scope: DataScope,
  { stream, date, quantity, partnerCost, retailCost }: RetailLine,
): Partial<Record<CostDetailsColumn, string>> {
  const { partner } = world;
  const { meter, entitlement, credited, state } = stream;
  const product = azureProduct(meter, customer.region);
  const group = `rg-${entitlement.environment}`;
  return {
    invoiceId: scope.invoiceNumber,
    billingAccountId: billingAccountName(world),
    billingAccountName: partner.name,
    partnerTenantId: partner.tenantId,
    partnerName: partner.name,
    customerTenantId: customer.id,
    customerName: customer.name,
    billingPeriodStartDate: american(formatDay(scope.month, 1)),
    billingPeriodEndDate: american(formatDay(scope.month, daysIn(scope.month))),
    servicePeriodStartDate: american(date),
    servicePeriodEndDate: american(date),
    date: american(date),
    serviceFamily: meter.service,
    consumedService: meter.consumedService,
    meterId: product.meterId,
    meterName: meter.name,
    meterCategory: meter.service,
    meterSubCategory: meter.subCategory,
    meterRegion: customer.region,
    ProductId: product.productId,
    ProductName: product.productName,
    SubscriptionId: entitlement.id,
    subscriptionName: entitlement.name,
    publisherType: 'Microsoft',
    publisherName: 'Microsoft',
    resourceGroupName: group,
    resourceLocation: customer.region,
    location: customer.region,
    effectivePrice: stream.effectiveUnitPrice.toString(),
    quantity: quantity.toString(),
    unitOfMeasure: meter.unitType,
    chargeType: 'Usage',
    billingCurrency: customer.currency,
    pricingCurrency: 'USD',
    costInBillingCurrency: partnerCost.toString(),
    paygCostInBillingCurrency: retailCost.toString(),
    isAzureCreditEligible: 'True',
    // Quotes, commas and line ends, as people write them.
    tags: `"environment": "${entitlement.environment}","note": "first${
      mix(state, 23) % 2 === 0 ? ',' : '\n'
    }second"`,
    partnerEarnedCreditRate: credited ? '0.15' : '0',
    partnerEarnedCreditApplied: credited ? 'True' : 'False',
    PayGPrice: stream.unitPrice.toString(),
    frequency: 'UsageBased',
    PricingModel: 'OnDemand',
    unitPrice: stream.unitPrice.toString(),
    provider: 'Azure',
  };
}

/** The rows of a report, without its header: cells in the order of the columns. */
export function* costDetailsRows(
  world: World,
  customers: readonly Customer[],
  scopes: readonly DataScope[],
): Generator<string[]> {
  for (const scope of scopes) {
    for (const customer of customers) {
      if (customer.currency === scope.currency) {
        for (const line of retailLines(world, customer, scope)) {
          const cells = cellsOf(world, customer, scope, line);
          yield COST_DETAILS_COLUMNS.map(column => cells[column] ?? '');
        }
      }
    }
  }
}
