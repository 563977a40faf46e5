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
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  CspCostsClient,
  OnboardingClient,
} from 'backstage-plugin-csp-costs-common';
import type { CspCosts } from './steps/ActionTools';

/** Calls the csp-costs backend in the name of whoever runs a task. */
export function connectCspCosts(
  { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
  credentials: BackstageCredentials,
): CspCosts {
  const options = {
    discoveryApi: discovery,
    fetchApi: {
      fetch: async (
        input: Parameters<typeof fetch>[0],
        init: Parameters<typeof fetch>[1],
      ) => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: credentials,
          targetPluginId: 'csp-costs',
        });
        const headers = new Headers(init?.headers);
        headers.set('Authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
      },
    },
  };
  return {
    onboarding: new OnboardingClient(options),
    costs: new CspCostsClient(options),
  };
}
