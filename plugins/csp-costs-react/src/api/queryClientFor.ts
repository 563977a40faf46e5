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

import { QueryClient } from '@tanstack/react-query';
import { isRefusal } from './isRefusal';

const clients = new WeakMap<object, QueryClient>();

/**
 * The cache that belongs to a client of the backend. All that talks to the same
 * client shares it, however far apart it is rendered, so nothing is loaded twice.
 *
 * @remarks
 * A request that failed is sent once more, one that was refused is not.
 *
 * @param api - The client, which is what the cache lives as long as.
 *
 * @public
 */
export function queryClientFor(api: object): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          // Figures change once or twice a day, after a collection.
          staleTime: 60_000,
          gcTime: 10 * 60_000,
          refetchOnWindowFocus: false,
          retry: isWorthRetrying,
          // The browser's idea of being offline says nothing about a backend
          // on the same network.
          networkMode: 'always',
        },
        mutations: { networkMode: 'always' },
      },
    });
    clients.set(api, client);
  }
  return client;
}

function isWorthRetrying(failureCount: number, error: Error): boolean {
  return !isRefusal(error) && failureCount < 1;
}
