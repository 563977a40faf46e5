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
  DirectoryPage,
  DirectoryQuery,
} from 'backstage-plugin-csp-costs-common';
import type { DirectoryClient } from '../createDirectoryClient';

/** A GUID that ends with a number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A customer of the connector `main`, unless told otherwise. */
export function customer(
  number: number,
  changes: Partial<DirectoryCustomer> = {},
): DirectoryCustomer {
  return {
    customerId: guid(number),
    connectorId: 'main',
    customerName: `Customer ${number}`,
    domainName: `customer${number}.example`,
    country: 'DE',
    listed: true,
    azureSubscriptions: [],
    ...changes,
  };
}

/** An Azure subscription that is in use. */
export function subscription(number: number, name = `Subscription ${number}`) {
  return { azureSubscriptionId: guid(number), name, status: 'active' };
}

/** A connector with complete lists, unless told otherwise. */
export function connector(
  connectorId: string,
  changes: Partial<DirectoryConnector> = {},
): DirectoryConnector {
  const asOf = '2026-11-14T09:00:00.000Z';
  return {
    connectorId,
    title: connectorId,
    customers: { status: 'complete', asOf },
    subscriptions: { status: 'complete', asOf },
    ...changes,
  };
}

/** The directory of the csp-costs backend, as tests want it. */
export class FakeDirectory implements DirectoryClient {
  connectors: DirectoryConnector[] = [connector('main')];
  customers: DirectoryCustomer[] = [];
  pageSize = 2;
  /** Called before a page is given, with its number from 0; may change things, or throw. */
  onPage: (page: number) => void = () => {};

  async getDirectory({ cursor }: DirectoryQuery = {}): Promise<DirectoryPage> {
    const keyOf = (one: DirectoryCustomer) =>
      `${one.customerId}:${one.connectorId}`;
    const [page = 0, after = ''] = cursor
      ? (JSON.parse(cursor) as [number, string])
      : [];
    this.onPage(page);
    const rest = this.customers
      .filter(one =>
        this.connectors.some(
          ({ connectorId }) => connectorId === one.connectorId,
        ),
      )
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .filter(one => keyOf(one) > after);
    const items = rest.slice(0, this.pageSize);
    return structuredClone({
      connectors: this.connectors,
      items,
      nextCursor:
        rest.length > items.length
          ? JSON.stringify([page + 1, keyOf(items.at(-1)!)])
          : undefined,
    });
  }
}
