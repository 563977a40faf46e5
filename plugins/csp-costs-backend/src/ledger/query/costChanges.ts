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

import {
  compareDecimals,
  subtractDecimals,
  sumDecimals,
  type CostChange,
  type CostChanges,
  type CostChangesQuery,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { readExactSum } from '../../database/dialect';
import { groupBy } from './buildTotals';
import { comparableThrough } from './comparisonOf';
import { findNewResources, placeOf } from './findNewResources';
import { PeriodView, type QueryContext } from './PeriodView';
import { readNames } from './readDimension';
import { readNamedCosts } from './readNamedCosts';
import type { SliceState } from './readSlices';
import { resolveScope, type ResolvedScope } from './resolveScope';
import { selectSeries } from './selectSeries';
import { whereScope } from './whereScope';
import { whereShown } from './whereShown';

const DEFAULT_LIMIT = 5;

/** Customers of a currency that are looked into, for each change that is told. */
const CUSTOMERS_PER_CHANGE = 4;

/** What a service costs one customer in one Azure subscription, in both months. */
export interface ServiceChange {
  billingCurrency: string;
  customerId: string;
  /** Empty for what is not Azure usage. */
  azureSubscriptionId: string;
  serviceName: string;
  billedCost: Decimal;
  comparableCost: Decimal;
  change: Decimal;
}

/**
 * The largest changes since the same days of the month before, by customer,
 * Azure subscription and service.
 *
 * @remarks
 * Only customers whose own cost changed most are looked into: of a partner with
 * thousands there would be too much to read. What rises and falls by as much at
 * one of the others is not found.
 *
 * @throws NotFoundError when the scope names something unknown.
 */
export async function costChanges(
  context: QueryContext,
  query: CostChangesQuery,
): Promise<CostChanges> {
  const { limit = DEFAULT_LIMIT } = query;
  const scope = await resolveScope(context, query);
  const view = await PeriodView.create(context, query.billingPeriod);
  const through = comparableThrough(view.comparison);
  const ofCustomers = { dimension: 'customer' as const, ...scope };
  const [now, before] = await Promise.all([
    readNamedCosts(context, view.shown, ofCustomers),
    readNamedCosts(context, view.previous, { ...ofCustomers, through }),
  ]);
  // A scope that is new had no cost in a month that is known.
  const known = new Set(view.previous.map(slice => slice.billing_currency));
  const currencies = [
    ...new Set([...now, ...before].map(cost => cost.billingCurrency)),
  ]
    .filter(billingCurrency => known.has(billingCurrency))
    .sort()
    .map(billingCurrency => ({
      billingCurrency,
      customers: changesBy(
        cost => cost.value,
        now.filter(cost => cost.billingCurrency === billingCurrency),
        before.filter(cost => cost.billingCurrency === billingCurrency),
      ),
    }));
  const narrowed = {
    ...scope,
    customerIds: [
      ...new Set(
        currencies.flatMap(({ customers }) =>
          customers
            .slice(0, limit * CUSTOMERS_PER_CHANGE)
            .map(({ key }) => key),
        ),
      ),
    ],
  };
  const changes = await readServiceChanges(context, view, narrowed, through);
  const rows = currencies.flatMap(({ billingCurrency }) =>
    changes
      .filter(change => change.billingCurrency === billingCurrency)
      .slice(0, limit),
  );
  const newResources = await findNewResources(
    context.knex,
    { shown: view.shown, previous: view.previous, through },
    narrowed,
    rows,
  );
  const [customerNames, subscriptionNames] = await Promise.all([
    readNames(
      context,
      'customer',
      rows.map(row => row.customerId),
    ),
    readNames(
      context,
      'azureSubscription',
      rows.map(row => row.azureSubscriptionId),
    ),
  ]);
  return {
    billingPeriod: view.billingPeriod,
    comparison: view.comparison,
    totals: currencies.map(({ billingCurrency, customers }) => {
      const own = rows.filter(row => row.billingCurrency === billingCurrency);
      return {
        billingCurrency,
        change: sumDecimals(customers.map(({ change }) => change)),
        explainedChange: sumDecimals(own.map(({ change }) => change)),
        rows: own.map((row): CostChange => {
          const { billingCurrency: _currency, ...told } = row;
          const id = row.azureSubscriptionId;
          return {
            ...told,
            customerName: customerNames?.get(row.customerId) ?? row.customerId,
            azureSubscriptionId: id || undefined,
            azureSubscriptionName: id
              ? subscriptionNames?.get(id) ?? id
              : undefined,
            newResource: newResources.get(row),
          };
        }),
      };
    }),
  };
}

/** The changes of some customers by Azure subscription and service, largest first. */
async function readServiceChanges(
  { knex }: QueryContext,
  view: PeriodView,
  scope: ResolvedScope,
  through: string | undefined,
): Promise<ServiceChange[]> {
  const read = async (slices: readonly SliceState[], until?: string) => {
    const costs = selectSeries(
      knex,
      {
        customer_id: 'customer_id',
        azure_subscription_id: 'azure_subscription_id',
        service_name: 'service_name',
      },
      until,
    ).whereNot({ charge_category: 'Tax' });
    whereShown(knex, costs, slices);
    whereScope(knex, costs, scope);
    const rows: Array<Record<string, string>> = await costs;
    return rows.map(row => ({
      billingCurrency: row.billing_currency!,
      customerId: row.customer_id!,
      azureSubscriptionId: row.azure_subscription_id!,
      serviceName: row.service_name!,
      billedCost: readExactSum(row.billed_cost!),
    }));
  };
  const [now, before] = await Promise.all([
    read(view.shown),
    read(view.previous, through),
  ]);
  return changesBy(placeOf, now, before).map(
    ({ item, billedCost, comparableCost, change }) => ({
      ...item,
      billedCost,
      comparableCost,
      change,
    }),
  );
}

/** What changed, largest first, up or down; what did not is left out. */
function changesBy<T extends { billedCost: Decimal }>(
  keyOf: (cost: T) => string,
  now: readonly T[],
  before: readonly T[],
) {
  const costs = groupBy(now, keyOf);
  const comparable = groupBy(before, keyOf);
  return [...new Set([...costs.keys(), ...comparable.keys()])]
    .map(key => {
      const billedCost = sumOf(costs.get(key));
      const comparableCost = sumOf(comparable.get(key));
      return {
        key,
        item: (costs.get(key) ?? comparable.get(key))![0]!,
        billedCost,
        comparableCost,
        change: subtractDecimals(billedCost, comparableCost),
      };
    })
    .filter(({ change }) => compareDecimals(change, '0') !== 0)
    .sort(
      (a, b) =>
        compareDecimals(sizeOf(b.change), sizeOf(a.change)) ||
        a.key.localeCompare(b.key),
    );
}

function sumOf(costs: readonly { billedCost: Decimal }[] = []): Decimal {
  return sumDecimals(costs.map(cost => cost.billedCost));
}

function sizeOf(amount: Decimal): Decimal {
  return amount.replace(/^-/, '');
}
