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

import type { OperatorSignIn } from 'backstage-plugin-csp-costs-common';

/** Row of `operator_sign_ins`. */
export interface OperatorSignInRow {
  sign_in_id: string;
  started_by: string;
  method: OperatorSignIn['method'];
  national_cloud: string;
  partner_tenant_id: string;
  /** Whether it has expired is told by the clock. */
  status: Exclude<OperatorSignIn['status'], 'expired'>;
  account: string | null;
  device_code: string | null;
  problem: string | null;
  store: string | null;
  secret_id: string | null;
  expires_at: Date | string;
  started_at: Date | string;
}

/** Row of `operator_sign_in_uses`. */
export interface OperatorSignInUseRow {
  sign_in_id: string;
  run_id: string;
}
