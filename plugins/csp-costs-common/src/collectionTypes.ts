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

import type { BillingPeriod } from './billingPeriod';
import type { Run, RunJob } from './types';

/**
 * How far the old months of a connector are collected: the closed months of its
 * history that have invoices, as far back as Microsoft has them.
 *
 * @public
 */
export interface Backfill {
  /** Which connector. */
  connectorId: string;
  /** The oldest month that its settings ask for. */
  from: BillingPeriod;
  /** Months that are wanted; 0 until its invoices are known. */
  monthCount: number;
  /** Months that are collected whole. */
  collectedMonthCount: number;
  /** Months of which something failed, and nothing is shown instead. */
  failedMonthCount: number;
  /** Months of which Microsoft has no data. */
  noDataMonthCount: number;
  /** The oldest month that is collected whole. */
  oldestCollectedMonth?: BillingPeriod;
  /** Lines collected so far. */
  lineCount: number;
  /** Whether nothing is left to be collected. */
  done: boolean;
  /** The latest run that collected old months, which may go on. */
  run?: Run;
}

/**
 * A job that failed for good, and nothing has put right since.
 *
 * @public
 */
export interface FailedJob extends RunJob {
  /** Which connector it belongs to. */
  connectorId: string;
  /** The run that it failed in. */
  runId: string;
}

/**
 * Which failed jobs are asked for.
 *
 * @public
 */
export interface FailedJobsQuery {
  /** Only of this connector. */
  connectorId?: string;
  /** Entries of a page, 1 to 500; default 50. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * A page of failed jobs.
 *
 * @public
 */
export interface FailedJobsPage {
  /** The latest job of each slice, if it failed; those that failed last first. */
  items: FailedJob[];
  /** Asks for the next page; absent on the last one. */
  nextCursor?: string;
}
