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
import type { Problem, Source } from './types';

/**
 * What is looked at before new data is shown:
 *
 * - `tenant`: it is this partner's
 * - `blobs`: every file that Microsoft's manifest lists has arrived
 * - `lines`: every line on the wire was loaded, and there are some
 * - `columns`: no column that is needed is missing
 * - `readable`: hardly any line could not be read
 * - `amounts`: every amount can be added up exactly
 * - `currency`, `period`: they are what was asked for
 * - `customers`: none of those in the data before has vanished
 * - `total`: it has not fallen suddenly
 * - `invoice`: its lines add up to the total of the invoice; of legacy invoices
 *
 * @public
 */
export type ValidationCheck =
  | 'tenant'
  | 'blobs'
  | 'lines'
  | 'columns'
  | 'readable'
  | 'amounts'
  | 'currency'
  | 'period'
  | 'customers'
  | 'total'
  | 'invoice';

/**
 * What one check said of new data.
 *
 * @public
 */
export interface ValidationVerdict {
  /** Which check. */
  check: ValidationCheck;
  /**
   * `warn`: shown all the same. `held`: kept back until a person decides.
   * `fail`: refused. Only `pass` and `warn` let data be shown by itself.
   */
  verdict: 'pass' | 'warn' | 'held' | 'fail';
  /** What was found, in a few words; no amounts. */
  detail: string;
}

/**
 * What becomes of a complete version of a slice: `published` (shown),
 * `replaced` (by a newer one), `held` (kept back until a person decides) or
 * `discarded` (a person decided against it).
 *
 * @public
 */
export type GenerationStatus = 'published' | 'replaced' | 'held' | 'discarded';

/**
 * What became of the lines of a generation. Until they are `archived` they are
 * kept as they came; a failure in between changes no figure and is tried again
 * by itself.
 *
 * @public
 */
export interface GenerationArchive {
  /**
   * `queued` and `waiting` (for the next attempt) will be archived, `running`
   * is at work, `archived` is done, `removed` were kept for as long as was set.
   */
  status: 'queued' | 'running' | 'waiting' | 'archived' | 'removed';
  /** Attempts so far. */
  attempts: number;
  /** When they were archived; ISO 8601. */
  archivedAt?: string;
  /** Of the last attempt that failed. */
  problem?: Problem;
}

/**
 * One complete version of a slice.
 *
 * @public
 */
export interface Generation {
  /** Identity of the generation, a GUID. */
  generationId: string;
  /** Which connector. */
  connectorId: string;
  /** Which dataset. */
  source: Source;
  /** Which month. */
  billingPeriod: BillingPeriod;
  /** ISO 4217. */
  billingCurrency: string;
  /** Which invoice; absent for an estimate. */
  invoiceId?: string;
  /** What became of it. */
  status: GenerationStatus;
  /** Files it came in. */
  blobCount: number;
  /** Bytes received from Microsoft. */
  bytes: number;
  /** Lines read, those included that could not be read. */
  lineCount: number;
  /** Lines that could not be read. */
  quarantinedLineCount: number;
  /** What became of its lines. */
  archive: GenerationArchive;
  /** When it was collected, ISO 8601. */
  createdAt: string;
  /** When it was shown, ISO 8601. */
  publishedAt?: string;
  /** When a newer one took its place, ISO 8601. */
  replacedAt?: string;
  /** What validation said of it. */
  validation: ValidationVerdict[];
}

/**
 * Which generations are asked for. Fields narrow down together.
 *
 * @public
 */
export interface GenerationsQuery {
  /** Only of this connector. */
  connectorId?: string;
  /** Only with this status. */
  status?: GenerationStatus;
  /** Only of this month. */
  billingPeriod?: BillingPeriod;
  /** Entries of a page, 1 to 500; default 50. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/**
 * A page of generations.
 *
 * @public
 */
export interface GenerationsPage {
  /** Those that were collected last first. */
  items: Generation[];
  /** Asks for the next page; absent on the last one. */
  nextCursor?: string;
}
