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

/** A row of `cost_details_reports`. */
export interface CostDetailsReportRow {
  report_id: string;
  slice_id: string;
  /** Empty when Microsoft had no data. */
  content_hash: string;
  bytes: number | string;
  line_count: number | string;
  published_at: Date | string;
  /** When Microsoft was last asked for it. */
  asked_at: Date | string;
}
