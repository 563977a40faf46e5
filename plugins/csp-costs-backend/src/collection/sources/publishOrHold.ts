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
import { problemOf } from '../../errors';
import {
  findWithheld,
  holdGeneration,
} from '../../ledger/generations/holdGeneration';
import { publishGeneration } from '../../ledger/generations/publishGeneration';
import { readGenerationTotals } from '../../ledger/generations/readGenerationTotals';
import type { OpenGeneration } from '../../ledger/generations/stageGeneration';
import { recordFailure } from '../../ledger/slices/recordSliceOutcome';
import { readValidation, type SliceRow } from '../../ledger/tables';
import { assertTicket } from '../queue/holdJob';
import type { ChargeValidation } from './ChargeValidation';
import type { CollectionContext, CollectionOutcome } from './CollectionSource';
import { compareCharges } from './compareCharges';
import { customerScopeKey } from './customerScope';

/**
 * Shows a staged generation, or holds it when its total has fallen suddenly.
 *
 * @throws TicketLostError
 */
export async function publishOrHold(
  context: CollectionContext,
  staged: OpenGeneration,
  validation: ChargeValidation,
): Promise<CollectionOutcome> {
  const { knex, connector, job, now } = context;
  const { generationId } = staged;
  await compareWithShown(context, generationId, validation);
  const ending = {
    staged,
    customerScope: customerScopeKey(connector.settings),
    validation: validation.verdicts,
    now: now(),
    guard: (tx: Knex.Transaction) => assertTicket(tx, job),
  };
  if (validation.held) {
    const problem = heldProblem(validation.verdicts, now());
    await holdGeneration(knex, { ...ending, problem });
    return { end: 'held', generationId, problem };
  }
  await publishGeneration(knex, ending);
  return { end: 'published', generationId };
}

/**
 * Whether Microsoft still has what is kept back: then there is nothing to
 * fetch, and the slice goes on saying why.
 *
 * @throws TicketLostError
 */
export async function stillWithheld(
  { knex, slice, connector, job, now }: CollectionContext,
  etag: string,
): Promise<CollectionOutcome | undefined> {
  const generation = await findWithheld(knex, {
    sliceId: slice.slice_id,
    etag,
    customerScope: customerScopeKey(connector.settings),
  });
  if (!generation) {
    return undefined;
  }
  const problem =
    generation.status === 'held'
      ? heldProblem(readValidation(generation.validation) ?? [], now())
      : problemOf('GENERATION_DISCARDED', now());
  await knex.transaction(async tx => {
    await assertTicket(tx, job);
    await recordFailure(tx, slice.slice_id, problem);
  });
  return { end: 'held', generationId: generation.generation_id, problem };
}

/** Compares a staged generation with the one that is shown, where that makes sense. */
async function compareWithShown(
  { knex, slice, connector, holdDrops }: CollectionContext,
  generationId: string,
  validation: ChargeValidation,
): Promise<void> {
  // Read anew: a person may have published a held generation meanwhile.
  const row = await knex<SliceRow>('slices')
    .where({ slice_id: slice.slice_id })
    .first('current_generation_id', 'customer_scope');
  const shown = row?.current_generation_id;
  if (!shown || row.customer_scope !== customerScopeKey(connector.settings)) {
    const why = shown
      ? 'Not compared: other customers are collected now.'
      : 'Not compared: it is the first of its kind.';
    validation.pass('customers', why);
    validation.pass('total', why);
    return;
  }
  validation.add(
    ...compareCharges(
      await readGenerationTotals(knex, shown),
      await readGenerationTotals(knex, generationId),
      holdDrops,
    ),
  );
}

function heldProblem(
  verdicts: readonly ValidationVerdict[],
  now: Date,
): Problem {
  const why = verdicts
    .filter(({ verdict }) => verdict === 'held')
    .map(({ detail }) => detail)
    .join(' ');
  return problemOf('GENERATION_HELD', now, {
    cause: `New data is held, and what was shown before stays. ${why}`,
  });
}
