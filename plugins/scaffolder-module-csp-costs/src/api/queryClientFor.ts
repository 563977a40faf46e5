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
import type { OnboardingApi } from 'backstage-plugin-csp-costs-common';
import { isRefusal } from './httpStatusOf';

const clients = new WeakMap<OnboardingApi, QueryClient>();

/**
 * What the fields of a form know, in one cache for all of them: each is
 * rendered apart from the others, and anew on every page of the form.
 */
export function queryClientFor(api: OnboardingApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 60_000,
          refetchOnWindowFocus: false,
          retry: (failureCount, error) => !isRefusal(error) && failureCount < 1,
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
