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
  ConsentAttempt,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import { readTimestamp } from '../../database/dialect';

/** Row of `consents`. */
export interface ConsentRow {
  consent_id: string;
  connector_id: string;
  kind: 'popup' | 'link';
  link_id: string | null;
  requested_by: string;
  ticket_hash: string | null;
  state_hash: string | null;
  browser_hash: string | null;
  status: 'started' | 'given' | 'failed';
  /** JSON. */
  problem: string | null;
  account: string | null;
  created_at: Date | string;
  expires_at: Date | string;
  finished_at: Date | string | null;
}

/** Row of `consent_links`. */
export interface ConsentLinkRow {
  link_id: string;
  connector_id: string;
  token_hash: string;
  created_by: string;
  created_at: Date | string;
  expires_at: Date | string;
  used_at: Date | string | null;
}

/** A sign-in as people may see it. */
export function readAttempt(row: ConsentRow, now: Date): ConsentAttempt {
  const expiresAt = readTimestamp(row.expires_at)!;
  const over = row.status === 'started' && new Date(expiresAt) <= now;
  return {
    consentId: row.consent_id,
    status: over ? 'expired' : row.status,
    account: row.account ?? undefined,
    problem: row.problem ? (JSON.parse(row.problem) as Problem) : undefined,
    expiresAt,
  };
}
