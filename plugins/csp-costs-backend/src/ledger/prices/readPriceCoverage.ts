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
  BillingPeriod,
  PriceCoverage,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import { readProblem, type SliceRow } from '../tables';

/** How fresh the prices, or the exchange rates, of a month are. */
export async function readPriceCoverage(
  knex: Knex,
  source: 'exchange-rates' | 'price-sheet',
  month: BillingPeriod,
): Promise<PriceCoverage[]> {
  const slices = await knex<SliceRow>('slices')
    .where({ source, billing_period: month })
    .orderBy('connector_id');
  return slices.map(slice => ({
    connectorId: slice.connector_id,
    status: statusOf(slice),
    asOf: readTimestamp(slice.verified_at),
    problem: readProblem(slice.problem),
  }));
}

function statusOf(slice: SliceRow): PriceCoverage['status'] {
  if (slice.verified_at) {
    return slice.problem ? 'stale' : 'current';
  }
  if (slice.problem) {
    return 'missing';
  }
  return slice.no_data ? 'not-yet-available' : 'collecting';
}
