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

import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Problem } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { recordFailure } from '../slices/recordSliceOutcome';
import type { GenerationRow, SliceRow } from '../tables';
import { WITHHELD_STATUSES } from './holdGeneration';
import { publishGeneration } from './publishGeneration';

/**
 * Shows a generation that is kept back, also one that was discarded before.
 *
 * @throws NotFoundError, and ConflictError when it is not kept back any more.
 */
export async function publishHeld(
  knex: Knex,
  generationId: string,
  now: Date,
): Promise<void> {
  const held = await findGeneration(knex, generationId);
  await publishGeneration(knex, {
    staged: { generationId, sliceId: held.slice_id },
    customerScope: held.customer_scope ?? '',
    // Nobody has asked Microsoft since.
    verifiedAt: new Date(held.created_at),
    now,
    guard: async tx => {
      await lockWithheld(tx, held, WITHHELD_STATUSES);
    },
  });
}

/**
 * Decides against a generation that is held. It stays for as long as Microsoft
 * has nothing newer, so that it is neither fetched again nor lost by mistake.
 *
 * @throws NotFoundError, and ConflictError when it is not held any more.
 */
export async function discardHeld(
  knex: Knex,
  generationId: string,
  problem: Problem,
): Promise<void> {
  const held = await findGeneration(knex, generationId);
  await knex.transaction(async tx => {
    await lockWithheld(tx, held, ['held']);
    await tx<GenerationRow>('generations')
      .where({ generation_id: generationId })
      .update({ status: 'discarded' });
    await recordFailure(tx, held.slice_id, problem);
  });
}

/** @throws NotFoundError when there is none, or it is not complete yet. */
async function findGeneration(
  knex: Knex,
  generationId: string,
): Promise<GenerationRow> {
  const row = await knex<GenerationRow>('generations')
    .where({ generation_id: generationId.toLowerCase() })
    .whereNot({ status: 'staged' })
    .first();
  if (!row) {
    throw new NotFoundError(`No generation has the id "${generationId}"`);
  }
  return row;
}

/**
 * Locks the slice, which every change of its generations begins with, and
 * makes sure that there is still something to decide.
 */
async function lockWithheld(
  tx: Knex.Transaction,
  { generation_id, slice_id }: GenerationRow,
  allowed: readonly GenerationRow['status'][],
): Promise<void> {
  await tx<SliceRow>('slices').where({ slice_id }).forUpdate().first();
  const row = await tx<GenerationRow>('generations')
    .where({ generation_id })
    .first('status');
  if (!row || !allowed.includes(row.status)) {
    throw new ConflictError(
      `The generation is ${
        row?.status ?? 'gone'
      }, so there is nothing to decide any more; list the held ones anew`,
    );
  }
}
