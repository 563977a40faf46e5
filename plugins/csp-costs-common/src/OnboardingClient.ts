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

import type { RequestOptions } from './CspCostsApi';
import { CspCostsRequests } from './CspCostsRequests';
import type { OnboardingApi } from './OnboardingApi';
import type {
  OffboardInput,
  OnboardApplicationInput,
  OnboardBillingRoleInput,
  OnboardConnectorInput,
  OnboardConsentInput,
  OnboardCredentialInput,
  OnboardedApplication,
  OnboardedBillingRole,
  OnboardedConnector,
  OnboardedCredential,
  OnboardingCustomer,
  OnboardingOptions,
  OnboardingStep,
  OperatorSignIn,
  PreflightFinding,
  PreflightInput,
  ResolvedTenant,
  RollBackInput,
} from './onboardingTypes';
import { queryString } from './queryString';

/**
 * Onboards partner tenants through the csp-costs backend, over HTTP.
 *
 * @public
 */
export class OnboardingClient implements OnboardingApi {
  readonly #requests: CspCostsRequests;

  /**
   * @param options - Backstage's discovery, and a fetch that adds the caller's
   * identity.
   */
  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#requests = new CspCostsRequests(options);
  }

  /** {@inheritdoc OnboardingApi.getOnboardingOptions} */
  getOnboardingOptions(options?: RequestOptions): Promise<OnboardingOptions> {
    return this.#requests.json('/onboarding/options', options);
  }

  /** {@inheritdoc OnboardingApi.resolveTenant} */
  resolveTenant(
    query: Parameters<OnboardingApi['resolveTenant']>[0],
    options?: RequestOptions,
  ): Promise<ResolvedTenant> {
    return this.#requests.json(
      `/onboarding/tenants${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc OnboardingApi.startSignIn} */
  startSignIn(
    input: Parameters<OnboardingApi['startSignIn']>[0],
    options?: RequestOptions,
  ): Promise<OperatorSignIn> {
    return this.#requests.json('/onboarding/sign-ins', options, 'POST', input);
  }

  /** {@inheritdoc OnboardingApi.getSignIn} */
  getSignIn(
    signInId: string,
    options?: RequestOptions,
  ): Promise<OperatorSignIn> {
    return this.#requests.json(signInPath(signInId), options);
  }

  /** {@inheritdoc OnboardingApi.endSignIn} */
  endSignIn(
    signInId: string,
    query: Parameters<OnboardingApi['endSignIn']>[1] = {},
    options?: RequestOptions,
  ): Promise<void> {
    return this.#requests.json(
      `${signInPath(signInId)}${queryString({ ...query })}`,
      options,
      'DELETE',
    );
  }

  /** {@inheritdoc OnboardingApi.searchOnboardingCustomers} */
  async searchOnboardingCustomers(
    signInId: string,
    query: Parameters<OnboardingApi['searchOnboardingCustomers']>[1] = {},
    options?: RequestOptions,
  ): Promise<OnboardingCustomer[]> {
    const { items } = await this.#requests.json<{
      items: OnboardingCustomer[];
    }>(
      `${signInPath(signInId)}/customers${queryString({ ...query })}`,
      options,
    );
    return items;
  }

  /** {@inheritdoc OnboardingApi.preflight} */
  async preflight(
    input: PreflightInput,
    options?: RequestOptions,
  ): Promise<PreflightFinding[]> {
    const { items } = await this.#requests.json<{ items: PreflightFinding[] }>(
      '/onboarding/preflight',
      options,
      'POST',
      input,
    );
    return items;
  }

  /** {@inheritdoc OnboardingApi.onboardApplication} */
  onboardApplication(
    input: OnboardApplicationInput,
    options?: RequestOptions,
  ): Promise<OnboardedApplication> {
    return this.#requests.json(
      '/onboarding/application',
      options,
      'POST',
      input,
    );
  }

  /** {@inheritdoc OnboardingApi.onboardConsent} */
  onboardConsent(
    input: OnboardConsentInput,
    options?: RequestOptions,
  ): Promise<OnboardingStep> {
    return this.#requests.json('/onboarding/consent', options, 'POST', input);
  }

  /** {@inheritdoc OnboardingApi.onboardConnector} */
  onboardConnector(
    input: OnboardConnectorInput,
    options?: RequestOptions,
  ): Promise<OnboardedConnector> {
    return this.#requests.json('/onboarding/connector', options, 'POST', input);
  }

  /** {@inheritdoc OnboardingApi.onboardCredential} */
  onboardCredential(
    input: OnboardCredentialInput,
    options?: RequestOptions,
  ): Promise<OnboardedCredential> {
    return this.#requests.json(
      '/onboarding/credential',
      options,
      'POST',
      input,
    );
  }

  /** {@inheritdoc OnboardingApi.onboardBillingRole} */
  onboardBillingRole(
    input: OnboardBillingRoleInput,
    options?: RequestOptions,
  ): Promise<OnboardedBillingRole> {
    return this.#requests.json(
      '/onboarding/billing-role',
      options,
      'POST',
      input,
    );
  }

  /** {@inheritdoc OnboardingApi.rollBack} */
  rollBack(
    input: RollBackInput,
    options?: RequestOptions,
  ): Promise<OnboardingStep> {
    return this.#requests.json('/onboarding/rollback', options, 'POST', input);
  }

  /** {@inheritdoc OnboardingApi.offboard} */
  offboard(
    input: OffboardInput,
    options?: RequestOptions,
  ): Promise<OnboardingStep> {
    return this.#requests.json(
      '/onboarding/offboarding',
      options,
      'POST',
      input,
    );
  }
}

function signInPath(signInId: string): string {
  return `/onboarding/sign-ins/${encodeURIComponent(signInId)}`;
}
