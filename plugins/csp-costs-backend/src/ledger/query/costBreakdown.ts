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
  type BreakdownRow,
  type CostBreakdown,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { byCost, groupBy, stateOf } from './buildTotals';
import { comparableThrough } from './comparisonOf';
import { PeriodView, type QueryContext } from './PeriodView';
import {
  nameOf,
  readDimension,
  readNames,
  type DimensionQuery,
} from './readDimension';
import type { DimensionCost } from './readNamedCosts';
import { resolveScope } from './resolveScope';

/** Rows that are given of resources, of which there may be any number. */
const RESOURCES_LIMIT = 1_000;

/**
 * Costs of a billing period by one dimension, with those of the same days of
 * the month before. A value that cost something then and nothing now has a row.
 *
 * @throws NotFoundError when the scope names something unknown, InputError when
 * the key of a tag is missing.
 */
export async function costBreakdown(
  context: QueryContext,
  query: CostScope &
    Omit<DimensionQuery, 'entityRef'> & {
      billingPeriod: BillingPeriod;
      limit?: number;
    },
): Promise<CostBreakdown> {
  const { dimension, tagKey, entityRef } = query;
  const scope = await resolveScope(context, query);
  const view = await PeriodView.create(context, query.billingPeriod);
  const by = { dimension, tagKey, entityRef, ...scope };
  const [costs, previous] = await Promise.all([
    readDimension(context, view.shown, by),
    readDimension(context, view.previous, {
      ...by,
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
  const names = await readNames(context, dimension, [
    ...new Set([...groups.values()].map(([cost]) => cost!.value)),
  ]);
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
  const { limit = dimension === 'resource' ? RESOURCES_LIMIT : undefined } =
    query;
  return {
    billingPeriod: view.billingPeriod,
    comparison: view.comparison,
    dimension,
    ...withinLimit(rows, limit),
  };
}

/** The rows with the highest cost of each currency, and the sum of all others. */
function withinLimit(
  rows: readonly BreakdownRow[],
  limit: number = Infinity,
): Pick<CostBreakdown, 'rows' | 'others'> {
  const byCurrency = [...groupBy(rows, row => row.billingCurrency)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([billingCurrency, own]) => ({
      billingCurrency,
      own: own.sort(byCost),
    }));
  const others = byCurrency.flatMap(({ billingCurrency, own }) => {
    const rest = own.slice(limit);
    return rest.length > 0
      ? [
          {
            billingCurrency,
            count: rest.length,
            billedCost: sumDecimals(rest.map(row => row.billedCost)),
            comparableCost: sumIfKnown(rest),
          },
        ]
      : [];
  });
  return {
    rows: byCurrency.flatMap(({ own }) => own.slice(0, limit)),
    others: others.length > 0 ? others : undefined,
  };
}

/** Within a currency either all are known or none is. */
function sumIfKnown(rows: readonly BreakdownRow[]): string | undefined {
  const known = rows.flatMap(row => row.comparableCost ?? []);
  return known.length > 0 ? sumDecimals(known) : undefined;
}
