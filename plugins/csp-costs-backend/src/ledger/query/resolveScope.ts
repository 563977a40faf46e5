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

import { NotFoundError } from '@backstage/errors';
import type { CostScope } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import {
  readableCustomerIds,
  type CustomerRights,
} from '../../rights/CustomerRights';

/** A scope in the ledger's terms, within the rights of who asks. */
export interface ResolvedScope {
  /** Only these customers; undefined for all. */
  customerIds?: string[];
  azureSubscriptionId?: string;
  /** The connectors that know the customer; undefined for all. */
  connectorIds?: string[];
}

/**
 * Looks up what a scope names, and limits it to what may be seen.
 *
 * @throws NotFoundError when the scope names a customer or an Azure
 * subscription that no connector knows, which is not the same as one that costs
 * nothing, or that may not be seen, which is not to be told apart.
 */
export async function resolveScope(
  knex: Knex,
  rights: CustomerRights,
  scope: CostScope,
): Promise<ResolvedScope> {
  const customerId = scope.customerId?.toLowerCase();
  const azureSubscriptionId = scope.azureSubscriptionId?.toLowerCase();
  const readable = readableCustomerIds(rights);
  let connectorIds: string[] | undefined;
  if (customerId) {
    const isReadable = readable?.includes(customerId) ?? true;
    connectorIds = isReadable
      ? await knex('customers')
          .where({ customer_id: customerId })
          .orderBy('connector_id')
          .pluck('connector_id')
      : [];
    if (connectorIds?.length === 0) {
      throw new NotFoundError(`No connector knows a customer ${customerId}`);
    }
  }
  if (azureSubscriptionId) {
    const query = knex('subscriptions')
      .where({ subscription_id: azureSubscriptionId, kind: 'azure' })
      .orderBy('connector_id');
    if (readable) {
      query.whereIn('customer_id', readable);
    }
    connectorIds = await query.pluck('connector_id');
    if (connectorIds?.length === 0) {
      throw new NotFoundError(
        `No connector knows an Azure subscription ${azureSubscriptionId}`,
      );
    }
  }
  return {
    customerIds: customerId ? [customerId] : readable,
    azureSubscriptionId,
    connectorIds:
      connectorIds ?? (rights.all ? undefined : [...rights.connectorIds]),
  };
}
