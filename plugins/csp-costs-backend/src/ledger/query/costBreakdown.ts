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
  sumDecimals,
  type BillingPeriod,
  type BreakdownDimension,
  type BreakdownRow,
  type CostBreakdown,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { isOneOf } from '../../database/dialect';
import { byCost, groupBy, stateOf } from './buildTotals';
import { comparableThrough } from './comparisonOf';
import { PeriodView, type QueryContext } from './PeriodView';
import { readNamedCosts, type DimensionCost } from './readNamedCosts';
import { resolveScope } from './resolveScope';

/**
 * Costs of a billing period by one dimension, with those of the same days of
 * the month before. A value that cost something then and nothing now has a row.
 *
 * @throws NotFoundError when the scope names something unknown.
 */
export async function costBreakdown(
  context: QueryContext,
  query: CostScope & {
    billingPeriod: BillingPeriod;
    dimension: BreakdownDimension;
  },
): Promise<CostBreakdown> {
  const { knex } = context;
  const { dimension } = query;
  const scope = await resolveScope(knex, context.rights, query);
  const view = await PeriodView.create(context, query.billingPeriod);
  const [costs, previous] = await Promise.all([
    readNamedCosts(context, view.shown, { dimension, ...scope }),
    readNamedCosts(context, view.previous, {
      dimension,
      ...scope,
      through: comparableThrough(view.comparison),
    }),
  ]);
  const keyOf = (cost: DimensionCost) =>
    `${cost.billingCurrency} ${cost.value}`;
  const before = groupBy(previous, keyOf);
  const knownCurrencies = new Set(previous.map(cost => cost.billingCurrency));
  const groups = groupBy(costs, keyOf);
  for (const [key, group] of before) {
    if (!groups.has(key)) {
      groups.set(
        key,
        group.map(cost => ({ ...cost, billedCost: '0' })),
      );
    }
  }
  const names = await namesOf(context, dimension);
  const rows: BreakdownRow[] = [...groups].map(([key, group]) => {
    const { value, billingCurrency } = group[0]!;
    return {
      ...nameOf(names, value),
      billingCurrency,
      billedCost: sumDecimals(group.map(cost => cost.billedCost)),
      state: stateOf(group),
      comparableCost: knownCurrencies.has(billingCurrency)
        ? sumDecimals((before.get(key) ?? []).map(cost => cost.billedCost))
        : undefined,
    };
  });
  return {
    billingPeriod: view.billingPeriod,
    comparison: view.comparison,
    dimension,
    rows: rows.sort(inOrder),
  };
}

/** By currency, highest cost first. */
function inOrder(a: BreakdownRow, b: BreakdownRow): number {
  return a.billingCurrency === b.billingCurrency
    ? byCost(a, b)
    : a.billingCurrency.localeCompare(b.billingCurrency);
}

/** Names of the values of a dimension that are ids. */
async function namesOf(
  { knex, rights }: QueryContext,
  dimension: BreakdownDimension,
): Promise<Map<string, string> | undefined> {
  const query =
    dimension === 'customer'
      ? knex('customers').select({ id: 'customer_id', name: 'customer_name' })
      : dimension === 'azureSubscription' &&
        knex('subscriptions')
          .where({ kind: 'azure' })
          .select({ id: 'subscription_id', name: 'name' });
  if (!query) {
    return undefined;
  }
  if (!rights.all) {
    query.where(isOneOf(knex, 'customer_id', rights.customerIds));
  }
  const rows: Array<{ id: string; name: string }> = await query;
  return new Map(rows.map(row => [row.id, row.name]));
}

function nameOf(
  names: Map<string, string> | undefined,
  value: string,
): { id?: string; name: string } {
  return names && value
    ? { id: value, name: names.get(value) ?? value }
    : { name: value };
}
