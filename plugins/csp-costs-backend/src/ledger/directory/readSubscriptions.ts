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
import type {
  CustomerSubscription,
  CustomerSubscriptions,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import {
  readableCustomerIds,
  type CustomerRights,
} from '../../rights/CustomerRights';
import type { SliceRow } from '../tables';
import { stateOfList, type ListedConnector } from './readDirectory';

/**
 * What a customer has from Microsoft, from the lists of every connector that
 * knows it, and when those were read.
 *
 * @throws NotFoundError when no connector knows the customer, or it may not be
 * seen, which is not to be told apart.
 */
export async function readSubscriptions(
  knex: Knex,
  rights: CustomerRights,
  connectors: readonly ListedConnector[],
  customerId: string,
): Promise<CustomerSubscriptions> {
  const id = customerId.toLowerCase();
  const isReadable = readableCustomerIds(rights)?.includes(id) ?? true;
  const known: Array<{
    connector_id: string;
    subscriptions_as_of: Date | string | null;
  }> = isReadable
    ? await knex('customers')
        .where({ customer_id: id })
        .select('connector_id', 'subscriptions_as_of')
    : [];
  if (known.length === 0) {
    throw new NotFoundError(`No connector knows a customer ${id}`);
  }
  const slices = await knex<SliceRow>('slices')
    .where({ source: 'subscriptions' })
    .select();
  const rows: SubscriptionRow[] = await knex('subscriptions')
    .where({ customer_id: id })
    .orderBy(['name', 'subscription_id', 'connector_id'])
    .select();
  return {
    lists: connectors
      .filter(({ connectorId }) =>
        known.some(row => row.connector_id === connectorId),
      )
      .map(connector => ({
        connectorId: connector.connectorId,
        title: connector.title,
        ...stateOfCustomersList(
          connector,
          slices,
          readTimestamp(
            known.find(row => row.connector_id === connector.connectorId)
              ?.subscriptions_as_of,
          ),
        ),
      })),
    items: rows.map(toSubscription),
  };
}

/** A customer that was never read is pending, whatever was read of others. */
function stateOfCustomersList(
  connector: ListedConnector,
  slices: readonly SliceRow[],
  asOf: string | undefined,
) {
  const state = stateOfList(connector, ['subscriptions'], slices, asOf);
  return state.status === 'complete' && !asOf
    ? { status: 'pending' as const }
    : { ...state, asOf };
}

interface SubscriptionRow {
  connector_id: string;
  subscription_id: string;
  kind: CustomerSubscription['kind'];
  commerce_subscription_id: string | null;
  name: string;
  status: string | null;
  product_name: string | null;
  product_type: string | null;
  quantity: number | null;
  term_duration: string | null;
  billing_cycle: string | null;
  term_ends_at: Date | string | null;
  /** SQLite has numbers for it. */
  auto_renew: boolean | number | null;
  listed: boolean | number;
}

function toSubscription(row: SubscriptionRow): CustomerSubscription {
  return {
    subscriptionId: row.subscription_id,
    connectorId: row.connector_id,
    kind: row.kind,
    name: row.name,
    productName: row.product_name ?? undefined,
    productType: row.product_type ?? undefined,
    commerceSubscriptionId: row.commerce_subscription_id ?? undefined,
    status: row.status ?? undefined,
    quantity: row.quantity ?? undefined,
    termDuration: row.term_duration ?? undefined,
    billingCycle: row.billing_cycle ?? undefined,
    termEndsAt: readTimestamp(row.term_ends_at),
    autoRenew: row.auto_renew === null ? undefined : Boolean(row.auto_renew),
    listed: Boolean(row.listed),
  };
}
