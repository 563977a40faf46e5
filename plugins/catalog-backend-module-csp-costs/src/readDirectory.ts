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
} from 'backstage-plugin-csp-costs-common';
import type { DirectoryClient } from './createDirectoryClient';

const PAGE_SIZE = 200;

/** The customers of the connectors that are wanted. */
export interface Directory {
  /** By customer and connector. */
  customers: DirectoryCustomer[];
  /** Connectors whose lists may be older than they should, so that nothing is known to be gone. */
  incomplete: Set<string>;
  /** Connectors that are wanted and not there. */
  missing: string[];
}

/**
 * Reads the directory, all pages of it.
 *
 * @remarks
 * A connector counts as read only when both its lists stand on the last page as
 * they stood on the first: what changes in between may be on neither half.
 *
 * @throws ResponseError when a page cannot be read; part of a directory is none.
 */
export async function readDirectory(
  client: DirectoryClient,
  options: { connectorIds?: readonly string[]; signal?: AbortSignal },
): Promise<Directory> {
  const { connectorIds, signal } = options;
  const isWanted = ({ connectorId }: { connectorId: string }) =>
    connectorIds?.includes(connectorId) ?? true;
  const customers: DirectoryCustomer[] = [];
  const connectors = new Map<string, DirectoryConnector>();
  const incomplete = new Set<string>();
  let pages = 0;
  let cursor: string | undefined;
  do {
    signal?.throwIfAborted();
    const page: DirectoryPage = await client.getDirectory(
      { limit: PAGE_SIZE, cursor },
      { signal },
    );
    if (page.nextCursor !== undefined && page.nextCursor === cursor) {
      throw new Error(`The directory goes on where it was, at ${cursor}`);
    }
    const present = page.connectors.filter(isWanted);
    for (const connector of present) {
      const { connectorId } = connector;
      const before = connectors.get(connectorId);
      if (
        !isRead(connector) ||
        (pages > 0 && JSON.stringify(before) !== JSON.stringify(connector))
      ) {
        incomplete.add(connectorId);
      }
      connectors.set(connectorId, connector);
    }
    for (const connectorId of connectors.keys()) {
      if (!present.some(connector => connector.connectorId === connectorId)) {
        incomplete.add(connectorId);
      }
    }
    customers.push(...page.items.filter(isWanted));
    cursor = page.nextCursor;
    pages++;
  } while (cursor !== undefined);
  const missing = connectorIds?.filter(id => !connectors.has(id)) ?? [];
  return {
    customers,
    // A name that is written wrong must not look like a partner without customers.
    incomplete: new Set([...incomplete, ...missing]),
    missing,
  };
}

/** Whether what is not in the directory is not there. */
function isRead({ customers, subscriptions }: DirectoryConnector): boolean {
  return [customers, subscriptions].every(
    ({ status }) => status === 'complete' || status === 'off',
  );
}
