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

import { availableDays, chargedDays, isInvoiced } from './availability';
import { DecimalSum } from './Decimal';
import { unbilledScope } from './exports';
import { billedScope, invoiceNumber, invoiceTotal } from './invoices';
import { parseBillingPeriod, type Month } from './months';
import type { Currency } from './partner';
import type { DataScope } from './scope';
import { streamOf } from './usage';
import { World } from './World';

/** What one customer really cost in one month. Amounts are plain decimal text. */
export interface CustomerTruth {
  customerId: string;
  customerName: string;
  billingCurrency: string;
  state: 'estimated' | 'invoiced';
  /** Sum of `BillingPreTaxTotal` of the daily rated usage of the billing period. */
  usageCost: string;
  /** Sum of `Subtotal` of the reconciliation lines without `MeterDescription`. */
  otherCost: string;
  /** `usageCost + otherCost`, before tax. */
  billedCost: string;
  /** Sum of `TaxTotal` of all reconciliation lines. */
  taxCost: string;
  lineCount: { usage: number; reconciliation: number };
  azureSubscriptions: Array<{
    azureSubscriptionId: string;
    name: string;
    usageCost: string;
  }>;
}

/** What a month really cost, straight from the lines. */
export interface MonthTruth {
  billingPeriod: string;
  asOf: string;
  customers: CustomerTruth[];
  totals: Array<{
    billingCurrency: string;
    usageCost: string;
    otherCost: string;
    billedCost: string;
    taxCost: string;
    invoiceId?: string;
    invoiceTotal?: string;
  }>;
}

function scopesOf(
  world: World,
  month: Month,
  currency: Currency,
): { usage?: DataScope; reconciliation?: DataScope; invoiceId?: string } {
  if (isInvoiced(world, month)) {
    const id = invoiceNumber(world, month, currency);
    const invoice = { id, month, currency };
    return {
      usage: billedScope(world, 'billed-usage', invoice),
      reconciliation: billedScope(world, 'billed-reconciliation', invoice),
      invoiceId: id,
    };
  }
  return {
    usage: unbilledScope(world, 'unbilled-usage', month, currency),
    reconciliation: unbilledScope(
      world,
      'unbilled-reconciliation',
      month,
      currency,
    ),
  };
}

/**
 * Adds up every line of a month at the simulated moment: the issued invoice's
 * lines when there is one, else the unbilled ones. Nothing is stored.
 *
 * @throws Error when `billingPeriod` is not `YYYY-MM`.
 */
export function monthTruth(world: World, billingPeriod: string): MonthTruth {
  const month = parseBillingPeriod(billingPeriod);
  const truth: MonthTruth = {
    billingPeriod,
    asOf: world.clock.now().toISOString(),
    customers: [],
    totals: [],
  };
  if (availableDays(world, month) + chargedDays(world, month) === 0) {
    return truth;
  }
  for (const currency of World.currencies) {
    const scopes = scopesOf(world, month, currency);
    const sums = {
      usage: new DecimalSum(),
      other: new DecimalSum(),
      tax: new DecimalSum(),
    };
    const customers = world.customersIn(currency);
    for (const customer of customers) {
      const usage = new DecimalSum();
      const other = new DecimalSum();
      const tax = new DecimalSum();
      const subscriptions = new Map(
        customer.entitlements.map(one => [
          one.id,
          { ...one, sum: new DecimalSum() },
        ]),
      );
      const lineCount = { usage: 0, reconciliation: 0 };
      if (scopes.usage) {
        const reader = world.reader(scopes.usage);
        for (let index = 0; index < customer.streams; index++) {
          const stream = streamOf(world.seed, customer, index);
          const subscription = subscriptions.get(stream.entitlement.id);
          for (const line of reader.amounts(customer, stream)) {
            usage.add(line.billing);
            subscription?.sum.add(line.billing);
            lineCount.usage++;
          }
        }
      }
      if (scopes.reconciliation) {
        for (const line of world.reconciliation(
          customer,
          scopes.reconciliation,
        )) {
          if (line.meterDescription === '') {
            other.add(line.subtotal);
          }
          tax.add(line.taxTotal);
          lineCount.reconciliation++;
        }
      }
      sums.usage.add(usage.value);
      sums.other.add(other.value);
      sums.tax.add(tax.value);
      truth.customers.push({
        customerId: customer.id,
        customerName: customer.name,
        billingCurrency: currency,
        state: scopes.invoiceId ? 'invoiced' : 'estimated',
        usageCost: usage.value.toPlain(),
        otherCost: other.value.toPlain(),
        billedCost: usage.value.plus(other.value).toPlain(),
        taxCost: tax.value.toPlain(),
        lineCount,
        azureSubscriptions: [...subscriptions.values()].map(one => ({
          azureSubscriptionId: one.id,
          name: one.name,
          usageCost: one.sum.value.toPlain(),
        })),
      });
    }
    if (customers.length > 0) {
      truth.totals.push({
        billingCurrency: currency,
        usageCost: sums.usage.value.toPlain(),
        otherCost: sums.other.value.toPlain(),
        billedCost: sums.usage.value.plus(sums.other.value).toPlain(),
        taxCost: sums.tax.value.toPlain(),
        ...(scopes.invoiceId && scopes.reconciliation
          ? {
              invoiceId: scopes.invoiceId,
              invoiceTotal: invoiceTotal(
                world,
                scopes.reconciliation,
              ).toPlain(),
            }
          : {}),
      });
    }
  }
  return truth;
}
