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

/** A scope in the ledger's terms. */
export interface ResolvedScope {
  customerIds?: string[];
  azureSubscriptionId?: string;
  /** The connectors that know the customer; undefined for all. */
  connectorIds?: string[];
}

/**
 * Looks up what a scope names.
 *
 * @throws NotFoundError when no connector knows the customer or the Azure
 * subscription, which is not the same as one that costs nothing.
 */
export async function resolveScope(
  knex: Knex,
  scope: CostScope,
): Promise<ResolvedScope> {
  const customerId = scope.customerId?.toLowerCase();
  const azureSubscriptionId = scope.azureSubscriptionId?.toLowerCase();
  let connectorIds: string[] | undefined;
  if (customerId) {
    connectorIds = await knex('customers')
      .where({ customer_id: customerId })
      .orderBy('connector_id')
      .pluck('connector_id');
    if (connectorIds?.length === 0) {
      throw new NotFoundError(`No connector knows a customer ${customerId}`);
    }
  }
  if (azureSubscriptionId) {
    connectorIds = await knex('subscriptions')
      .where({ subscription_id: azureSubscriptionId, kind: 'azure' })
      .orderBy('connector_id')
      .pluck('connector_id');
    if (connectorIds?.length === 0) {
      throw new NotFoundError(
        `No connector knows an Azure subscription ${azureSubscriptionId}`,
      );
    }
  }
  return {
    customerIds: customerId ? [customerId] : undefined,
    azureSubscriptionId,
    connectorIds,
  };
}
