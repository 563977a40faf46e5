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

import type { CspCostsApi } from 'backstage-plugin-csp-costs-common';

/** Tenant ids of the customers that a connector knows. */
export async function readCustomerIds(
  costs: Pick<CspCostsApi, 'getDirectory'>,
  connectorId: string,
  options: { signal?: AbortSignal },
): Promise<string[]> {
  const customerIds = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await costs.getDirectory({ limit: 500, cursor }, options);
    for (const customer of page.items) {
      if (customer.connectorId === connectorId) {
        customerIds.add(customer.customerId);
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return [...customerIds];
}
