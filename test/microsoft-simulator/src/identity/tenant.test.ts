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
import {
  GRAPH_SCOPE,
  PARTNER_CENTER_SCOPE,
  readJson,
  TestClient,
} from '../testing/TestClient';
import type { AccountKey } from './accounts';
import { createFederatedIssuer } from './createFederatedIssuer';

const REDIRECT = 'http://localhost:3000/callback';
const SCOPES = [
  'https://api.partnercenter.microsoft.com/user_impersonation',
  'https://graph.microsoft.com/PartnerBilling.Read.All',
  'https://management.azure.com/user_impersonation',
];
const DAY_MS = 24 * 60 * 60_000;

interface TokenAnswer {
  access_token?: string;
  refresh_token?: string;
  scope?: string;
  error_codes?: number[];
  suberror?: string;
}

describe('the tenant', () => {
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 2,
      months: 1,
    });
    client = new TestClient(simulator);
  });

  afterEach(() => simulator.stop());

  async function ask(form: Record<string, string>): Promise<TokenAnswer> {
    return readJson(
      await client.requestToken({
        client_id: simulator.partner.clientId,
        ...(form.client_assertion
          ? {}
          : { client_secret: simulator.partner.clientSecret }),
        ...form,
      }),
    );
  }

  function forApp(form: Record<string, string> = {}) {
    return ask({
      grant_type: 'client_credentials',
      scope: GRAPH_SCOPE,
      ...form,
    });
  }

  function refresh(refreshToken: string, scope = PARTNER_CENTER_SCOPE) {
    return ask({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      scope: `${scope} offline_access`,
    });
  }

  /** Where the sign-in page leads an account. */
  async function signIn(account: AccountKey, scopes = SCOPES): Promise<URL> {
    const { tenantId, clientId } = simulator.partner;
    const response = await fetch(
      `${simulator.url}/${tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(
        {
          client_id: clientId,
          response_type: 'code',
          redirect_uri: REDIRECT,
          scope: [...scopes, 'offline_access'].join(' '),
          simulated_account: account,
        },
      )}`,
      { redirect: 'manual' },
    );
    return new URL(response.headers.get('location') ?? 'http://no.answer');
  }

  async function refreshTokenOf(account: AccountKey): Promise<string> {
    const code = (await signIn(account)).searchParams.get('code') ?? '';
    const answer = await ask({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      scope: `${SCOPES[0]} offline_access`,
    });
    return answer.refresh_token ?? '';
  }

  async function as(token: string | undefined, path: string) {
    return fetch(`${simulator.url}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  }

  it('knows secrets that expire, and applications that are disabled', async () => {
    simulator.tenant.patch({
      clientSecrets: [
        {
          value: simulator.partner.clientSecret,
          expiresAt: '2026-11-15T00:00:00Z',
        },
        { value: 'the-next-one' },
      ],
    });
    expect((await forApp()).access_token).toBeDefined();
    simulator.clock.advance(DAY_MS);
    expect((await forApp()).error_codes).toEqual([7000222]);
    expect(
      (await forApp({ client_secret: 'the-next-one' })).access_token,
    ).toBeDefined();
    simulator.tenant.patch({ enabled: false });
    expect((await forApp()).error_codes).toEqual([7000112]);
  });

  it('trusts a workload whose federated credential it has', async () => {
    const { credential, token } = createFederatedIssuer('system:portal');
    const assertion = {
      client_assertion_type:
        'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: token(),
    };
    expect((await forApp(assertion)).error_codes).toEqual([700211]);
    simulator.tenant.federatedCredentials = [credential];
    expect((await forApp(assertion)).access_token).toBeDefined();
    simulator.tenant.federatedCredentials = [
      { ...credential, subject: 'system:another' },
    ];
    expect((await forApp(assertion)).error_codes).toEqual([700213]);
    simulator.tenant.federatedCredentials = [
      createFederatedIssuer('system:portal').credential,
    ];
    expect((await forApp(assertion)).error_codes).toEqual([7000272]);
  });

  it('gives tokens for what was consented only', async () => {
    const refreshToken = await refreshTokenOf('billing-agent');
    const answer = await refresh(
      refreshToken,
      'https://management.azure.com/.default',
    );
    expect(answer.scope).toContain('user_impersonation');
    expect(
      await refresh(refreshToken, 'https://api.partner.microsoft.com/.default'),
    ).toMatchObject({ error_codes: [65001], suberror: 'consent_required' });
    simulator.tenant.revokeConsent();
    expect((await refresh(refreshToken)).error_codes).toEqual([65001]);
  });

  it('lets an administrator approve for everybody', async () => {
    expect(
      (await signIn('needs-approval')).searchParams.get('error_description'),
    ).toContain('AADSTS90094');
    const { tenantId, clientId } = simulator.partner;
    const url = `${
      simulator.url
    }/${tenantId}/v2.0/adminconsent?${new URLSearchParams({
      client_id: clientId,
      scope: SCOPES.join(' '),
      redirect_uri: REDIRECT,
      state: 'x',
    })}`;
    expect(await (await fetch(url)).text()).toContain('id="approve"');
    const declined = await fetch(`${url}&simulated_decision=decline`, {
      redirect: 'manual',
    });
    expect(declined.headers.get('location')).toContain('AADSTS65004');
    const approved = await fetch(`${url}&simulated_decision=approve`, {
      redirect: 'manual',
    });
    expect(
      new URL(approved.headers.get('location')!).searchParams.get(
        'admin_consent',
      ),
    ).toBe('True');
    expect(
      (await signIn('needs-approval')).searchParams.get('code'),
    ).toBeTruthy();
  });

  it('ends sessions, and by the clock', async () => {
    const first = await refreshTokenOf('billing-agent');
    const second = (await refresh(first)).refresh_token!;
    expect((await refresh(first)).refresh_token).toBeDefined();
    simulator.tenant.resetPassword('billing-agent');
    expect((await refresh(second)).error_codes).toEqual([50173]);
    const later = await refreshTokenOf('billing-agent');
    simulator.tenant.account('billing-agent').disabled = true;
    expect((await refresh(later)).error_codes).toEqual([50057]);
    simulator.tenant.account('billing-agent').disabled = false;
    simulator.clock.advance(91 * DAY_MS);
    expect((await refresh(later)).error_codes).toEqual([700082]);
  });

  it('can be stricter than Microsoft about refresh tokens', async () => {
    simulator.tenant.refreshTokenReuse = 'refused';
    const first = await refreshTokenOf('billing-agent');
    expect((await refresh(first)).refresh_token).toBeDefined();
    expect((await refresh(first)).error_codes).toEqual([70008]);
  });

  it('decides by roles who reads what', async () => {
    const token = (await refresh(await refreshTokenOf('billing-agent')))
      .access_token;
    const account = simulator.tenant.account('billing-agent');
    const statuses = async () =>
      Promise.all(
        ['/v1/customers?size=1', '/v1/invoices?size=1'].map(
          async path => (await as(token, path)).status,
        ),
      );
    for (const [roles, expected] of [
      [
        ['billing-admin', 'sales-agent'],
        [200, 200],
      ],
      [
        ['global-admin', 'admin-agent'],
        [200, 200],
      ],
      [
        ['global-admin', 'sales-agent'],
        [200, 403],
      ],
      [['billing-admin'], [403, 200]],
      [['helpdesk-agent'], [403, 403]],
    ] as const) {
      account.roles = [...roles];
      expect([roles, await statuses()]).toEqual([roles, expected]);
    }
    account.roles = ['admin-agent'];
    account.pimEligibleOnly = true;
    expect(await statuses()).toEqual([403, 403]);
    simulator.tenant.registeredInPartnerCenter = false;
    expect(await statuses()).toEqual([401, 401]);
  });

  it('shows billing accounts to those with a role', async () => {
    const { access_token: token } = await forApp({
      scope: 'https://management.azure.com/.default',
    });
    const path =
      '/providers/Microsoft.Billing/billingAccounts?api-version=2024-04-01';
    const accounts = await readJson<{ value: Array<{ id: string }> }>(
      await as(token, path),
    );
    expect(accounts.value).toHaveLength(1);
    const assignments = await as(
      token,
      `${accounts.value[0]!.id}/billingRoleAssignments?api-version=2024-04-01`,
    );
    expect(assignments.status).toBe(200);
    simulator.tenant.billingRoleAssigned = false;
    expect(await readJson(await as(token, path))).toEqual({ value: [] });
    expect(
      (await as(token, path.replace('2024-04-01', '2019-01-01'))).status,
    ).toBe(400);
    expect((await as('x', path)).status).toBe(401);
  });

  it('gives exchange rates to people with a pricing role', async () => {
    const scope = 'https://api.partner.microsoft.com/.default';
    const path = "/v1.0/sales/fxrates(Month='202610')/$value";
    const { access_token: appToken } = await forApp({ scope });
    expect((await as(appToken, path)).status).toBe(400);
    const code = (
      await signIn('billing-agent', [
        'https://api.partner.microsoft.com/user_impersonation',
      ])
    ).searchParams.get('code');
    const { access_token: token } = await ask({
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri: REDIRECT,
      scope: 'https://api.partner.microsoft.com/user_impersonation',
    });
    // Node's own header has "deflate", which here means an archive.
    const archive = Buffer.from(await (await as(token, path)).arrayBuffer());
    expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    simulator.tenant.account('billing-agent').roles = ['billing-admin'];
    expect((await as(token, path)).status).toBe(403);
    simulator.tenant.patch({ servicePrincipals: { partnerApi: false } });
    expect((await forApp({ scope })).error_codes).toEqual([500011]);
  });

  it('can be changed over HTTP, by known fields only', async () => {
    const change = (patch: object) =>
      fetch(`${simulator.url}/admin/tenant`, {
        method: 'POST',
        body: JSON.stringify(patch),
      });
    expect(
      await readJson(
        await change({
          redirectUris: [REDIRECT],
          accounts: { 'no-mfa': { amr: ['pwd', 'mfa'] } },
        }),
      ),
    ).toMatchObject({
      redirectUris: [REDIRECT],
      accounts: { 'no-mfa': { amr: ['pwd', 'mfa'] } },
    });
    for (const [patch, message] of [
      [{ colour: 'red' }, '\\"colour\\"'],
      [{ accounts: { nobody: {} } }, '\\"nobody\\"'],
      [{ accounts: { 'no-mfa': { roles: ['king'] } } }, 'no-mfa'],
      [{ certificates: ['not a certificate'] }, 'public key in PEM'],
      [{ consented: ['openid .default'] }, 'a delegated permission such as'],
    ] as const) {
      const response = await change(patch);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(message);
    }
  });
});
