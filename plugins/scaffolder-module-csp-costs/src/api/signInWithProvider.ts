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

import type { OAuthApi } from '@backstage/frontend-plugin-api';
import type {
  OnboardingApi,
  OperatorSignIn,
} from 'backstage-plugin-csp-costs-common';

/**
 * Signs the person in to a partner tenant through Backstage's Microsoft
 * provider.
 *
 * @remarks
 * The access tokens go from the provider to our backend, and are kept nowhere
 * in between: neither in a state, nor in a cache, nor in the form.
 *
 * @throws Error when the person says no, or the backend does.
 */
export async function signInWithProvider(
  apis: { microsoft: OAuthApi; onboarding: OnboardingApi },
  tenant: { partnerTenantId: string; nationalCloud?: string },
): Promise<OperatorSignIn> {
  const { microsoft, onboarding } = apis;
  const options = await onboarding.getOnboardingOptions();
  const nationalCloud = tenant.nationalCloud ?? options.defaultNationalCloud;
  const scopes = options.scopes[nationalCloud];
  if (!scopes) {
    throw new Error(
      `The Microsoft provider does not sign in to the cloud ${nationalCloud}`,
    );
  }
  // One after the other: each may open a window, and browsers allow one.
  const graph = await microsoft.getAccessToken(scopes.graph);
  const arm = await microsoft.getAccessToken(scopes.arm);
  return onboarding.startSignIn({
    partnerTenantId: tenant.partnerTenantId,
    nationalCloud,
    tokens: { graph, arm },
  });
}
