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

/** Row of `connectors`. */
export interface ConnectorRow {
  connector_id: string;
  /** JSON. */
  settings: string;
  revision: number;
  created_by: string;
  created_at: Date | string;
  updated_by: string;
  updated_at: Date | string;
}

/** Row of `consent_deadlines`. */
export interface ConsentDeadlineRow {
  connector_id: string;
  consent_by: Date | string;
  reason: string;
  set_by: string;
  set_at: Date | string;
}

/** Row of `connector_ids`, which outlives the connector. */
export interface ConnectorIdRow {
  connector_id: string;
  /** Rises when credentials are let go. No row means 0. */
  epoch: number;
  /** Whose charges the ledger has; null when it has none yet. */
  ledger_tenant_id: string | null;
}
