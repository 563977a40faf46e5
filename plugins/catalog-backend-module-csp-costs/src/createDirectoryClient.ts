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
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  CspCostsClient,
  type CspCostsApi,
} from 'backstage-plugin-csp-costs-common';

/** Reads the directory of the csp-costs backend, in the name of the catalog. */
export type DirectoryClient = Pick<CspCostsApi, 'getDirectory'>;

/** Calls the csp-costs backend with the credentials of this plugin. */
export function createDirectoryClient(services: {
  auth: AuthService;
  discovery: DiscoveryService;
}): DirectoryClient {
  const { auth, discovery } = services;
  return new CspCostsClient({
    discoveryApi: discovery,
    fetchApi: {
      fetch: async (input, init) => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'csp-costs',
        });
        const headers = new Headers(init?.headers);
        headers.set('Authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
      },
    },
  });
}
