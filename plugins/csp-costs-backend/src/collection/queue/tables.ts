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
  Run,
  RunJob,
  RunStatus,
  Source,
} from 'backstage-plugin-csp-costs-common';
import type { SliceKey } from '../../ledger/tables';

/** A row of `runs`. */
export interface RunRow {
  run_id: string;
  connector_id: string;
  trigger: Run['trigger'];
  requested_by: string | null;
  cancelled_by: string | null;
  status: RunStatus;
  started_at: Date | string;
  finished_at: Date | string | null;
}

/** A row of `jobs`. */
export interface JobRow {
  job_id: string;
  run_id: string;
  connector_id: string;
  source: Source;
  slice_key: string;
  billing_period: string | null;
  billing_currency: string | null;
  invoice_id: string | null;
  status: RunJob['status'];
  /** Jobs with a lower number are taken first; 0 is for today. */
  priority: number;
  /** Whether a later job of the same slice has ended. */
  superseded: boolean | number;
  stage: NonNullable<RunJob['stage']> | null;
  attempts: number;
  ticket: string | null;
  next_at: Date | string | null;
  bytes: number | string;
  line_count: number | string;
  quarantined_line_count: number | string;
  started_at: Date | string | null;
  finished_at: Date | string | null;
  problem: string | null;
  generation_id: string | null;
  validation: string | null;
  operation_url: string | null;
  operation_at: Date | string | null;
  retried_in: string | null;
}

/** A row of `lanes`: the jobs of one connector, as the queue serves them. */
export interface LaneRow {
  connector_id: string;
  turn: number | string;
  paused_at: Date | string | null;
  paused_by: string | null;
}

/** A job that this process works on. */
export interface ClaimedJob extends SliceKey {
  jobId: string;
  runId: string;
  /** As of the slice; what follows from the job has it too. */
  priority: number;
  /** Attempts so far, this one included. */
  attempts: number;
  /** Proves that the job is still ours; see {@link assertTicket}. */
  ticket: string;
  /** Where an export that an attempt before asked for can be waited for. */
  operationUrl?: string;
}

/** How the work on a job may end. */
export type JobEnd = 'published' | 'unchanged' | 'no-data' | 'held' | 'failed';

/** Statuses of jobs that go on. */
export const OPEN_STATUSES = ['queued', 'running', 'waiting'] as const;
