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
  RunJob,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import type { ClaimedJob, JobRow } from './tables';

/** The job was cancelled, or taken over by another process because this one was silent too long. */
export class TicketLostError extends Error {
  constructor(job: ClaimedJob) {
    super(`Job ${job.jobId} is not ours any more`);
    this.name = 'TicketLostError';
  }
}

/** What a running job tells of itself. */
export interface JobProgress {
  stage: NonNullable<RunJob['stage']>;
  bytes: number;
  lineCount: number;
  quarantinedLineCount: number;
  /** What the checks said so far; written when the job ends. */
  validation?: readonly ValidationVerdict[];
}

/**
 * Moves the lease of a job ahead and writes its progress.
 *
 * @throws TicketLostError
 */
export async function extendLease(
  knex: Knex,
  job: ClaimedJob,
  options: { leaseMs: number; progress?: JobProgress },
): Promise<void> {
  const { leaseMs, progress } = options;
  const updated = await knex('jobs')
    .where({ job_id: job.jobId, ticket: job.ticket, status: 'running' })
    .update({
      next_at: databaseTime(knex, leaseMs),
      ...(progress && {
        stage: progress.stage,
        bytes: progress.bytes,
        line_count: progress.lineCount,
        quarantined_line_count: progress.quarantinedLineCount,
      }),
    });
  if (updated !== 1) {
    throw new TicketLostError(job);
  }
}

/**
 * Makes sure that a job is still ours, and keeps it so until the transaction
 * ends.
 *
 * @throws TicketLostError
 */
export async function assertTicket(
  tx: Knex.Transaction,
  job: ClaimedJob,
): Promise<void> {
  const row = await tx<JobRow>('jobs')
    .where({ job_id: job.jobId, ticket: job.ticket, status: 'running' })
    .forUpdate()
    .first('job_id');
  if (!row) {
    throw new TicketLostError(job);
  }
}

/**
 * Keeps where an export is waited for, so that the next attempt goes on with it
 * instead of asking again; undefined when there is no use in that.
 *
 * @throws TicketLostError
 */
export async function keepOperation(
  knex: Knex,
  job: ClaimedJob,
  operationUrl: string | undefined,
): Promise<void> {
  const updated = await knex('jobs')
    .where({ job_id: job.jobId, ticket: job.ticket, status: 'running' })
    .update({
      operation_url: operationUrl ?? null,
      operation_at: operationUrl ? databaseTime(knex) : null,
    });
  if (updated !== 1) {
    throw new TicketLostError(job);
  }
}
