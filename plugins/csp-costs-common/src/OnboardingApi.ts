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
  OperatorTokens,
  PreflightFinding,
  PreflightInput,
  ResolvedTenant,
  RollBackInput,
} from './onboardingTypes';

/**
 * Onboards partner tenants with a person's own access: app registration,
 * consent, credential, billing role and connector. Every call needs the
 * permission `csp-costs.connector.create`, or `csp-costs.connector.delete` to
 * offboard; options, tenants and sign-ins need one of the two. Connectors are
 * told only with `csp-costs.connector.read`. To give a credential or a role to
 * a connector that no run of the caller's has made takes
 * `csp-costs.connector.update` too.
 *
 * @public
 */
export interface OnboardingApi {
  /** What has to be known before anybody signs in. */
  getOnboardingOptions(options?: RequestOptions): Promise<OnboardingOptions>;

  /**
   * The tenant of an id or a domain.
   *
   * @throws ResponseError 404 when there is none.
   */
  resolveTenant(
    query: { tenant: string; nationalCloud?: string },
    options?: RequestOptions,
  ): Promise<ResolvedTenant>;

  /**
   * Begins a sign-in of the caller. Without tokens, it is one by device code,
   * which {@link OnboardingApi.getSignIn} tells the end of.
   */
  startSignIn(
    input: {
      partnerTenantId: string;
      nationalCloud?: string;
      tokens?: OperatorTokens;
    },
    options?: RequestOptions,
  ): Promise<OperatorSignIn>;

  /** A sign-in that the caller began. */
  getSignIn(
    signInId: string,
    options?: RequestOptions,
  ): Promise<OperatorSignIn>;

  /** Forgets a sign-in and its tokens; of a run, when no other run uses it. */
  endSignIn(
    signInId: string,
    query?: { runId?: string },
    options?: RequestOptions,
  ): Promise<void>;

  /** Customers of the tenant that was signed in to, by a part of their name or id, or by a domain; at most 20. */
  searchOnboardingCustomers(
    signInId: string,
    query?: { search?: string },
    options?: RequestOptions,
  ): Promise<OnboardingCustomer[]>;

  /** What onboarding will meet. Writes nothing. */
  preflight(
    input: PreflightInput,
    options?: RequestOptions,
  ): Promise<PreflightFinding[]>;

  /** Finds or creates the app registration and its service principals. */
  onboardApplication(
    input: OnboardApplicationInput,
    options?: RequestOptions,
  ): Promise<OnboardedApplication>;

  /** Grants the application what it needs. */
  onboardConsent(
    input: OnboardConsentInput,
    options?: RequestOptions,
  ): Promise<OnboardingStep>;

  /** Sets the connector up. */
  onboardConnector(
    input: OnboardConnectorInput,
    options?: RequestOptions,
  ): Promise<OnboardedConnector>;

  /** Gives the connector's application something to sign in with. */
  onboardCredential(
    input: OnboardCredentialInput,
    options?: RequestOptions,
  ): Promise<OnboardedCredential>;

  /** Lets the application read the billing account. */
  onboardBillingRole(
    input: OnboardBillingRoleInput,
    options?: RequestOptions,
  ): Promise<OnboardedBillingRole>;

  /** Takes back what a run has made, and only that. */
  rollBack(
    input: RollBackInput,
    options?: RequestOptions,
  ): Promise<OnboardingStep>;

  /** Takes one part of a connector's access away. What is collected stays. */
  offboard(
    input: OffboardInput,
    options?: RequestOptions,
  ): Promise<OnboardingStep>;
}
