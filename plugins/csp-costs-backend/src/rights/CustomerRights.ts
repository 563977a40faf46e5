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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ChargeSelector } from '../ledger/query/ChargeSelector';

/**
 * Whose costs somebody may see: those of all customers, or of some, with the
 * connectors that know them.
 *
 * @remarks
 * It is never left out: a query without it would show everything.
 */
export type CustomerRights = {
  /** Who it is, to ask the catalog in their name. */
  reader: BackstageCredentials;
} & (
  | { all: true }
  | {
      all: false;
      /** Customers of whom everything may be seen. */
      customerIds: readonly string[];
      /** Charges of other customers that may be seen besides. */
      selectors: readonly ChargeSelector[];
      connectorIds: readonly string[];
    }
);

/** The customers of whom everything may be seen; undefined for all. */
export function readableCustomerIds(
  rights: CustomerRights,
): string[] | undefined {
  return rights.all ? undefined : [...rights.customerIds];
}
