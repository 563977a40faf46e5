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

import { DecimalSum } from './Decimal';
import { legacyInvoices } from './invoices';
import { legacyLines, type LegacyLine } from './legacyLines';
import { parseBillingPeriod } from './months';
import type { World } from './World';

/** Sums of legacy lines, before tax and beside it. Plain decimal text. */
export interface LegacySums {
  billingCurrency: string;
  /** Azure of before the Azure plan. */
  usageCost: string;
  /** Licences, and credits of either kind. */
  otherCost: string;
  taxCost: string;
  lineCount: number;
}

/** What the legacy invoices of a month really say, straight from their lines. */
export interface LegacyTruth {
  billingPeriod: string;
  invoices: Array<LegacySums & { invoiceId: string; totalCharges: string }>;
  customers: Array<LegacySums & { customerId: string }>;
}

/**
 * Adds up the billing lines of the legacy invoices that are issued for a month.
 * They are in addition to what {@link monthTruth} has.
 *
 * @throws Error when `billingPeriod` is not `YYYY-MM`.
 */
export function legacyTruth(world: World, billingPeriod: string): LegacyTruth {
  const month = parseBillingPeriod(billingPeriod);
  const truth: LegacyTruth = { billingPeriod, invoices: [], customers: [] };
  for (const invoice of legacyInvoices(world)) {
    if (invoice.month !== month) {
      continue;
    }
    const lines = [...legacyLines(world, invoice)];
    truth.invoices.push({
      invoiceId: invoice.id,
      totalCharges: invoice.totalCharges.toPlain(),
      ...sumsOf(invoice.currency, lines),
    });
    for (const customer of world.customersIn(invoice.currency)) {
      const own = lines.filter(line => line.customer === customer);
      if (own.length > 0) {
        truth.customers.push({
          customerId: customer.id,
          ...sumsOf(invoice.currency, own),
        });
      }
    }
  }
  return truth;
}

function sumsOf(
  billingCurrency: string,
  lines: readonly LegacyLine[],
): LegacySums {
  const usage = new DecimalSum();
  const other = new DecimalSum();
  const tax = new DecimalSum();
  for (const line of lines) {
    const isUsage = line.provider === 'azure' && !line.credit;
    (isUsage ? usage : other).add(line.pretax);
    tax.add(line.tax);
  }
  return {
    billingCurrency,
    usageCost: usage.value.toPlain(),
    otherCost: other.value.toPlain(),
    taxCost: tax.value.toPlain(),
    lineCount: lines.length,
  };
}
