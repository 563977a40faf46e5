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

import { NotFoundError } from '@backstage/errors';
import type { Run, RunDetail, RunJob } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import { readProblem, readValidation } from '../../ledger/tables';
import { OPEN_STATUSES, type JobRow, type RunRow } from './tables';

const MAX_RUNS = 50;

/** The latest runs, latest first. */
export async function readRuns(
  knex: Knex,
  filter: {
    connectorId: string;
    limit?: number;
    status?: Run['status'];
    /** Only backfills, or only the others. */
    backfill?: boolean;
  },
): Promise<Run[]> {
  const select = knex<RunRow>('runs')
    .where({
      connector_id: filter.connectorId,
      ...(filter.status && { status: filter.status }),
    })
    .orderBy('started_at', 'desc')
    .limit(filter.limit ?? MAX_RUNS);
  if (filter.backfill !== undefined) {
    select.where('trigger', filter.backfill ? '=' : '<>', 'backfill');
  }
  const rows = await select;
  const jobs = await knex<JobRow>('jobs')
    .whereIn(
      'run_id',
      rows.map(row => row.run_id),
    )
    .select('run_id', 'status');
  return rows.map(row =>
    toRun(
      row,
      jobs.filter(job => job.run_id === row.run_id),
    ),
  );
}

/** The slices of a connector that are being collected, or are about to be. */
export async function readOpenJobs(
  knex: Knex,
  connectorId: string,
): Promise<Array<Pick<JobRow, 'source' | 'slice_key'>>> {
  return knex<JobRow>('jobs')
    .where({ connector_id: connectorId })
    .whereNotNull('next_at')
    .select('source', 'slice_key');
}

/**
 * One run with its jobs, in the order in which they began.
 *
 * @throws NotFoundError
 */
export async function readRun(knex: Knex, runId: string): Promise<RunDetail> {
  const row = await knex<RunRow>('runs').where({ run_id: runId }).first();
  if (!row) {
    throw new NotFoundError(`No run has the id "${runId}"`);
  }
  const jobs = await knex<JobRow>('jobs').where({ run_id: runId });
  return { ...toRun(row, jobs), jobs: jobs.map(toJob).sort(byStart) };
}

function toRun(row: RunRow, jobs: readonly Pick<JobRow, 'status'>[]): Run {
  const isOpen = (job: Pick<JobRow, 'status'>) =>
    (OPEN_STATUSES as readonly string[]).includes(job.status);
  return {
    runId: row.run_id,
    connectorId: row.connector_id,
    trigger: row.trigger,
    requestedBy: row.requested_by ?? undefined,
    cancelledBy: row.cancelled_by ?? undefined,
    status: row.status,
    startedAt: readTimestamp(row.started_at)!,
    finishedAt: readTimestamp(row.finished_at),
    jobCount: jobs.length,
    finishedJobCount: jobs.filter(job => !isOpen(job)).length,
    failedJobCount: jobs.filter(job => job.status === 'failed').length,
  };
}

/** A job as people see it. */
export function toJob(row: JobRow): RunJob {
  return {
    jobId: row.job_id,
    source: row.source,
    billingPeriod: row.billing_period ?? undefined,
    billingCurrency: row.billing_currency ?? undefined,
    invoiceId: row.invoice_id ?? undefined,
    status: row.status,
    stage: row.stage ?? undefined,
    attempts: row.attempts,
    bytes: Number(row.bytes),
    lineCount: Number(row.line_count),
    quarantinedLineCount: Number(row.quarantined_line_count),
    startedAt: readTimestamp(row.started_at),
    finishedAt: readTimestamp(row.finished_at),
    problem: readProblem(row.problem),
    generationId: row.generation_id ?? undefined,
    validation: readValidation(row.validation),
    retriedIn: row.retried_in ?? undefined,
  };
}

function byStart(a: RunJob, b: RunJob): number {
  return (
    (a.startedAt ?? '~').localeCompare(b.startedAt ?? '~') ||
    a.source.localeCompare(b.source) ||
    (a.billingPeriod ?? '').localeCompare(b.billingPeriod ?? '') ||
    (a.billingCurrency ?? '').localeCompare(b.billingCurrency ?? '') ||
    a.jobId.localeCompare(b.jobId)
  );
}
