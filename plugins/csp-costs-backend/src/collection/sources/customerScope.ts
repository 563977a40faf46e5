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

import { createHash } from 'node:crypto';
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';

/** The customers whose charges count; undefined for all. */
export function scopedCustomers({
  customerScope,
}: ConnectorSettings): readonly string[] | undefined {
  return customerScope.mode === 'all' ? undefined : customerScope.customerIds;
}

/** Tells one set of customers from another; empty for all. */
export function customerScopeKey(settings: ConnectorSettings): string {
  const ids = scopedCustomers(settings);
  return ids
    ? createHash('sha256')
        .update([...ids].sort().join())
        .digest('hex')
    : '';
}
