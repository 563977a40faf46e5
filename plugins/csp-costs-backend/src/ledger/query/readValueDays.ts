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

import type { Decimal } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import {
  dayText,
  exactSum,
  isOneOf,
  listText,
  readExactSum,
} from '../../database/dialect';
import { joinDays } from '../joinDays';
import { tagValueOf } from './readDimension';
import { COLUMNS, type ColumnDimension } from './readNamedCosts';
import { generationIdsOf, type SliceState } from './readSlices';
import type { ResolvedScope } from './resolveScope';
import { totaledWithin, type TotaledDimension } from './selectTotals';
import { unfoldDays } from './unfoldDays';
import { whereScope } from './whereScope';

/** What one value of a dimension costs on one day. */
export interface ValueDay {
  billingCurrency: string;
  value: string;
  /** `YYYY-MM-DD` */
  date: string;
  billedCost: Decimal;
}

interface ValueDaysOptions extends Omit<ResolvedScope, 'connectorIds'> {
  dimension: ColumnDimension;
  /** For the dimension `tag`. */
  tagKey?: string;
  /** The values that are asked for. */
  values: readonly string[];
}

/**
 * Reads some values of a dimension day by day, without tax. A day of a value
 * may come several times.
 */
export async function readValueDays(
  knex: Knex,
  slices: readonly SliceState[],
  options: ValueDaysOptions,
): Promise<ValueDay[]> {
  const dimension = totaledWithin(options.dimension, options);
  return dimension
    ? readTotals(knex, slices, { ...options, dimension })
    : readSeries(knex, slices, options);
}

/** Unfolds the sums that are kept. */
async function readTotals(
  knex: Knex,
  slices: readonly SliceState[],
  options: ValueDaysOptions & { dimension: TotaledDimension },
): Promise<ValueDay[]> {
  const { dimension, values } = options;
  const isCategory = dimension === 'chargeCategory';
  const value = isCategory ? 'charge_category' : 'value';
  const query = knex('cost_totals')
    .whereIn('generation_id', generationIdsOf(slices))
    .where({ dimension: isCategory ? 'all' : dimension })
    .where(isOneOf(knex, value, values))
    .whereNot({ charge_category: 'Tax' })
    .select(
      'billing_currency',
      { value },
      listText(knex, 'days', 'days'),
      listText(knex, 'running_costs', 'running_costs'),
    );
  whereScope(knex, query, options);
  const rows: Array<Record<string, string>> = await query;
  return rows.flatMap(row =>
    unfoldDays(row).map(day => ({
      billingCurrency: row.billing_currency!,
      value: row.value!,
      ...day,
    })),
  );
}

/** Adds up what no sums are kept of. */
async function readSeries(
  knex: Knex,
  slices: readonly SliceState[],
  options: ValueDaysOptions,
): Promise<ValueDay[]> {
  const { dimension, tagKey, values } = options;
  const column = COLUMNS[dimension];
  const query = knex('cost_series as s')
    .whereIn('generation_id', generationIdsOf(slices))
    .whereNot({ charge_category: 'Tax' });
  if (dimension !== 'tag') {
    query.where(isOneOf(knex, column, values));
  }
  whereScope(knex, query, options);
  const { day, cost } = joinDays(knex, query);
  const rows: Array<Record<string, string>> = await query
    .groupBy('billing_currency', column, day)
    .select('billing_currency', { named: column })
    .select(dayText(knex, day, 'date'), exactSum(knex, cost, 'billed_cost'));
  return rows.flatMap(row => {
    const value =
      dimension === 'tag' ? tagValueOf(row.named!, tagKey!) : row.named!;
    return values.includes(value)
      ? [
          {
            billingCurrency: row.billing_currency!,
            value,
            date: row.date!,
            billedCost: readExactSum(row.billed_cost!),
          },
        ]
      : [];
  });
}
