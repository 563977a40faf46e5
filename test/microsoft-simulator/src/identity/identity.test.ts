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

import { createHash, constants, sign } from 'node:crypto';
import { MicrosoftSimulator } from '../MicrosoftSimulator';
import {
  GRAPH_SCOPE,
  PARTNER_CENTER_SCOPE,
  readJson,
  TestClient,
} from '../testing/TestClient';
import { createCertificate } from './createCertificate';

const REDIRECT = 'http://localhost:7007/api/csp-costs/callback';
const DAY = 86_400_000;

interface TokenAnswer {
  access_token: string;
  refresh_token: string;
  id_token: string;
  client_info: string;
  error: string;
  error_description: string;
  error_codes: number[];
  suberror?: string;
}

describe('the simulated Entra', () => {
  const certificate = createCertificate();
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 5,
      certificatePem: certificate.certificatePem,
    });
    client = new TestClient(simulator);
  });
  afterEach(() => simulator.stop());

  const token = async (form: Record<string, string>, tenant?: string) => {
    const response = await client.requestToken(
      {
        client_id: simulator.partner.clientId,
        client_secret: simulator.partner.clientSecret,
        ...form,
      },
      tenant,
    );
    return {
      status: response.status,
      ...(await readJson<TokenAnswer>(response)),
    };
  };

  const claims = (jwt: string) =>
    JSON.parse(
      Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;

  /** Signs in with an account and returns the parameters of the redirect. */
  const signIn = async (
    account: string,
    extra: Record<string, string> = {},
  ) => {
    const query = new URLSearchParams({
      client_id: simulator.partner.clientId,
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: `https://api.partnercenter.microsoft.com/user_impersonation https://graph.microsoft.com/PartnerBilling.Read.All openid profile offline_access`,
      state: 'the state',
      nonce: 'the nonce',
      ...extra,
    });
    const url = `${simulator.url}/${simulator.partner.tenantId}/oauth2/v2.0/authorize?${query}`;
    const page = await (await fetch(url)).text();
    const href =
      new RegExp(`id="${account}" href="([^"]+)"`).exec(page)?.[1] ?? '';
    const response = await fetch(new URL(href.replace(/&amp;/g, '&'), url), {
      redirect: 'manual',
    });
    const location = response.headers.get('location') ?? '';
    expect(location.startsWith(REDIRECT)).toBe(true);
    return Object.fromEntries(new URL(location).searchParams);
  };

  const redeem = (
    code: string | undefined,
    extra: Record<string, string> = {},
  ) =>
    token({
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri: REDIRECT,
      scope:
        'https://api.partnercenter.microsoft.com/user_impersonation openid profile offline_access',
      ...extra,
    });

  it('gives an application token with roles for a client secret', async () => {
    const answer = await token({
      grant_type: 'client_credentials',
      scope: GRAPH_SCOPE,
    });
    expect(answer).toMatchObject({
      status: 200,
      token_type: 'Bearer',
      expires_in: 3599,
    });
    expect(answer.refresh_token).toBeUndefined();
    expect(claims(answer.access_token)).toMatchObject({
      aud: 'https://graph.microsoft.com',
      tid: simulator.partner.tenantId,
      appid: simulator.partner.clientId,
      roles: ['PartnerBilling.Read.All'],
    });
  });

  it.each([
    [
      'a wrong secret',
      { client_secret: 'wrong' },
      401,
      'invalid_client',
      7000215,
    ],
    ['no credential', { client_secret: '' }, 401, 'invalid_client', 7000218],
    [
      'an unknown client',
      { client_id: '11111111-1111-4111-8111-111111111111' },
      400,
      'unauthorized_client',
      700016,
    ],
    [
      'two resources',
      { scope: `${GRAPH_SCOPE} ${PARTNER_CENTER_SCOPE}` },
      400,
      'invalid_scope',
      700022,
    ],
    [
      'an unknown scope',
      { scope: 'https://graph.microsoft.com/Nothing.Read' },
      400,
      'invalid_scope',
      70011,
    ],
    [
      'an unknown resource',
      { scope: 'https://example.org/.default' },
      400,
      'invalid_resource',
      500011,
    ],
    [
      'a delegated scope for an application',
      { scope: 'https://graph.microsoft.com/User.Read' },
      400,
      'invalid_scope',
      1002012,
    ],
    [
      'an unknown grant',
      { grant_type: 'password' },
      400,
      'unsupported_grant_type',
      70003,
    ],
  ])(
    'refuses %s in the documented shape',
    async (_, form, status, error, code) => {
      const answer = await token({
        grant_type: 'client_credentials',
        scope: GRAPH_SCOPE,
        ...form,
      });
      expect(answer).toMatchObject({
        status,
        error,
        error_codes: [code],
        timestamp: '2026-11-14 09:00:00Z',
        trace_id: expect.any(String),
        correlation_id: expect.any(String),
      });
      expect(answer.error_description).toMatch(
        new RegExp(
          `^AADSTS${code}: .*\r\nTrace ID: .*\r\nCorrelation ID: .*\r\nTimestamp: `,
        ),
      );
    },
  );

  it('tells unknown, foreign and common tenants apart', async () => {
    const form = { grant_type: 'client_credentials', scope: GRAPH_SCOPE };
    const customer = simulator.customers[0]?.id ?? '';
    expect(await token(form, 'nowhere.example')).toMatchObject({
      status: 400,
      error_codes: [90002],
    });
    expect(await token(form, 'common')).toMatchObject({
      status: 400,
      error_codes: [50194],
    });
    expect(await token(form, customer)).toMatchObject({
      status: 400,
      error_codes: [700016],
    });
    expect(
      await token({ ...form, grant_type: 'refresh_token' }, customer),
    ).toMatchObject({
      error_codes: [90099],
    });
  });

  it('accepts a client assertion only when everything about it is right', async () => {
    const { clientId, tenantId } = simulator.partner;
    const seconds = Math.floor(Date.now() / 1000);
    const assert = (
      change: {
        alg?: string;
        head?: object;
        claims?: object;
        key?: string;
      } = {},
    ) => {
      const alg = change.alg ?? 'PS256';
      const encode = (value: object) =>
        Buffer.from(JSON.stringify(value)).toString('base64url');
      const thumbprint = Buffer.from(
        certificate.thumbprintSha256,
        'hex',
      ).toString('base64url');
      const data = `${encode({
        alg,
        typ: 'JWT',
        'x5t#S256': thumbprint,
        ...change.head,
      })}.${encode({
        aud: `${simulator.url}/${tenantId}/oauth2/v2.0/token`,
        iss: clientId,
        sub: clientId,
        nbf: seconds,
        exp: seconds + 600,
        jti: 'one',
        ...change.claims,
      })}`;
      const key = change.key ?? certificate.privateKeyPem;
      const signature =
        alg === 'PS256'
          ? sign('sha256', Buffer.from(data), {
              key,
              padding: constants.RSA_PKCS1_PSS_PADDING,
              saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
            })
          : sign('sha256', Buffer.from(data), key);
      return client
        .requestToken({
          grant_type: 'client_credentials',
          client_id: clientId,
          scope: GRAPH_SCOPE,
          client_assertion_type:
            'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: `${data}.${signature.toString('base64url')}`,
        })
        .then(async response => ({
          status: response.status,
          ...(await readJson<TokenAnswer>(response)),
        }));
    };
    expect(await assert()).toMatchObject({ status: 200 });
    expect(await assert({ alg: 'RS256' })).toMatchObject({ status: 200 });
    const refused = {
      status: 401,
      error: 'invalid_client',
      error_codes: [700027],
    };
    expect(
      await assert({ key: createCertificate().privateKeyPem }),
    ).toMatchObject(refused);
    expect(await assert({ head: { 'x5t#S256': 'another' } })).toMatchObject(
      refused,
    );
    expect(
      await assert({ claims: { aud: 'https://example.org/token' } }),
    ).toMatchObject(refused);
    expect(await assert({ claims: { iss: 'somebody else' } })).toMatchObject(
      refused,
    );
    expect(await assert({ claims: { exp: seconds - 3600 } })).toMatchObject(
      refused,
    );
  });

  it('signs an administrator in with PKCE and gives tokens with an MFA claim', async () => {
    const verifier = 'a verifier that is long enough to be one of them';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const answer = await signIn('billing-agent', {
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    expect(answer.state).toBe('the state');
    const wrong = await redeem(answer.code, { code_verifier: 'another' });
    expect(wrong).toMatchObject({
      status: 400,
      error: 'invalid_grant',
      error_codes: [501481],
    });
    const tokens = await redeem(answer.code, { code_verifier: verifier });
    expect(tokens.status).toBe(200);
    expect(claims(tokens.id_token)).toMatchObject({
      nonce: 'the nonce',
      tid: simulator.partner.tenantId,
    });
    expect(claims(tokens.access_token)).toMatchObject({
      aud: 'https://api.partnercenter.microsoft.com',
      scp: 'user_impersonation',
      amr: ['pwd', 'mfa'],
    });
    expect(
      JSON.parse(Buffer.from(tokens.client_info, 'base64url').toString()),
    ).toEqual({
      uid: expect.any(String),
      utid: simulator.partner.tenantId,
    });
    expect(
      await redeem(answer.code, { code_verifier: verifier }),
    ).toMatchObject({
      status: 400,
      error: 'invalid_grant',
      error_codes: [54005],
    });
  });

  it('forgets a code after ten minutes', async () => {
    const { code } = await signIn('billing-agent');
    simulator.clock.advance(601_000);
    expect(await redeem(code)).toMatchObject({
      error: 'invalid_grant',
      error_codes: [70008],
    });
  });

  it.each([
    ['needs-approval', 'interaction_required', 90094],
    ['personal', 'invalid_grant', 50020],
    ['declines', 'access_denied', 65004],
  ])('sends %s back with %s', async (account, error, code) => {
    const answer = await signIn(account);
    expect(answer).toMatchObject({ error, state: 'the state' });
    expect(answer.error_description).toContain(`AADSTS${code}:`);
    expect(answer.code).toBeUndefined();
  });

  it('rolls refresh tokens for 90 days and serves every resource with them', async () => {
    const { code } = await signIn('billing-agent');
    const first = (await redeem(code)).refresh_token;
    const refresh = (refreshToken: string) =>
      token({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        scope:
          'https://graph.microsoft.com/PartnerBilling.Read.All offline_access',
      });
    simulator.clock.advance(89 * DAY);
    const second = await refresh(first);
    expect(claims(second.access_token)).toMatchObject({
      aud: 'https://graph.microsoft.com',
    });
    expect(second.refresh_token).not.toBe(first);
    expect(await refresh(first)).toMatchObject({ status: 200 });
    simulator.clock.advance(2 * DAY);
    expect(await refresh(second.refresh_token)).toMatchObject({ status: 200 });
    const dead = { status: 400, error: 'invalid_grant', error_codes: [700082] };
    const plain = await refresh(first);
    expect(plain).toMatchObject(dead);
    expect(plain.suberror).toBeUndefined();
    expect(await refresh(first)).toMatchObject({
      ...dead,
      suberror: 'bad_token',
    });
    expect(await refresh('1.made.up')).toMatchObject({
      error: 'invalid_grant',
      error_codes: [70000],
    });
  });

  it('lets a user without MFA or without the role in, but not to the data', async () => {
    const ask = async (account: string, path: string) => {
      const { code } = await signIn(account);
      const { access_token } = await redeem(code);
      const response = await fetch(`${simulator.url}${path}`, {
        headers: {
          authorization: `Bearer ${access_token}`,
          ValidateMfa: 'true',
        },
      });
      const body = response.ok
        ? undefined
        : await readJson<{ code: string }>(response);
      return [
        response.status,
        response.headers.get('isMfaCompliant'),
        body?.code,
      ];
    };
    expect(await ask('billing-agent', '/v1/profiles/organization')).toEqual([
      200,
      'true',
      undefined,
    ]);
    expect(await ask('no-mfa', '/v1/profiles/organization')).toEqual([
      401,
      'false',
      '900421',
    ]);
    expect(await ask('sales-agent', '/v1/customers?size=2')).toEqual([
      200,
      'true',
      undefined,
    ]);
    expect(await ask('sales-agent', '/v1/invoices?size=2&offset=0')).toEqual([
      403,
      'true',
      '900150',
    ]);
  });

  it('never redirects to an address that is not registered', async () => {
    const strict = await MicrosoftSimulator.start({
      customers: 1,
      redirectUris: [REDIRECT],
    });
    try {
      const ask = (redirectUri: string) =>
        fetch(
          `${strict.url}/${
            strict.partner.tenantId
          }/oauth2/v2.0/authorize?${new URLSearchParams({
            client_id: strict.partner.clientId,
            response_type: 'code',
            redirect_uri: redirectUri,
            scope: 'openid',
            prompt: 'none',
          })}`,
          { redirect: 'manual' },
        );
      const refused = await ask('https://example.org/');
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('AADSTS50011');
      const silent = new URL(
        (await ask(REDIRECT)).headers.get('location') ?? '',
      );
      expect(silent.searchParams.get('error')).toBe('login_required');
    } finally {
      await strict.stop();
    }
  });

  it('publishes metadata whose endpoints are its own', async () => {
    const { tenantId } = simulator.partner;
    const response = await fetch(
      `${simulator.url}/${tenantId}/v2.0/.well-known/openid-configuration`,
    );
    expect(await response.json()).toMatchObject({
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      token_endpoint: `${simulator.url}/${tenantId}/oauth2/v2.0/token`,
      authorization_endpoint: `${simulator.url}/${tenantId}/oauth2/v2.0/authorize`,
    });
  });
});
