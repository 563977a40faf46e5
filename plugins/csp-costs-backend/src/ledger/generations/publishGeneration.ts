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

import type { ValidationVerdict } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { enqueueArchive } from '../archive/archiveJobs';
import type { OpenGeneration } from './stageGeneration';
import type { GenerationRow, SliceRow } from '../tables';
import { recordRestatements } from '../restatements/recordRestatements';
import { dropWithheld, WITHHELD_STATUSES } from './holdGeneration';
import { replaceEstimate } from './replaceEstimate';

/**
 * Shows a generation that is staged or kept back instead of the one before it.
 *
 * @remarks
 *
 * One transaction moves the slice's pointer; readers see the old generation or
 * the new one. When it completes the invoices of a period and currency, the
 * estimate of that period stops being shown in the same moment, so its charges
 * are neither missing nor counted twice. What differs from the generation
 * before is recorded with it; generations of different customer scopes are not
 * compared, because that difference is not Microsoft's.
 *
 * @param guard - Runs first, in the transaction; throws when the caller has
 * lost the right to publish.
 */
export async function publishGeneration(
  knex: Knex,
  options: {
    staged: Pick<OpenGeneration, 'generationId' | 'sliceId'>;
    /** Whose charges it has; empty for all customers. */
    customerScope: string;
    /** What was said of it; left as it is when it was said before. */
    validation?: readonly ValidationVerdict[];
    /** When Microsoft was asked for it, when that is not now. */
    verifiedAt?: Date;
    now: Date;
    guard: (tx: Knex.Transaction) => Promise<void>;
  },
): Promise<void> {
  const { staged, customerScope, now, guard, validation } = options;
  const { verifiedAt = now } = options;
  await knex.transaction(async tx => {
    await guard(tx);
    const slice = await tx<SliceRow>('slices')
      .where({ slice_id: staged.sliceId })
      .forUpdate()
      .first();
    if (!slice) {
      throw new Error(`Slice ${staged.sliceId} vanished`);
    }
    if (slice.current_generation_id) {
      await tx<GenerationRow>('generations')
        .where({ generation_id: slice.current_generation_id })
        .update({ status: 'replaced', replaced_at: now.toISOString() });
      if (slice.customer_scope === customerScope) {
        await recordRestatements(tx, {
          slice,
          previousGenerationId: slice.current_generation_id,
          generationId: staged.generationId,
          now,
        });
      }
    }
    const published = await tx<GenerationRow>('generations')
      .where({ generation_id: staged.generationId })
      .whereIn('status', ['staged', ...WITHHELD_STATUSES])
      .update({
        status: 'published',
        published_at: now.toISOString(),
        ...(validation && { validation: JSON.stringify(validation) }),
      });
    if (published !== 1) {
      throw new Error(`Generation ${staged.generationId} is no longer staged`);
    }
    await enqueueArchive(tx, staged.generationId);
    await dropWithheld(tx, staged.sliceId, now);
    await tx<SliceRow>('slices').where({ slice_id: staged.sliceId }).update({
      current_generation_id: staged.generationId,
      customer_scope: customerScope,
      verified_at: verifiedAt.toISOString(),
      no_data: false,
      problem: null,
    });
    await replaceEstimate(tx, slice);
  });
}
