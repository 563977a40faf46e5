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

import type { Knex } from 'knex';
import { recordSubscriptionRead } from './subscriptionReads';

/** A commerce subscription, or an Azure subscription in an Azure plan. */
export interface SubscriptionRecord {
  subscriptionId: string;
  kind: 'commerce' | 'azure';
  /** The Azure plan that an Azure subscription is in. */
  commerceSubscriptionId?: string;
  name: string;
  status?: string;
  /** What was bought. */
  productName?: string;
  /** Kind of product, in Partner Center's words. */
  productType?: string;
  /** Number of licences; absent for what is not counted. */
  quantity?: number;
  /** ISO 8601 duration. */
  termDuration?: string;
  billingCycle?: string;
  /** End of the present term. */
  termEndsAt?: Date;
  autoRenew?: boolean;
}

/**
 * Saves the complete list of a customer's subscriptions, and when it was read.
 * What is no longer in it stays, because its costs do, and is no longer listed.
 */
export async function saveSubscriptions(
  knex: Knex,
  options: {
    connectorId: string;
    customerId: string;
    subscriptions: readonly SubscriptionRecord[];
    readAt: Date;
  },
): Promise<void> {
  const { connectorId, customerId, subscriptions, readAt } = options;
  await knex.transaction(async tx => {
    await tx('subscriptions')
      .where({
        connector_id: connectorId,
        customer_id: customerId,
        listed: true,
      })
      .update({ listed: false });
    for (const subscription of subscriptions) {
      await tx('subscriptions')
        .insert({
          connector_id: connectorId,
          customer_id: customerId,
          subscription_id: subscription.subscriptionId,
          kind: subscription.kind,
          commerce_subscription_id: subscription.commerceSubscriptionId,
          name: subscription.name,
          status: subscription.status,
          product_name: subscription.productName,
          product_type: subscription.productType,
          quantity: subscription.quantity,
          term_duration: subscription.termDuration,
          billing_cycle: subscription.billingCycle,
          term_ends_at: subscription.termEndsAt?.toISOString(),
          auto_renew: subscription.autoRenew,
          listed: true,
        })
        .onConflict(['connector_id', 'kind', 'subscription_id'])
        .merge();
    }
    await recordSubscriptionRead(tx, { connectorId, customerId, at: readAt });
  });
}

/**
 * Saves Azure subscriptions as their charges name them, where the list of
 * subscriptions does not have them.
 */
export async function saveChargedAzureSubscriptions(
  knex: Knex,
  connectorId: string,
  subscriptions: readonly {
    azureSubscriptionId: string;
    customerId: string;
    name?: string;
  }[],
): Promise<void> {
  await knex.transaction(async tx => {
    for (const subscription of subscriptions) {
      await tx('subscriptions')
        .insert({
          connector_id: connectorId,
          customer_id: subscription.customerId,
          subscription_id: subscription.azureSubscriptionId,
          kind: 'azure',
          name: subscription.name ?? subscription.azureSubscriptionId,
        })
        .onConflict(['connector_id', 'kind', 'subscription_id'])
        .ignore();
    }
  });
}
