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
import { isSqlite } from '../database/dialect';

/**
 * Makes a row of each day of the series that a query reads from
 * `cost_series as s`.
 *
 * @returns The columns with the day and its cost.
 */
export function joinDays(
  knex: Knex,
  query: Knex.QueryBuilder,
): {
  day: string;
  cost: string;
} {
  if (isSqlite(knex)) {
    query.joinRaw(
      'join json_each(s.days) as d join json_each(s.day_costs) as c on c.key = d.key',
    );
    return { day: 'd.value', cost: 'c.value' };
  }
  query.joinRaw(
    'cross join lateral unnest(s.days, s.day_costs) as d(day, cost)',
  );
  return { day: 'd.day', cost: 'd.cost' };
}
