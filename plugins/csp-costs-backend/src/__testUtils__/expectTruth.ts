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

import type {
  CostTotal,
  CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import type { CspCostsHarness } from './CspCostsHarness';

/** Compares totals and every customer with what the simulator says is true. */
export async function expectTruth(
  harness: CspCostsHarness,
  billingPeriod: string,
): Promise<void> {
  const truth = harness.simulator.truth(billingPeriod);
  const summary = await harness.api.getCostSummary({ billingPeriod });
  expect(byCurrency(summary.totals.map(figures))).toEqual(
    byCurrency(
      truth.totals.map(total => ({
        billingCurrency: total.billingCurrency,
        billedCost: total.billedCost,
        usageCost: total.usageCost,
        otherCost: total.otherCost,
        taxCost: total.taxCost,
      })),
    ),
  );
  const page = await harness.api.getCustomers({ billingPeriod, limit: 100 });
  expect(byCustomer(page.items)).toEqual(
    Object.fromEntries(
      truth.customers.map(customer => [
        customer.customerId,
        {
          billingCurrency: customer.billingCurrency,
          billedCost: customer.billedCost,
          usageCost: customer.usageCost,
          otherCost: customer.otherCost,
          taxCost: customer.taxCost,
          name: customer.customerName,
          state: customer.state,
        },
      ]),
    ),
  );
}

function byCurrency(totals: { billingCurrency: string }[]) {
  return [...totals].sort((a, b) =>
    a.billingCurrency.localeCompare(b.billingCurrency),
  );
}

function figures(total: CostTotal) {
  const { billingCurrency, billedCost, usageCost, otherCost, taxCost } = total;
  return { billingCurrency, billedCost, usageCost, otherCost, taxCost };
}

function byCustomer(customers: CustomerCosts[]) {
  return Object.fromEntries(
    customers.map(customer => [
      customer.customerId,
      {
        ...figures(customer.totals[0]!),
        name: customer.customerName,
        state: customer.totals[0]!.state,
      },
    ]),
  );
}
