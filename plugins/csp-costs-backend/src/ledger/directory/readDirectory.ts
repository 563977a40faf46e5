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

import type {
  DirectoryConnector,
  DirectoryCustomer,
  DirectoryList,
  DirectoryPage,
  DirectoryQuery,
  Source,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { isOneOf, readTimestamp } from '../../database/dialect';
import {
  readableCustomerIds,
  type CustomerRights,
} from '../../rights/CustomerRights';
import { groupBy } from '../query/buildTotals';
import type { SliceRow } from '../tables';

const DEFAULT_LIMIT = 200;

/** Of these a connector has one at most. */
const CUSTOMER_LISTS: readonly Source[] = ['customers', 'arm-customers'];

/** A connector whose directory is read. */
export interface ListedConnector {
  connectorId: string;
  title: string;
  /** Datasets that it collects. */
  sources: readonly Source[];
}

/**
 * A page of the customers that somebody may see, with their Azure subscriptions.
 *
 * @remarks
 * Pages go by ids, which never change: whoever reads them all misses nobody who
 * was there all the time. Connectors are told anew on every page, so that a list
 * that was read, or failed, in between is noticed. They are read before the
 * customers: what is said of a list holds for what follows.
 */
export async function readDirectory(
  knex: Knex,
  rights: CustomerRights,
  connectors: readonly ListedConnector[],
  { limit = DEFAULT_LIMIT, cursor }: DirectoryQuery,
): Promise<DirectoryPage> {
  const visible = connectors.filter(
    ({ connectorId }) =>
      rights.all || rights.connectorIds.includes(connectorId),
  );
  const states = await readStates(knex, visible);
  const query = knex('customers as c')
    .whereIn(
      'c.connector_id',
      visible.map(({ connectorId }) => connectorId),
    )
    .where(there =>
      there.where({ 'c.listed': true }).orWhereExists(shownCosts(knex)),
    )
    .orderBy(['c.customer_id', 'c.connector_id'])
    // One more than asked for tells whether there are more.
    .limit(limit + 1)
    .select('c.*');
  const readable = readableCustomerIds(rights);
  if (readable) {
    query.where(isOneOf(knex, 'c.customer_id', readable));
  }
  if (cursor) {
    const [customerId = '', connectorId = ''] = cursor.split(':');
    query.whereRaw('(c.customer_id, c.connector_id) > (?, ?)', [
      customerId.toLowerCase(),
      connectorId,
    ]);
  }
  const rows: CustomerRow[] = await query;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const subscriptionsOf = await readSubscriptions(knex, page);
  return {
    connectors: states,
    items: page.map(row => ({
      customerId: row.customer_id,
      connectorId: row.connector_id,
      customerName: row.customer_name,
      domainName: row.domain_name ?? undefined,
      country: row.country ?? undefined,
      listed: Boolean(row.listed),
      azureSubscriptions: subscriptionsOf(row),
    })),
    nextCursor:
      last && rows.length > limit
        ? `${last.customer_id}:${last.connector_id}`
        : undefined,
  };
}

interface CustomerRow {
  connector_id: string;
  customer_id: string;
  customer_name: string;
  domain_name: string | null;
  country: string | null;
  listed: boolean | number;
}

/** Costs of a customer that figures may be made of. */
function shownCosts(knex: Knex): Knex.QueryBuilder {
  return (
    knex('cost_totals as t')
      .join('slices as s', 's.current_generation_id', 't.generation_id')
      .select(knex.raw('1'))
      .where('t.dimension', 'customer')
      .where('t.value', knex.ref('c.customer_id'))
      .where('s.connector_id', knex.ref('c.connector_id'))
      // Always so; the index is of these rows.
      .whereNot('t.customer_id', '')
  );
}

async function readStates(
  knex: Knex,
  connectors: readonly ListedConnector[],
): Promise<DirectoryConnector[]> {
  const slices = await knex<SliceRow>('slices')
    .whereIn('source', [...CUSTOMER_LISTS, 'subscriptions'])
    .select();
  return connectors.map(connector => ({
    connectorId: connector.connectorId,
    title: connector.title,
    customers: stateOfList(connector, CUSTOMER_LISTS, slices),
    subscriptions: stateOfList(connector, ['subscriptions'], slices),
  }));
}

/**
 * How a list of a connector stands.
 *
 * @param lists - Sources that it may come from.
 * @param asOf - When it was read, where that is known better than of the slice.
 */
export function stateOfList(
  { connectorId, sources }: ListedConnector,
  lists: readonly Source[],
  slices: readonly SliceRow[],
  asOf?: string,
): DirectoryList {
  const source = lists.find(list => sources.includes(list));
  if (!source) {
    return { status: 'off', asOf };
  }
  const slice = slices.find(
    row => row.connector_id === connectorId && row.source === source,
  );
  const readAt = asOf ?? readTimestamp(slice?.verified_at);
  if (slice?.problem) {
    return { status: 'failed', asOf: readAt };
  }
  return { status: readAt ? 'complete' : 'pending', asOf: readAt };
}

async function readSubscriptions(
  knex: Knex,
  customers: readonly CustomerRow[],
): Promise<(customer: CustomerRow) => DirectoryCustomer['azureSubscriptions']> {
  const rows: Array<{
    connector_id: string;
    customer_id: string;
    subscription_id: string;
    name: string;
    status: string | null;
  }> = await knex('subscriptions')
    .where({ kind: 'azure' })
    .whereIn('connector_id', [
      ...new Set(customers.map(customer => customer.connector_id)),
    ])
    .whereIn('customer_id', [
      ...new Set(customers.map(customer => customer.customer_id)),
    ])
    .orderBy('subscription_id')
    .select('connector_id', 'customer_id', 'subscription_id', 'name', 'status');
  const keyOf = (row: { connector_id: string; customer_id: string }) =>
    `${row.customer_id}:${row.connector_id}`;
  const byCustomer = groupBy(rows, keyOf);
  return customer =>
    (byCustomer.get(keyOf(customer)) ?? []).map(row => ({
      azureSubscriptionId: row.subscription_id,
      name: row.name,
      status: row.status ?? undefined,
    }));
}
