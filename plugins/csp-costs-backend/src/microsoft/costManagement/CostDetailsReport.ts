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

/** What a report is asked for. */
export interface CostDetailsRequest {
  /** Name of the billing account. */
  billingAccountName: string;
  /** Tenant id, for a report of one customer; absent for all. */
  customerId?: string;
  /** First day, `YYYY-MM-DD`, at most 13 months back. */
  from: string;
  /** Last day, `YYYY-MM-DD`, at most a month later. */
  to: string;
  metric: 'actual' | 'amortized';
}

/** A file of a report. Its address is the right to read it: keep it out of logs. */
export interface CostDetailsBlob {
  blobLink: string;
  /** Size in bytes. */
  byteCount: number;
}

/** A report that Microsoft has made: CSV files, each with a header line. */
export interface CostDetailsReport {
  blobs: CostDetailsBlob[];
}
