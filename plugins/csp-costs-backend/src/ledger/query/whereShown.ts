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
import { isBilled } from '../tables';
import { generationIdsOf, type SliceState } from './readSlices';

/**
 * Limits sums to the generations that slices show, invoiced and estimated ones
 * apart: `invoiced` is 1 or 0.
 */
export function whereShown(
  knex: Knex,
  query: Knex.QueryBuilder,
  slices: readonly SliceState[],
): void {
  const invoiced = generationIdsOf(
    slices.filter(slice => isBilled(slice.source)),
  );
  query
    .whereIn('generation_id', generationIdsOf(slices))
    .groupBy('invoiced')
    .select(
      invoiced.length > 0
        ? knex.raw(
            `case when generation_id in (${invoiced.map(() => '?').join(', ')})
              then 1 else 0 end as invoiced`,
            invoiced,
          )
        : knex.raw('0 as invoiced'),
    );
}
