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
  Connector,
  CspCostsApi,
  OnboardingApi,
  OnboardingCustomer,
  OnboardingOptions,
  OperatorSignIn,
  OperatorTokens,
  PreflightFinding,
  PreflightInput,
  ResolvedTenant,
} from 'backstage-plugin-csp-costs-common';

export const TENANT_ID = '11111111-2222-4333-8444-555555555555';
export const OTHER_TENANT_ID = '99999999-2222-4333-8444-555555555555';

export const OPTIONS: OnboardingOptions = {
  nationalClouds: ['global'],
  defaultNationalCloud: 'global',
  scopes: {
    global: {
      graph: ['https://graph.microsoft.com/Application.ReadWrite.All'],
      arm: ['https://management.azure.com/user_impersonation'],
    },
  },
  federatedTokenFiles: [],
  productLanguages: ['en-US', 'de-DE'],
};

export const CUSTOMERS: OnboardingCustomer[] = [
  { customerId: 'aaaaaaaa-0000-4000-8000-000000000001', name: 'Fabrikam' },
  { customerId: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Litware' },
];

/** The error of a request that the backend has answered with a status of failure. */
export function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), {
    name: 'ResponseError',
    statusCode,
  });
}

type Served = Pick<
  OnboardingApi,
  | 'getOnboardingOptions'
  | 'resolveTenant'
  | 'startSignIn'
  | 'getSignIn'
  | 'endSignIn'
  | 'searchOnboardingCustomers'
  | 'preflight'
> &
  Pick<CspCostsApi, 'getConnectors'>;

/** What the fields ask of the backend, in memory, with knobs for its answers. */
export class FakeOnboarding implements Served {
  options = OPTIONS;
  tenants = new Map<string, ResolvedTenant>([
    [
      'contoso.example',
      {
        partnerTenantId: TENANT_ID,
        nationalCloud: 'global',
        domain: 'contoso.example',
        connectors: [],
      },
    ],
    [
      OTHER_TENANT_ID,
      {
        partnerTenantId: OTHER_TENANT_ID,
        nationalCloud: 'global',
        connectors: [{ connectorId: 'other', title: 'The other partner' }],
      },
    ],
  ]);
  findings: PreflightFinding[] = [];
  connectors: Connector[] = [];
  /** By what is called: what it throws, until it is taken out. */
  readonly failures = new Map<keyof Served, Error>();
  readonly signIns = new Map<string, OperatorSignIn>();
  /** Tokens that sign-ins were started with. */
  readonly tokens: OperatorTokens[] = [];
  readonly asked: Array<{ call: keyof Served; input: unknown }> = [];

  /** What a call was asked for, each time. */
  inputsOf(call: keyof Served): unknown[] {
    return this.asked
      .filter(asked => asked.call === call)
      .map(({ input }) => input);
  }

  /** What the person has done at Microsoft. */
  change(signInId: string, changes: Partial<OperatorSignIn>): void {
    this.signIns.set(signInId, {
      ...(this.signIns.get(signInId) as OperatorSignIn),
      ...changes,
    });
  }

  async getOnboardingOptions(): Promise<OnboardingOptions> {
    this.#note('getOnboardingOptions', undefined);
    return this.options;
  }

  async resolveTenant(query: { tenant: string }): Promise<ResolvedTenant> {
    this.#note('resolveTenant', query);
    const tenant = this.tenants.get(query.tenant);
    if (!tenant) {
      throw refusal(404, 'No such tenant');
    }
    return tenant;
  }

  async startSignIn(
    input: Parameters<OnboardingApi['startSignIn']>[0],
  ): Promise<OperatorSignIn> {
    const { tokens, ...rest } = input;
    this.#note('startSignIn', rest);
    const signIn: OperatorSignIn = {
      signInId: `sign-in-${this.signIns.size + 1}`,
      partnerTenantId: input.partnerTenantId,
      nationalCloud: input.nationalCloud ?? 'global',
      expiresAt: '2026-11-22T12:00:00Z',
      ...(tokens
        ? {
            status: 'given',
            method: 'microsoft-provider',
            account: 'ada@contoso.example',
          }
        : {
            status: 'started',
            method: 'device-code',
            deviceCode: {
              userCode: 'ABCD-EFGH',
              verificationUrl: 'https://microsoft.example/devicelogin',
            },
          }),
    };
    if (tokens) {
      this.tokens.push(tokens);
    }
    this.signIns.set(signIn.signInId, signIn);
    return signIn;
  }

  async getSignIn(signInId: string): Promise<OperatorSignIn> {
    this.#note('getSignIn', signInId);
    const signIn = this.signIns.get(signInId);
    if (!signIn) {
      throw refusal(404, 'No such sign-in');
    }
    return signIn;
  }

  async endSignIn(signInId: string): Promise<void> {
    this.#note('endSignIn', signInId);
    this.signIns.delete(signInId);
  }

  async searchOnboardingCustomers(
    signInId: string,
    query: { search?: string } = {},
  ): Promise<OnboardingCustomer[]> {
    this.#note('searchOnboardingCustomers', { signInId, ...query });
    const search = query.search?.toLowerCase() ?? '';
    return CUSTOMERS.filter(
      ({ customerId, name }) =>
        customerId === search || name.toLowerCase().includes(search),
    );
  }

  async preflight(input: PreflightInput): Promise<PreflightFinding[]> {
    this.#note('preflight', input);
    return this.findings;
  }

  async getConnectors(): Promise<Connector[]> {
    this.#note('getConnectors', undefined);
    return this.connectors;
  }

  #note(call: keyof Served, input: unknown): void {
    this.asked.push({ call, input });
    const failure = this.failures.get(call);
    if (failure) {
      throw failure;
    }
  }
}
