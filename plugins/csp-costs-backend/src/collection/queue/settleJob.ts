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
  RunStatus,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import type { PlannedSlice } from '../../ledger/tables';
import { enqueueJobs } from './startRun';
import { assertTicket } from './holdJob';
import {
  OPEN_STATUSES,
  type ClaimedJob,
  type JobEnd,
  type JobRow,
  type RunRow,
} from './tables';

/** How a job ended, and what follows from it. */
export interface JobSettlement {
  end: JobEnd;
  bytes: number;
  lineCount: number;
  quarantinedLineCount: number;
  problem?: Problem;
  /** The generation that was published or held. */
  generationId?: string;
  validation?: readonly ValidationVerdict[];
  /** Slices that are to be collected next in the same run. */
  followUps: readonly PlannedSlice[];
  now: Date;
}

/**
 * Ends a job, adds the jobs that follow from it, and ends the run when it was
 * the last one.
 *
 * @remarks
 * The run's row is locked first, so that of two jobs that end at the same
 * moment the second sees the first.
 *
 * @throws TicketLostError
 */
export async function settleJob(
  knex: Knex,
  job: ClaimedJob,
  settlement: JobSettlement,
): Promise<void> {
  await knex.transaction(async tx => {
    await tx<RunRow>('runs').where({ run_id: job.runId }).forUpdate().first();
    await assertTicket(tx, job);
    await enqueueJobs(tx, job.runId, settlement.followUps);
    await tx<JobRow>('jobs')
      .where({ job_id: job.jobId })
      .update({
        status: settlement.end,
        stage: null,
        ticket: null,
        next_at: null,
        bytes: settlement.bytes,
        line_count: settlement.lineCount,
        quarantined_line_count: settlement.quarantinedLineCount,
        operation_url: null,
        operation_at: null,
        superseded: false,
        finished_at: settlement.now.toISOString(),
        problem: settlement.problem ? JSON.stringify(settlement.problem) : null,
        generation_id: settlement.generationId ?? null,
        validation: settlement.validation
          ? JSON.stringify(settlement.validation)
          : null,
      });
    await tx<JobRow>('jobs')
      .where({
        connector_id: job.connectorId,
        source: job.source,
        slice_key: job.sliceKey,
        status: 'failed',
      })
      .whereNot({ job_id: job.jobId })
      .update({ superseded: true });
    const jobs = await tx<JobRow>('jobs')
      .where({ run_id: job.runId })
      .select('status');
    const statuses = jobs.map(row => row.status);
    if (OPEN_STATUSES.some(open => statuses.includes(open))) {
      return;
    }
    await tx<RunRow>('runs')
      .where({ run_id: job.runId })
      .update({
        status: runStatus(statuses),
        finished_at: settlement.now.toISOString(),
      });
  });
}

/** Gives a job back, to be tried again after a while. */
export async function postponeJob(
  knex: Knex,
  job: ClaimedJob,
  options: { delayMs: number; problem: Problem },
): Promise<void> {
  await knex('jobs')
    .where({ job_id: job.jobId, ticket: job.ticket })
    .update({
      status: 'waiting',
      stage: null,
      ticket: null,
      next_at: databaseTime(knex, options.delayMs),
      problem: JSON.stringify(options.problem),
    });
}

/** Gives a job back untouched, because this process is shutting down. */
export async function releaseJob(knex: Knex, job: ClaimedJob): Promise<void> {
  await knex('jobs')
    .where({ job_id: job.jobId, ticket: job.ticket })
    .update({
      status: 'queued',
      stage: null,
      ticket: null,
      attempts: job.attempts - 1,
      next_at: databaseTime(knex),
    });
}

function runStatus(statuses: readonly JobRow['status'][]): RunStatus {
  if (!statuses.some(status => ['failed', 'held'].includes(status))) {
    return 'succeeded';
  }
  return statuses.some(status =>
    ['published', 'unchanged', 'held'].includes(status),
  )
    ? 'partial'
    : 'failed';
}
