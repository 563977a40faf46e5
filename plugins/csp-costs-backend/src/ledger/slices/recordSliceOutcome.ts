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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readProblem, type SliceRow } from '../tables';

/**
 * Records that the shown generation was compared with Microsoft and is still
 * the latest.
 */
export async function recordVerified(
  knex: Knex,
  sliceId: string,
  now: Date,
): Promise<void> {
  await knex<SliceRow>('slices').where({ slice_id: sliceId }).update({
    verified_at: now.toISOString(),
    no_data: false,
    problem: null,
  });
}

/** Records that Microsoft has no data for a slice that never had any. */
export async function recordNoData(knex: Knex, sliceId: string): Promise<void> {
  await knex<SliceRow>('slices')
    .where({ slice_id: sliceId })
    .whereNull('verified_at')
    .update({ no_data: true, problem: null });
}

/**
 * Records why a slice could not be collected. What is shown stays. The time
 * since when it fails is kept from the first failure.
 */
export async function recordFailure(
  knex: Knex,
  sliceId: string,
  problem: Problem,
): Promise<void> {
  const row = await knex<SliceRow>('slices')
    .where({ slice_id: sliceId })
    .first('problem');
  const since = readProblem(row?.problem ?? null)?.since ?? problem.since;
  await knex<SliceRow>('slices')
    .where({ slice_id: sliceId })
    .update({ problem: JSON.stringify({ ...problem, since }) });
}
