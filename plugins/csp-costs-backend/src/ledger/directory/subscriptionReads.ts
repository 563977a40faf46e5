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
import { readTimestamp } from '../../database/dialect';

/**
 * Listed customers whose subscriptions are due: never read, or read at a time
 * or before it. The longest ago come first.
 */
export async function listDueSubscriptionReads(
  knex: Knex,
  connectorId: string,
  readUntil: Date,
): Promise<string[]> {
  return knex('customers')
    .where({ connector_id: connectorId, listed: true })
    .where(due =>
      due
        .whereNull('subscriptions_read_at')
        .orWhere('subscriptions_read_at', '<=', readUntil.toISOString()),
    )
    .orderByRaw(
      'subscriptions_read_at IS NOT NULL, subscriptions_read_at, customer_id',
    )
    .pluck('customer_id');
}

/** Records that the list of a customer's subscriptions was read, or refused. */
export async function recordSubscriptionRead(
  knex: Knex,
  options: { connectorId: string; customerId: string; at: Date },
): Promise<void> {
  await knex('customers')
    .where({
      connector_id: options.connectorId,
      customer_id: options.customerId,
    })
    .update({
      subscriptions_read_at: options.at.toISOString(),
      subscriptions_as_of: options.at.toISOString(),
    });
}

/** Makes the subscriptions of all customers due, whenever they were read. */
export async function forgetSubscriptionReads(
  knex: Knex,
  connectorId: string,
): Promise<void> {
  await knex('customers')
    .where({ connector_id: connectorId })
    .whereNotNull('subscriptions_read_at')
    .update({ subscriptions_read_at: null });
}

/**
 * The time since when the subscriptions of every listed customer have been
 * read, ISO 8601; undefined when those of one are still to be read, or nobody
 * is listed.
 */
export async function subscriptionsReadSince(
  knex: Knex,
  connectorId: string,
): Promise<string | undefined> {
  const row = await knex('customers')
    .where({ connector_id: connectorId, listed: true })
    .orderByRaw('subscriptions_read_at IS NOT NULL, subscriptions_read_at')
    .first<{ subscriptions_read_at: Date | string | null } | undefined>(
      'subscriptions_read_at',
    );
  return readTimestamp(row?.subscriptions_read_at);
}
