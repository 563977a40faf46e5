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
  listDueSubscriptionReads,
  subscriptionsReadSince,
} from '../../ledger/directory/subscriptionReads';
import {
  recordNoData,
  recordVerified,
} from '../../ledger/slices/recordSliceOutcome';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { PartnerCenterSubscription } from '../../microsoft/partnerCenter/schemas';
import type { CollectionContext, CollectionSource } from './CollectionSource';

/** Customers asked for at the same time; how fast, the rate budget says. */
const CONCURRENCY = 4;

/** After so many customers that could not be read, one after the other, no more are. */
const FAILURES_IN_A_ROW = 4;

/** Offer of an Azure plan, which Azure subscriptions are in. */
const AZURE_PLAN_OFFER = 'DZH318Z0BPS6';

/**
 * The customers' subscriptions and Azure subscriptions, from Partner Center.
 * They give names, so a run reads only the lists that are due.
 */
export const subscriptionsSource: CollectionSource = {
  source: 'subscriptions',

  async collect(context) {
    const { connector, knex, slice, now, report } = context;
    const { connectorId } = connector;
    report({ stage: 'reading' });
    const due = await listDueSubscriptionReads(
      knex,
      connectorId,
      new Date(now().getTime() - context.subscriptionsAfterMs),
    );
    await readAll(context, due);
    const readSince = await subscriptionsReadSince(knex, connectorId);
    if (!readSince) {
      await recordNoData(knex, slice.slice_id);
      return { end: 'no-data' };
    }
    await recordVerified(knex, slice.slice_id, new Date(readSince));
    return { end: due.length > 0 ? 'published' : 'unchanged' };
  },
};

/**
 * Reads and saves the lists of some customers. One that fails keeps no other
 * from being read; several in a row end it, as there is something the matter
 * with more than a customer.
 *
 * @throws what went wrong first, once nothing is being read any more.
 */
async function readAll(
  context: CollectionContext,
  customerIds: readonly string[],
): Promise<void> {
  const { connector, knex, now, report, signal, logger } = context;
  const { connectorId } = connector;
  const pending = customerIds.values();
  const failures: unknown[] = [];
  let failedInARow = 0;
  let count = 0;
  let refused = 0;
  const work = async () => {
    for (const customerId of pending) {
      if (failedInARow >= FAILURES_IN_A_ROW) {
        return;
      }
      try {
        signal.throwIfAborted();
        const readAt = now();
        const subscriptions = await readSubscriptions(context, customerId);
        await saveSubscriptions(knex, {
          connectorId,
          customerId,
          subscriptions: subscriptions ?? [],
          readAt,
        });
        failedInARow = 0;
        refused += subscriptions ? 0 : 1;
        count += subscriptions?.length ?? 0;
        report({ lineCount: count });
      } catch (error) {
        failures.push(error);
        failedInARow++;
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  if (refused > 0) {
    logger.warn(
      `Partner Center shows no subscriptions of ${refused} customers of ${connectorId}: no commerce relationship`,
    );
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}

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
        productName: subscription.offerName,
        productType: subscription.productType?.id,
        quantity: quantityOf(subscription),
        termDuration: subscription.termDuration,
        billingCycle: subscription.billingCycle,
        termEndsAt: endOf(subscription),
        autoRenew: subscription.autoRenewEnabled ?? undefined,
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

/** Units of which there is always one, which says nothing. */
const UNCOUNTED = /^(none|usage)/i;

function quantityOf({
  quantity,
  unitType,
}: PartnerCenterSubscription): number | undefined {
  return Number.isFinite(quantity) && !UNCOUNTED.test(unitType ?? '')
    ? quantity
    : undefined;
}

/** When the term ends. `9999` is another way to say that it does not. */
function endOf({
  commitmentEndDate,
}: PartnerCenterSubscription): Date | undefined {
  const end = new Date(commitmentEndDate ?? '');
  return Number.isNaN(end.getTime()) || end.getUTCFullYear() >= 9999
    ? undefined
    : end;
}
