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
  Problem,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { enqueueArchive } from '../archive/archiveJobs';
import { recordFailure } from '../slices/recordSliceOutcome';
import type { GenerationRow, SliceRow } from '../tables';
import type { OpenGeneration } from './stageGeneration';

/** Statuses of complete generations that are not shown and may yet be. */
export const WITHHELD_STATUSES = ['held', 'discarded'] as const;

/**
 * Keeps a staged generation back, whole, until a person decides. What is shown
 * stays, and its slice says why.
 *
 * A slice has at most one generation that is kept back: one that was held
 * before, or that a person decided against, counts as replaced from now on.
 *
 * @param guard - Runs first, in the transaction; throws when the caller has
 * lost the right to write.
 */
export async function holdGeneration(
  knex: Knex,
  options: {
    staged: OpenGeneration;
    /** Whose charges it has; empty for all customers. */
    customerScope: string;
    validation: readonly ValidationVerdict[];
    problem: Problem;
    now: Date;
    guard: (tx: Knex.Transaction) => Promise<void>;
  },
): Promise<void> {
  const { staged, now } = options;
  await knex.transaction(async tx => {
    await options.guard(tx);
    await tx<SliceRow>('slices')
      .where({ slice_id: staged.sliceId })
      .forUpdate()
      .first('slice_id');
    await dropWithheld(tx, staged.sliceId, now);
    const held = await tx<GenerationRow>('generations')
      .where({ generation_id: staged.generationId, status: 'staged' })
      .update({
        status: 'held',
        customer_scope: options.customerScope,
        validation: JSON.stringify(options.validation),
      });
    if (held !== 1) {
      throw new Error(`Generation ${staged.generationId} is no longer staged`);
    }
    await enqueueArchive(tx, staged.generationId);
    await recordFailure(tx, staged.sliceId, options.problem);
  });
}

/**
 * Finds a generation that is kept back although it has the data that Microsoft
 * has now, so that it need not be fetched again.
 */
export async function findWithheld(
  knex: Knex,
  key: { sliceId: string; etag: string; customerScope: string },
): Promise<GenerationRow | undefined> {
  return knex<GenerationRow>('generations')
    .where({
      slice_id: key.sliceId,
      etag: key.etag,
      customer_scope: key.customerScope,
    })
    .whereIn('status', WITHHELD_STATUSES)
    .first();
}

/** Gives up a generation that is kept back: Microsoft has another version now. */
export async function dropWithheld(
  tx: Knex.Transaction,
  sliceId: string,
  now: Date,
): Promise<void> {
  await tx<GenerationRow>('generations')
    .where({ slice_id: sliceId })
    .whereIn('status', WITHHELD_STATUSES)
    .update({ status: 'replaced', replaced_at: now.toISOString() });
}
