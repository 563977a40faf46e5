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

import {
  consentOf,
  contextOf,
  examine,
  findings,
  type Ailment,
} from '../__testUtils__/examine';
import { SimulatedTokens } from '../__testUtils__/SimulatedTokens';
import { requiredScopes } from '../../consent/scopes';
import {
  useSimulatedPartner,
  ACCOUNT,
  PRINCIPAL,
  billingAccount,
} from '../__testUtils__/useSimulatedPartner';
import { BILLING_ACCOUNT_ROLES } from '../../../microsoft/armBilling/billingRoles';

const partner = useSimulatedPartner();

describe('the doctor tells what is wrong with roles:', () => {
  it('the pair that does not work', async () => {
    const { connector } = await contextOf(partner.simulator);
    const checks = await examine(partner.simulator, {
      delegatedTokens: await SimulatedTokens.ofPerson(
        partner.simulator,
        'sales-agent',
        requiredScopes(connector),
      ),
    });
    expect(findings(checks)).toEqual({
      'partner-roles': 'fail ROLE_MISSING',
      'permanent-roles': 'skipped',
      'relationship-url': 'skipped',
    });
    expect(checks['partner-roles']).toMatchObject({
      finding: expect.stringContaining('Global admin with Sales agent'),
      problem: {
        remedy: expect.stringContaining('Billing admin with Sales agent'),
        microsoft: { status: 403, code: '900150' },
      },
      values: expect.arrayContaining([
        { label: 'Works', value: 'Global admin + Admin agent' },
      ]),
    });
  });

  it('roles that are a few hours old, and roles that went away', async () => {
    const { connector } = await contextOf(partner.simulator);
    const now = partner.simulator.clock.now();
    const fresh = await examine(partner.simulator, {
      consent: consentOf(connector, new Date(now.getTime() - 3_600_000)),
    });
    expect(findings(fresh)).toEqual({
      'permanent-roles': 'warn ROLES_UNPROVEN',
    });
    expect(fresh['permanent-roles']!.values).toEqual([
      { label: 'Run again after', value: '2026-11-15 08:00 UTC' },
    ]);

    partner.answer('^/v1/invoices$', 403, {
      code: '900150',
      description: 'No',
    });
    const run = { checkIds: ['permanent-roles'] };
    const gone = await examine(
      partner.simulator,
      { earlier: Object.values(fresh) },
      run,
    );
    expect(findings(gone)).toEqual({
      'permanent-roles': 'fail ROLE_NOT_PERMANENT',
    });
    const still = await examine(
      partner.simulator,
      { earlier: Object.values(gone) },
      run,
    );
    expect(findings(still)).toEqual(findings(gone));
    const never = await examine(partner.simulator, { earlier: [] }, run);
    expect(findings(never)).toEqual({ 'permanent-roles': 'skipped' });
  });

  it('no role on a billing account, with the call that gives it', async () => {
    partner.simulator.faults.add({
      id: '/billingAccounts$',
      match: { path: '/billingAccounts$' },
      fault: { kind: 'status', status: 200, body: { value: [] } },
    });
    partner.simulator.faults.add({
      id: 'for the person',
      match: { path: '/billingAccounts$', nth: 2 },
      times: 'always',
      fault: {
        kind: 'status',
        status: 200,
        body: { value: [billingAccount()] },
      },
    });
    const checks = await examine(
      partner.simulator,
      { appTokens: partner.appTokens() },
      { checkIds: ['billing-account'] },
    );
    expect(findings(checks)).toEqual({
      'billing-account': 'fail BILLING_ROLE_MISSING',
    });
    expect(checks['billing-account']!.values).toEqual(
      expect.arrayContaining([
        { label: 'Billing account id', value: ACCOUNT },
        {
          label: 'Azure CLI, as a Global admin of the partner',
          value: `az rest --method post --url "${
            partner.simulator.url
          }/providers/Microsoft.Billing/billingAccounts/${ACCOUNT}/createBillingRoleAssignment?api-version=2024-04-01" --body '${JSON.stringify(
            {
              principalId: PRINCIPAL,
              principalTenantId: partner.simulator.partner.tenantId,
              roleDefinitionId: `/providers/Microsoft.Billing/billingAccounts/${ACCOUNT}/billingRoleDefinitions/${BILLING_ACCOUNT_ROLES.reader}`,
            },
          )}'`,
        },
      ]),
    );
  });

  const settings = { billingAccountId: `/x/billingAccounts/${ACCOUNT}` };
  it.each([
    [
      'several accounts',
      {},
      [billingAccount(), billingAccount('two')],
      'warn BILLING_ACCOUNT_AMBIGUOUS',
    ],
    [
      'the right one of several',
      { settings },
      [billingAccount('two'), billingAccount()],
      undefined,
    ],
    [
      'another than the settings name',
      { settings },
      [billingAccount('two')],
      'fail BILLING_ACCOUNT_WRONG',
    ],
    [
      'none of a partner agreement',
      {},
      [
        {
          id: '/x/mca',
          name: 'mca',
          properties: { agreementType: 'MicrosoftCustomerAgreement' },
        },
      ],
      'fail BILLING_ACCOUNT_NOT_PARTNER',
    ],
  ])('%s', async (_, ailment: Ailment, accounts, found) => {
    partner.billingAccounts(accounts);
    const checks = await examine(partner.simulator, ailment, {
      checkIds: ['billing-account'],
    });
    expect(findings(checks)['billing-account']).toBe(found);
  });

  it('a role that may do more than read; and one that may not be seen', async () => {
    partner.billingRole('owner');
    const find = () =>
      examine(
        partner.simulator,
        { appTokens: partner.appTokens() },
        { checkIds: ['billing-account'] },
      );
    expect(findings(await find())).toEqual({
      'billing-account': 'warn BILLING_ROLE_EXCESSIVE',
    });
    partner.billingRole('reader');
    expect((await find())['billing-account']!.finding).toBe(
      'The application is Billing account reader of Gullwing Cloud.',
    );
    partner.answer('/billingRoleAssignments$', 403, {
      error: { code: 'AuthorizationFailed', message: 'No' },
    });
    expect((await find())['billing-account']).toMatchObject({
      status: 'pass',
      finding: expect.stringContaining('may not be read'),
    });
  });
});
