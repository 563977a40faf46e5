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

import {
  saveSubscriptions,
  type SubscriptionRecord,
} from '../../ledger/directory/saveSubscriptions';
import {
  recordNoData,
  recordVerified,
} from '../../ledger/slices/recordSliceOutcome';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { CollectionContext, CollectionSource } from './CollectionSource';

/** Customers asked for at the same time; how fast, the rate budget says. */
const CONCURRENCY = 4;

/** Offer of an Azure plan, which Azure subscriptions are in. */
const AZURE_PLAN_OFFER = 'DZH318Z0BPS6';

/** The customers' subscriptions and Azure subscriptions, from Partner Center. */
export const subscriptionsSource: CollectionSource = {
  source: 'subscriptions',

  async collect(context) {
    const { connector, knex, slice, now, report, signal, logger } = context;
    const pending: string[] = await knex('customers')
      .where({ connector_id: connector.connectorId, listed: true })
      .orderBy('customer_id')
      .pluck('customer_id');
    if (pending.length === 0) {
      await recordNoData(knex, slice.slice_id);
      return { end: 'no-data' };
    }
    let count = 0;
    let refused = 0;
    report({ stage: 'reading' });
    const work = async () => {
      for (;;) {
        signal.throwIfAborted();
        const customerId = pending.pop();
        if (!customerId) {
          return;
        }
        const subscriptions = await readSubscriptions(context, customerId);
        if (!subscriptions) {
          refused++;
          continue;
        }
        await saveSubscriptions(knex, {
          connectorId: connector.connectorId,
          customerId,
          subscriptions,
        });
        count += subscriptions.length;
        report({ lineCount: count });
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    if (refused > 0) {
      logger.warn(
        `Partner Center shows no subscriptions of ${refused} customers of ${connector.connectorId}: no commerce relationship`,
      );
    }
    await recordVerified(knex, slice.slice_id, now());
    return { end: 'published' };
  },
};

/**
 * Everything a customer has. Undefined when the partner has no commerce
 * relationship with it, which is normal for customers it only administers.
 */
async function readSubscriptions(
  { clients, signal }: CollectionContext,
  customerId: string,
): Promise<SubscriptionRecord[] | undefined> {
  const records: SubscriptionRecord[] = [];
  try {
    for (const subscription of await clients.partnerCenter.subscriptions(
      customerId,
      signal,
    )) {
      const subscriptionId = subscription.id.toLowerCase();
      records.push({
        subscriptionId,
        kind: 'commerce',
        name:
          subscription.friendlyName ?? subscription.offerName ?? subscriptionId,
        status: subscription.status,
      });
      if (!subscription.offerId?.startsWith(AZURE_PLAN_OFFER)) {
        continue;
      }
      for (const entitlement of await clients.partnerCenter.azureEntitlements(
        customerId,
        subscription.id,
        signal,
      )) {
        records.push({
          subscriptionId: entitlement.id.toLowerCase(),
          kind: 'azure',
          commerceSubscriptionId: subscriptionId,
          name: entitlement.friendlyName ?? entitlement.id,
          status: entitlement.status,
        });
      }
    }
  } catch (error) {
    if (
      error instanceof MicrosoftError &&
      (error.status === 404 || (error.status === 403 && error.code === '20002'))
    ) {
      return undefined;
    }
    throw error;
  }
  return records;
}
