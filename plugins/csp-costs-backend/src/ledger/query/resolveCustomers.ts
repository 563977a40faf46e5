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
import { isOneOf } from '../../database/dialect';
import {
  readableCustomerIds,
  type CustomerRights,
} from '../../rights/CustomerRights';

/** Whose costs are meant, within the rights of who asks. */
export interface CustomerScope {
  /** Only these customers; undefined for all. */
  customerIds?: string[];
  azureSubscriptionId?: string;
  /** The connectors that know the customer; undefined for all. */
  connectorIds?: string[];
}

/**
 * Looks up the customer and the Azure subscription that a scope names, and
 * limits it to customers of whom everything may be seen.
 *
 * @throws NotFoundError when the scope names a customer or an Azure
 * subscription that no connector knows, which is not the same as one that costs
 * nothing, or that may not be seen, which is not to be told apart.
 */
export async function resolveCustomers(
  knex: Knex,
  rights: CustomerRights,
  scope: Pick<CostScope, 'customerId' | 'azureSubscriptionId'>,
): Promise<CustomerScope> {
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
    connectorIds = await connectorsOfSubscription(
      knex,
      azureSubscriptionId,
      readable,
    );
    if (connectorIds.length === 0) {
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

/**
 * Connectors that know an Azure subscription. One that has moved to another
 * customer is still known to those who may see what it cost before.
 */
async function connectorsOfSubscription(
  knex: Knex,
  azureSubscriptionId: string,
  readable: string[] | undefined,
): Promise<string[]> {
  const listed = knex('subscriptions')
    .where({ subscription_id: azureSubscriptionId, kind: 'azure' })
    .select('connector_id');
  const charged = knex('cost_totals as t')
    .join('slices as s', 's.current_generation_id', 't.generation_id')
    .where({ dimension: 'azureSubscription', value: azureSubscriptionId })
    .whereNot('t.customer_id', '')
    .select('s.connector_id');
  if (readable) {
    listed.where(isOneOf(knex, 'customer_id', readable));
    charged.where(isOneOf(knex, 't.customer_id', readable));
  }
  const rows: Array<{ connector_id: string }> = await listed.union(charged);
  return rows.map(row => row.connector_id).sort();
}
