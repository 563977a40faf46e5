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

import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import { forgetSubscriptionReads } from '../../ledger/directory/subscriptionReads';
import { ensureSlice } from '../../ledger/slices/ensureSlice';
import type { PlannedSlice } from '../../ledger/tables';
import { ensureLane } from './lanes';
import type { RunRow } from './tables';

/**
 * Starts a run of a connector, unless one is going on. A backfill goes on
 * beside another run, and takes up what is wanted of it meanwhile. A person's
 * run reads everything, also lists that are not due yet.
 *
 * @remarks
 * A unique index lets only one of several processes start a run; the others
 * are given the one that won.
 */
export async function startRun(
  knex: Knex,
  options: {
    connectorId: string;
    trigger: RunRow['trigger'];
    requestedBy?: string;
    slices: readonly PlannedSlice[];
    now: Date;
  },
): Promise<{ runId: string; started: boolean }> {
  return knex.transaction(async tx => {
    const run = await openRun(tx, options);
    if (run.started || options.trigger === 'backfill') {
      await enqueueJobs(tx, run.runId, options.slices);
      await endWithoutJobs(tx, run.runId, options.now);
    }
    if (run.started && options.trigger === 'manual') {
      await forgetSubscriptionReads(tx, options.connectorId);
    }
    return run;
  });
}

/** Ends a run that is left with nothing to do, because another run has all its slices. */
async function endWithoutJobs(
  tx: Knex.Transaction,
  runId: string,
  now: Date,
): Promise<void> {
  await tx<RunRow>('runs')
    .where({ run_id: runId })
    .whereNotExists(tx('jobs').select(tx.raw('1')).where('jobs.run_id', runId))
    .update({ status: 'succeeded', finished_at: now.toISOString() });
}

/**
 * The run of a connector that goes on, held until the transaction ends, or a
 * new one without jobs.
 *
 * @throws ConflictError when the run that went on has ended this moment.
 */
export async function openRun(
  tx: Knex.Transaction,
  options: {
    connectorId: string;
    trigger: RunRow['trigger'];
    requestedBy?: string;
    now: Date;
  },
): Promise<{ runId: string; started: boolean }> {
  const { connectorId, trigger, requestedBy, now } = options;
  const runId = randomUUID();
  const kind = trigger === 'backfill' ? '=' : '<>';
  await tx('runs')
    .insert({
      run_id: runId,
      connector_id: connectorId,
      trigger,
      requested_by: requestedBy,
      status: 'running',
      started_at: now.toISOString(),
    })
    .onConflict(
      tx.raw(
        `(connector_id) WHERE status = 'running' AND "trigger" ${kind} 'backfill'`,
      ),
    )
    .ignore();
  const running = await tx<RunRow>('runs')
    .where({ connector_id: connectorId, status: 'running' })
    .where('trigger', kind, 'backfill')
    .forUpdate()
    .first('run_id');
  if (!running) {
    throw new ConflictError(
      `The run of ${connectorId} that was going on has just ended; start again`,
    );
  }
  return { runId: running.run_id, started: running.run_id === runId };
}

/**
 * Adds jobs to a run. Slices are left out that the run has a job for already,
 * or another run has one for that has not ended.
 */
export async function enqueueJobs(
  tx: Knex,
  runId: string,
  slices: readonly PlannedSlice[],
): Promise<void> {
  for (const connectorId of new Set(slices.map(slice => slice.connectorId))) {
    await ensureLane(tx, connectorId);
  }
  for (const slice of slices) {
    await ensureSlice(tx, slice);
    await tx('jobs')
      .insert({
        job_id: randomUUID(),
        run_id: runId,
        connector_id: slice.connectorId,
        source: slice.source,
        slice_key: slice.sliceKey,
        billing_period: slice.billingPeriod,
        billing_currency: slice.billingCurrency,
        invoice_id: slice.invoiceId,
        status: 'queued',
        priority: slice.priority ?? 0,
        next_at: databaseTime(tx),
      })
      .onConflict()
      .ignore();
  }
}
