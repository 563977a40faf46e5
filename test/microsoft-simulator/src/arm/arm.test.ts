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

import { MicrosoftSimulator } from '../MicrosoftSimulator';
import type { SimulatorOptions } from '../SimulatorOptions';
import { readJson } from '../testing/TestClient';

const VERSION = 'api-version=2024-04-01';
const READER = '50000000-aaaa-bbbb-cccc-100000000002';
const ENROLLMENT_READER = '24f8edb6-1668-4659-b5e2-40bb5f3a7d7e';

interface Resource {
  id: string;
  name: string;
  properties: Record<string, string>;
}

let simulator: MicrosoftSimulator;

afterEach(() => simulator.stop());

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await MicrosoftSimulator.start({
    now: new Date('2026-11-14T09:00:00Z'),
    customers: 2,
    months: 1,
    ...options,
  });
  // The role under test is the only one.
  simulator.tenant.billingRoleAssigned = false;
}

async function send(
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  return fetch(
    path.startsWith('http')
      ? path
      : `${simulator.url}/providers/Microsoft.Billing/billingAccounts${path}?${VERSION}`,
    {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    },
  );
}

const tokenOf = (account: 'onboarder' | 'no-mfa' | 'sales-agent') =>
  simulator.issueOperatorTokens(account).arm;

async function appToken(): Promise<string> {
  const { clientId, clientSecret, tenantId } = simulator.partner;
  const answer = await fetch(`${simulator.url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://management.azure.com/.default',
    }),
  });
  return (await readJson<{ access_token: string }>(answer)).access_token;
}

async function list(token: string, path = ''): Promise<Resource[]> {
  const answer = await send(token, 'GET', path);
  expect(answer.status).toBe(200);
  return (await readJson<{ value: Resource[] }>(answer)).value;
}

const grantOf = ({ id }: Resource, role: string) => ({
  principalId: simulator.tenant.own.servicePrincipalId!,
  principalTenantId: simulator.partner.tenantId,
  roleDefinitionId: `${id}/billingRoleDefinitions/${role}`,
});

describe('roles on billing accounts', () => {
  it.each(['MicrosoftPartnerAgreement', 'MicrosoftCustomerAgreement'] as const)(
    'are given by createBillingRoleAssignment in a %s, once',
    async agreement => {
      await start({ agreement });
      simulator.tenant.patch({ billing: { billingRoleLag: 2 } });
      const onboarder = tokenOf('onboarder');
      const [account] = await list(onboarder);
      expect(account!.properties.agreementType).toBe(agreement);
      const grant = grantOf(account!, READER);
      const create = `/${account!.name}/createBillingRoleAssignment`;

      // Neither the call of the other agreement nor its body is understood.
      const put = `/${account!.name}/billingRoleAssignments/${READER}`;
      for (const [method, path, body] of [
        ['PUT', put, { properties: grant }],
        ['POST', create, { properties: grant }],
        ['POST', create, { ...grant, principalTenantId: 'other' }],
        ['POST', create, { ...grant, principalId: simulator.partner.clientId }],
      ] as const) {
        expect((await send(onboarder, method, path, body)).status).toBe(400);
      }

      const made = await send(onboarder, 'POST', create, grant);
      expect(made.status).toBe(200);
      expect(await readJson<Resource>(made)).toMatchObject({
        name: `${READER}_${grant.principalId}`,
        properties: grant,
      });
      expect((await send(onboarder, 'POST', create, grant)).status).toBe(409);

      // It counts from the third look of the application on.
      const app = await appToken();
      const seen = [await list(app), await list(app), await list(app)];
      expect(seen.map(({ length }) => length)).toEqual([0, 0, 1]);
      // Who reads may not assign.
      expect((await send(app, 'POST', create, grant)).status).toBe(403);

      const remove = `/${account!.name}/billingRoleAssignments/${READER}_${
        grant.principalId
      }`;
      expect((await send(onboarder, 'DELETE', remove)).status).toBe(200);
      expect((await send(onboarder, 'DELETE', remove)).status).toBe(204);
      expect(await list(app)).toEqual([]);
    },
  );

  it('are given under a name of the caller in an Enterprise Agreement, by an owner only', async () => {
    await start({ agreement: 'EnterpriseAgreement' });
    const onboarder = tokenOf('onboarder');
    const [account] = await list(onboarder);
    const definitions = await list(
      onboarder,
      `/${account!.name}/billingRoleDefinitions`,
    );
    expect(definitions).toContainEqual(
      expect.objectContaining({
        name: ENROLLMENT_READER,
        properties: { roleName: 'EnrollmentReader' },
      }),
    );
    const grant = grantOf(account!, ENROLLMENT_READER);
    const create = `/${account!.name}/createBillingRoleAssignment`;
    expect((await send(onboarder, 'POST', create, grant)).status).toBe(400);

    const name = '11111111-2222-3333-4444-555555555555';
    const put = (as: string, assignment: string) =>
      send(
        as,
        'PUT',
        `/${account!.name}/billingRoleAssignments/${assignment}`,
        { properties: grant },
      );
    // A Global Administrator has no say in an enrollment.
    expect((await put(tokenOf('sales-agent'), name)).status).toBe(403);
    const statuses = [
      (await put(onboarder, name)).status,
      (await put(onboarder, name)).status,
      (await put(onboarder, name.replace('1', '2'))).status,
    ];
    expect(statuses).toEqual([201, 200, 409]);
    expect(await list(await appToken())).toHaveLength(1);
    expect(simulator.tenant.billing.assignments).toHaveLength(1);
  });

  it('take a while when they are told to, and are refused without the right', async () => {
    await start();
    simulator.tenant.patch({ billing: { assignmentPolls: 1, accounts: 2 } });
    const accounts = await list(tokenOf('onboarder'));
    expect(accounts).toHaveLength(2);
    const second = accounts[1]!;
    const create = `/${second.name}/createBillingRoleAssignment`;
    const grant = grantOf(second, READER);
    const reader = tokenOf('no-mfa');
    const refused = await send(reader, 'POST', create, grant);
    expect(refused.status).toBe(403);
    expect(await readJson(refused)).toMatchObject({
      error: { code: 'UserNotAuthorized' },
    });
    const actions = [
      'Microsoft.Billing/billingAccounts/read',
      'Microsoft.Billing/billingAccounts/createBillingRoleAssignment/action',
    ];
    const decisions = async (token: string) =>
      readJson<Array<{ accessDecision: string }>>(
        await send(token, 'POST', `/${second.name}/checkAccess`, { actions }),
      );
    expect(
      (await decisions(reader)).map(({ accessDecision }) => accessDecision),
    ).toEqual(['Allowed', 'NotAllowed']);

    const admin = tokenOf('sales-agent');
    const accepted = await send(admin, 'POST', create, grant);
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get('retry-after')).toBe('0');
    const location = accepted.headers.get('location')!;
    expect((await send(admin, 'GET', location)).status).toBe(202);
    expect((await send(admin, 'GET', location)).status).toBe(200);
    // The role is on that account only.
    expect(await list(await appToken())).toMatchObject([{ name: second.name }]);
  });
});
