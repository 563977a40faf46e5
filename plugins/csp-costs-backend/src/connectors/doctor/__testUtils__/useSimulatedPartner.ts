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

import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { BILLING_ACCOUNT_ROLES } from '../../../microsoft/armBilling/billingRoles';
import { claimTokens } from './claimTokens';
import { REDIRECT_URL, SimulatedTokens } from './SimulatedTokens';

/** Object id of the application's service principal, and of other things. */
export const PRINCIPAL = 'aaaaaaaa-0000-4000-8000-000000000001';
/** Name of the partner's billing account. */
export const ACCOUNT = 'b1b1b1b1-0000-4000-8000-000000000001:c1_2019-05-31';

/** A simulated partner whose connector is healthy, before each test of a file. */
export interface SimulatedPartner {
  readonly simulator: MicrosoftSimulator;
  /** Has the simulated Microsoft answer a path like this from now on. */
  answer(path: string, status: number, body?: unknown): void;
  /** Which billing accounts Azure shows. */
  billingAccounts(accounts: object[]): void;
  /** Which role the application has on the billing account. */
  billingRole(role: keyof typeof BILLING_ACCOUNT_ROLES): void;
  /** Tokens of the application whose object id is {@link PRINCIPAL}. */
  appTokens(): ReturnType<typeof claimTokens>;
}

/** Starts one for the tests of a file. */
export function useSimulatedPartner(): SimulatedPartner {
  let simulator: MicrosoftSimulator;
  const answer = (path: string, status: number, body?: unknown) => {
    simulator.faults.add({
      id: path,
      match: { path },
      times: 'always',
      fault: { kind: 'status', status, body },
    });
  };
  const partner: SimulatedPartner = {
    get simulator() {
      return simulator;
    },
    answer,
    billingAccounts: value => answer('/billingAccounts$', 200, { value }),
    billingRole: role =>
      answer('/billingRoleAssignments$', 200, {
        value: [
          {
            name: 'one',
            properties: {
              principalId: PRINCIPAL,
              roleDefinitionId: `/providers/Microsoft.Billing/billingAccounts/${ACCOUNT}/billingRoleDefinitions/${BILLING_ACCOUNT_ROLES[role]}`,
            },
          },
        ],
      }),
    appTokens: () =>
      claimTokens(SimulatedTokens.ofApp(simulator), ({ aud }) =>
        aud === 'https://management.azure.com' ? { oid: PRINCIPAL } : {},
      ),
  };
  beforeAll(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 3,
      months: 1,
      linesPerCustomerDay: 1,
      redirectUris: [REDIRECT_URL],
    });
  });
  beforeEach(() => {
    partner.billingAccounts([billingAccount()]);
    partner.billingRole('reader');
    answer('/billingRoleDefinitions$', 200, { value: [] });
    answer(
      '/sales/fxrates',
      200,
      '"CurrencyCode","USDPerUnit","Month"\r\n"EUR","1.08","202610"\r\n',
    );
  });
  afterEach(() => simulator.faults.clear());
  afterAll(() => simulator.stop());
  return partner;
}

/** A billing account of a partner agreement, as Azure shows it. */
export function billingAccount(name = ACCOUNT): object {
  return {
    id: `/providers/Microsoft.Billing/billingAccounts/${name}`,
    name,
    properties: {
      displayName: 'Gullwing Cloud',
      agreementType: 'MicrosoftPartnerAgreement',
    },
  };
}
