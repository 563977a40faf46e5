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
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import { assertNotPaused } from './lanes';
import { enqueueJobs, openRun } from './startRun';
import { OPEN_STATUSES, type JobRow, type RunRow } from './tables';

/**
 * Tries jobs again that have failed for good: in their own run while it goes
 * on, otherwise in the run of the connector that goes on, or in a new one. A
 * slice that is being collected already stays where it is. Attempts are counted
 * anew.
 *
 * @param which - One job, or all of a run that failed and were not retried yet.
 * @returns The run that they are in now.
 * @throws NotFoundError, ConflictError when nothing is there to be retried, or
 * the connector is paused.
 */
export async function retryJobs(
  knex: Knex,
  which: { jobId: string } | { runId: string },
  { by, now }: { by: string; now: Date },
): Promise<{ runId: string }> {
  return knex.transaction(async tx => {
    const own = await holdRun(tx, which);
    await assertNotPaused(tx, own.connector_id);
    const failed = await tx<JobRow>('jobs')
      .where(
        'jobId' in which ? { job_id: which.jobId } : { run_id: own.run_id },
      )
      .where({ status: 'failed' })
      .whereNull('retried_in');
    if (failed.length === 0) {
      throw new ConflictError(
        'jobId' in which
          ? 'The job cannot be retried: it has not failed, or has been retried already'
          : 'The run has no failed job that was not retried yet',
      );
    }
    const waiting: JobRow[] = [];
    let elsewhere: string | undefined;
    for (const job of failed) {
      const collectedIn = await findOpen(tx, job);
      if (collectedIn) {
        await putInto(tx, job, collectedIn);
        elsewhere = collectedIn;
      } else {
        waiting.push(job);
      }
    }
    if (waiting.length === 0 && elsewhere) {
      return { runId: elsewhere };
    }
    const { runId } =
      own.status === 'running'
        ? { runId: own.run_id }
        : await openRun(tx, {
            connectorId: own.connector_id,
            trigger: 'retry',
            requestedBy: by,
            now,
          });
    for (const job of waiting) {
      await requeue(tx, job, runId);
    }
    return { runId };
  });
}

/** The run in which the slice of a job is being collected. */
async function findOpen(
  tx: Knex.Transaction,
  job: JobRow,
): Promise<string | undefined> {
  const open = await tx<JobRow>('jobs')
    .where({
      connector_id: job.connector_id,
      source: job.source,
      slice_key: job.slice_key,
    })
    .whereIn('status', OPEN_STATUSES)
    .first('run_id');
  return open?.run_id;
}

/** Puts on record where a job is tried again. */
async function putInto(
  tx: Knex.Transaction,
  job: JobRow,
  runId: string,
): Promise<void> {
  await tx<JobRow>('jobs')
    .where({ job_id: job.job_id })
    .update({ retried_in: runId });
}

/** The run that the jobs failed in, held until the transaction ends. */
async function holdRun(
  tx: Knex.Transaction,
  which: { jobId: string } | { runId: string },
): Promise<RunRow> {
  const runId =
    'runId' in which
      ? which.runId
      : (
          await tx<JobRow>('jobs')
            .where({ job_id: which.jobId })
            .first('run_id')
        )?.run_id;
  const run =
    runId &&
    (await tx<RunRow>('runs').where({ run_id: runId }).forUpdate().first());
  if (!run) {
    throw new NotFoundError(
      'runId' in which
        ? `No run has the id "${which.runId}"`
        : `No job has the id "${which.jobId}"`,
    );
  }
  return run;
}

async function requeue(
  tx: Knex.Transaction,
  job: JobRow,
  runId: string,
): Promise<void> {
  if (job.run_id !== runId) {
    await putInto(tx, job, runId);
    await enqueueJobs(tx, runId, [
      {
        connectorId: job.connector_id,
        source: job.source,
        sliceKey: job.slice_key,
        billingPeriod: job.billing_period ?? undefined,
        billingCurrency: job.billing_currency ?? undefined,
        invoiceId: job.invoice_id ?? undefined,
      },
    ]);
  }
  // In that run the slice may have failed as well.
  await tx<JobRow>('jobs')
    .where({
      run_id: runId,
      source: job.source,
      slice_key: job.slice_key,
      status: 'failed',
    })
    .update({
      status: 'queued',
      attempts: 0,
      next_at: databaseTime(tx),
      finished_at: null,
      problem: null,
      validation: null,
    });
}
