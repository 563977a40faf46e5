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

import type { BreakdownDimension } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, isSqlite } from '../../database/dialect';
import type { ResolvedScope } from './resolveScope';

/** A dimension that totals are kept by. */
export type TotaledDimension = Exclude<
  BreakdownDimension,
  'resource' | 'tag' | 'entity'
>;

/**
 * The dimension, when the totals of it answer for a scope: they are kept of all
 * customers by most dimensions, and of each customer by itself.
 */
export function totaledWithin(
  dimension: BreakdownDimension,
  {
    customerIds,
    azureSubscriptionId,
    condition,
  }: Omit<ResolvedScope, 'connectorIds'>,
): TotaledDimension | undefined {
  return isTotaled(dimension) &&
    !azureSubscriptionId &&
    !condition &&
    (dimension === 'customer' || !customerIds)
    ? dimension
    : undefined;
}

/** Whether totals are kept by a dimension; others have too many values. */
export function isTotaled(
  dimension: BreakdownDimension,
): dimension is TotaledDimension {
  return !['resource', 'tag', 'entity'].includes(dimension);
}

/**
 * Selects the costs of all customers by a dimension, as they were added up when
 * their generation was written: `billing_currency`, `value`, and `billed_cost` to
 * be read with `readExactSum`. Limit it to generations.
 */
export function selectTotals(
  knex: Knex,
  options: {
    dimension: TotaledDimension;
    /** Only charges up to this day, `YYYY-MM-DD`. */
    through?: string;
  },
): Knex.QueryBuilder {
  const { dimension, through } = options;
  const isCategory = dimension === 'chargeCategory';
  const value = isCategory ? 'charge_category' : 'value';
  const query = knex
    .from(
      knex('cost_totals as t')
        .where({ dimension: isCategory ? 'all' : dimension })
        .select('t.*')
        .modify(costs =>
          through ? selectThrough(knex, costs, through) : costs,
        )
        .as('totals'),
    )
    .groupBy('billing_currency', value)
    .select('billing_currency', { value })
    .select(
      exactSum(knex, through ? 'cost_through' : 'billed_cost', 'billed_cost'),
    );
  if (through) {
    query.whereNotNull('cost_through');
  }
  return query;
}

/** Adds `cost_through`: the cost through a day, null where none had begun by then. */
function selectThrough(
  knex: Knex,
  query: Knex.QueryBuilder,
  through: string,
): Knex.QueryBuilder {
  return query.select(
    isSqlite(knex)
      ? knex.raw(
          `(select c.value from json_each(t.days) d
            join json_each(t.running_costs) c on c.key = d.key
            where d.value <= ? order by d.key desc limit 1) as cost_through`,
          [through],
        )
      : knex.raw('running_costs[width_bucket(?::date, days)] as cost_through', [
          through,
        ]),
  );
}
