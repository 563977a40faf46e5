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

import type { Knex } from 'knex';
import { exactSum } from '../../database/dialect';
import { joinDays } from '../joinDays';

/**
 * A query that adds the cost of series up by currency and some columns. For
 * what no totals are kept of: some customers, whose series are few, and
 * dimensions with many values.
 *
 * @param columns - Columns of `cost_series` by the names that the result has.
 * @param through - Only charges up to this day, `YYYY-MM-DD`.
 */
export function selectSeries(
  knex: Knex,
  columns: Readonly<Record<string, string>>,
  through?: string,
): Knex.QueryBuilder {
  const query = knex('cost_series as s')
    .groupBy('billing_currency', ...Object.values(columns))
    .select('billing_currency', columns);
  if (!through) {
    return query.select(exactSum(knex, 'billed_cost', 'billed_cost'));
  }
  const { day, cost } = joinDays(knex, query);
  return query
    .where(day, '<=', through)
    .select(exactSum(knex, cost, 'billed_cost'));
}
