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

import { createHash, sign, X509Certificate } from 'node:crypto';
import {
  createCertificate,
  type Certificate,
} from '../identity/createCertificate';
import { createFederatedIssuer } from '../identity/createFederatedIssuer';
import type { AccountKey } from '../identity/accounts';
import { MicrosoftSimulator } from '../MicrosoftSimulator';
import { GRAPH_SCOPE, readJson, TestClient } from '../testing/TestClient';

const GRAPH = '00000003-0000-0000-c000-000000000000';
const PARTNER_CENTER = 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd';
const BILLING_ROLE = '7c3e1994-38ff-4412-a99b-9369f6bb7706';
const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const REDIRECT = 'http://localhost:7007/api/csp-costs/callback';
const NAME = "/applications(uniqueName='csp-costs-collector')";
const BILLING_PATH = '/v1.0/reports/partners/billing/operations/none';

interface Answer {
  status: number;
  id: string;
  appId: string;
  value: Array<Record<string, unknown>>;
  error: {
    code: string;
    message: string;
    details?: Array<{ code: string }>;
    innerError?: object;
  };
  [property: string]: unknown;
}

describe('the simulated directory', () => {
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({
      now: new Date('2026-11-14T09:00:00Z'),
      customers: 3,
      applicationRegistered: false,
      partnerName: 'Egret Cloud B.V.',
    });
    client = new TestClient(simulator);
  });
  afterEach(() => simulator.stop());

  const graph = async (
    call: string,
    body?: object,
    { as = 'onboarder', prefer }: { as?: AccountKey; prefer?: string } = {},
  ): Promise<Answer> => {
    const [method = '', path = ''] = call.split(/ (.*)/);
    const response = await fetch(`${simulator.url}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${simulator.issueOperatorTokens(as).graph}`,
        'content-type': 'application/json',
        ...(prefer ? { prefer } : {}),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return {
      ...(text === '' ? {} : JSON.parse(text)),
      status: response.status,
    };
  };

  const token = async (form: Record<string, string>) => {
    const response = await client.requestToken({
      grant_type: 'client_credentials',
      scope: GRAPH_SCOPE,
      ...form,
    });
    return readJson<{
      access_token: string;
      refresh_token?: string;
      error?: string;
      error_codes?: number[];
      scope?: string;
    }>(response);
  };

  /** Signs in as an application with a certificate. */
  const prove = (appId: string, certificate: Certificate) => {
    const encode = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const { raw } = new X509Certificate(certificate.certificatePem);
    const data = `${encode({
      alg: 'RS256',
      'x5t#S256': createHash('sha256').update(raw).digest('base64url'),
    })}.${encode({
      iss: appId,
      sub: appId,
      aud: `${simulator.url}/${simulator.partner.tenantId}/oauth2/v2.0/token`,
      exp: now + 300,
    })}`;
    const signature = sign(
      'sha256',
      Buffer.from(data),
      certificate.privateKeyPem,
    );
    return token({
      client_id: appId,
      client_assertion: `${data}.${signature.toString('base64url')}`,
    });
  };

  const claimsOf = (jwt: string) =>
    JSON.parse(
      Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;

  const upsert = (body: object = {}, as: AccountKey = 'onboarder') =>
    graph(
      `PATCH ${NAME}`,
      { displayName: 'Collector', web: { redirectUris: [REDIRECT] }, ...body },
      { as, prefer: 'create-if-missing' },
    );

  const admin = async (path: string) =>
    readJson<Record<string, Array<Record<string, unknown>>>>(
      await fetch(`${simulator.url}/admin/${path}`),
    );

  it('makes an application that collects, once, whatever is repeated', async () => {
    const { partner } = simulator;
    expect(partner).toMatchObject({
      name: 'Egret Cloud B.V.',
      domain: 'heronsgate.onmicrosoft.com',
    });
    // Nobody has registered anything yet, and not every API is there.
    expect(
      await token({
        client_id: partner.clientId,
        client_secret: partner.clientSecret,
      }),
    ).toMatchObject({ error_codes: [700016] });
    expect((await graph('GET /applications')).value).toEqual([]);
    expect((await graph(`PATCH ${NAME}`, { displayName: 'x' })).status).toBe(
      404,
    );
    const made = await upsert({
      requiredResourceAccess: [
        {
          resourceAppId: GRAPH,
          resourceAccess: [{ id: BILLING_ROLE, type: 'Role' }],
        },
      ],
    });
    expect(made).toMatchObject({
      status: 201,
      displayName: 'Collector',
      uniqueName: 'csp-costs-collector',
      web: { redirectUris: [REDIRECT] },
    });
    expect((await upsert()).status).toBe(204);
    expect(
      (
        await graph(
          `GET /applications?$filter=${encodeURIComponent(
            "displayName eq 'Collector'",
          )}&$select=id,appId`,
        )
      ).value,
    ).toEqual([{ id: made.id, appId: made.appId }]);

    const principal = await graph('POST /servicePrincipals', {
      appId: made.appId,
    });
    expect(principal.status).toBe(201);
    expect(
      await graph('POST /servicePrincipals', { appId: made.appId }),
    ).toMatchObject({
      status: 409,
      error: { code: 'Request_MultipleObjectsWithSameKeyValue' },
    });
    const missing = `/servicePrincipals(appId='${PARTNER_CENTER}')`;
    expect((await graph(`GET ${missing}`)).status).toBe(404);
    await graph('POST /servicePrincipals', { appId: PARTNER_CENTER });
    const center = await graph(`GET ${missing}`);
    const [api] = (
      await graph(
        `GET /servicePrincipals?$filter=${encodeURIComponent(
          `appId eq '${GRAPH}'`,
        )}&$select=id,appRoles`,
      )
    ).value;
    expect(Object.keys(api ?? {})).toEqual(['id', 'appRoles']);

    const assignment = {
      principalId: principal.id,
      resourceId: api?.id,
      appRoleId: BILLING_ROLE,
    };
    const path = `/servicePrincipals/${String(api?.id)}/appRoleAssignedTo`;
    expect((await graph(`POST ${path}`, assignment)).status).toBe(201);
    expect(await graph(`POST ${path}`, assignment)).toMatchObject({
      status: 400,
      error: {
        code: 'Request_BadRequest',
        message: 'Permission being assigned already exists on the object',
      },
    });
    expect(
      (await graph(`GET /servicePrincipals/${principal.id}/appRoleAssignments`))
        .value,
    ).toMatchObject([{ appRoleId: BILLING_ROLE, resourceId: api?.id }]);
    const grant = {
      clientId: principal.id,
      consentType: 'AllPrincipals',
      principalId: null,
      resourceId: center.id,
      scope: 'user_impersonation',
    };
    const granted = await graph('POST /oauth2PermissionGrants', grant);
    expect(granted.status).toBe(201);
    expect((await graph('POST /oauth2PermissionGrants', grant)).status).toBe(
      409,
    );
    expect(
      (
        await graph(`PATCH /oauth2PermissionGrants/${granted.id}`, {
          scope: 'nothing.at.all',
        })
      ).status,
    ).toBe(400);
    expect(
      (
        await graph(
          `GET /oauth2PermissionGrants?$filter=${encodeURIComponent(
            `clientId eq '${principal.id}' and consentType eq 'AllPrincipals'`,
          )}`,
        )
      ).value,
    ).toMatchObject([{ id: granted.id, scope: 'user_impersonation' }]);

    const added = await graph(`POST /applications/${made.id}/addPassword`, {
      passwordCredential: {
        displayName: 'csp-costs a',
        endDateTime: '2027-05-01T00:00:00Z',
      },
    });
    const secret = String(added.secretText);
    const answer = await token({
      client_id: made.appId,
      client_secret: secret,
    });
    expect(claimsOf(answer.access_token)).toMatchObject({
      appid: made.appId,
      oid: principal.id,
      tid: partner.tenantId,
      roles: ['PartnerBilling.Read.All'],
    });
    const billing = () =>
      fetch(`${simulator.url}${BILLING_PATH}`, {
        headers: { authorization: `Bearer ${answer.access_token}` },
      });
    expect((await billing()).status).toBe(404);
    // The application itself may not change the directory.
    const own = await fetch(`${simulator.url}/v1.0/applications`, {
      headers: { authorization: `Bearer ${answer.access_token}` },
    });
    expect(own.status).toBe(403);

    const dump = await admin('directory');
    expect(JSON.stringify(dump)).not.toContain(secret);
    expect(dump.applications).toMatchObject([
      { appId: made.appId, passwordCredentials: [{ name: 'csp-costs a' }] },
    ]);
    expect(dump.appRoleAssignments).toHaveLength(1);
    expect(dump.oauth2PermissionGrants).toHaveLength(1);
    expect(simulator.requests.writes).toBe(12);
    expect(await admin('requests')).toMatchObject({ writes: 12 });
    simulator.requests.clear();
    await graph('GET /me');
    expect(simulator.requests.writes).toBe(0);

    // All that hangs on an application goes with it; its name later.
    expect((await graph(`DELETE /applications/${made.id}`)).status).toBe(204);
    expect((await graph(`DELETE /applications/${made.id}`)).status).toBe(404);
    expect(await admin('directory')).toMatchObject({
      applications: [],
      appRoleAssignments: [],
      oauth2PermissionGrants: [],
    });
    expect((await billing()).status).toBe(401);
    expect((await upsert()).error.details).toMatchObject([
      { code: 'ObjectConflict' },
    ]);
    await graph(`DELETE /directory/deletedItems/${made.id}`);
    expect((await upsert()).status).toBe(201);
  });

  it('takes certificates, secrets and workloads, unless a policy forbids them', async () => {
    const { id, appId } = await upsert();
    await graph('POST /servicePrincipals', { appId });
    const application = `/applications/${id}`;
    const [first, second] = [createCertificate(), createCertificate()];
    const entry = (certificate: { certificatePem: string }) => ({
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      key: new X509Certificate(certificate.certificatePem).raw.toString(
        'base64',
      ),
    });
    const keys = async (): Promise<Array<Record<string, unknown>>> =>
      (await graph(`GET ${application}?$select=keyCredentials`))
        .keyCredentials as Array<Record<string, unknown>>;
    const put = (keyCredentials: object[]) =>
      graph(`PATCH ${application}`, { keyCredentials });
    expect((await put([entry(first)])).status).toBe(204);
    const [kept] = await keys();
    expect(kept?.key).toBe(entry(first).key);
    expect((await graph(`GET ${application}`)).keyCredentials).toMatchObject([
      { keyId: kept?.keyId, key: null },
    ]);
    // An entry without its bytes stays; one that is not listed goes.
    const { key: _, ...withoutKey } = kept ?? {};
    await put([withoutKey, entry(second)]);
    expect((await keys()).map(one => one.key)).toEqual([
      entry(first).key,
      entry(second).key,
    ]);
    expect((await prove(appId, first)).access_token).toBeDefined();
    await put([entry(second)]);
    expect((await keys()).map(one => one.key)).toEqual([entry(second).key]);
    expect((await prove(appId, second)).access_token).toBeDefined();
    expect((await prove(appId, first)).error_codes).toEqual([700027]);
    for (const wrong of [
      { ...entry(first), key: 'bm90aGluZw==' },
      { ...entry(first), endDateTime: '2999-01-01T00:00:00Z' },
      { ...withoutKey },
    ]) {
      expect((await put([wrong])).status).toBe(400);
    }
    expect(await keys()).toHaveLength(1);

    const password = await graph(`POST ${application}/addPassword`, {});
    const shown = await graph(`GET ${application}`);
    expect(JSON.stringify(shown)).not.toContain(password.secretText);
    expect(shown.passwordCredentials).toMatchObject([
      { keyId: password.keyId, secretText: null },
    ]);
    const remove = () =>
      graph(`POST ${application}/removePassword`, { keyId: password.keyId });
    expect([(await remove()).status, (await remove()).status]).toEqual([
      204, 400,
    ]);

    const workload = createFederatedIssuer('system:serviceaccount:costs:api');
    const federated = {
      name: 'cluster',
      issuer: workload.credential.issuer,
      subject: workload.credential.subject,
      audiences: ['api://AzureADTokenExchange'],
    };
    const path = `${application}/federatedIdentityCredentials`;
    const assertion = () =>
      token({
        client_id: appId,
        client_assertion_type:
          'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: workload.token(),
      });
    const trusted = await graph(`POST ${path}`, federated);
    expect(trusted.status).toBe(201);
    // Until the simulator knows the issuer's key, nothing that it signs is good.
    expect((await assertion()).error_codes).toEqual([7000272]);
    simulator.tenant.patch({
      directory: {
        issuers: {
          [workload.credential.issuer]: workload.credential.publicKeyPem ?? '',
        },
      },
    });
    expect((await assertion()).access_token).toBeDefined();
    for (const [change, status] of [
      [{}, 409],
      [{ name: 'other' }, 409],
      [{ subject: 'else' }, 409],
      [{ name: 'other', subject: 'else', audiences: ['api://x'] }, 400],
      [{ name: 'other', subject: 'else', colour: 'red' }, 400],
    ] as const) {
      expect([
        change,
        (await graph(`POST ${path}`, { ...federated, ...change })).status,
      ]).toEqual([change, status]);
    }
    expect((await graph(`DELETE ${path}/${trusted.id}`)).status).toBe(204);
    expect((await assertion()).error_codes).toEqual([700211]);

    simulator.tenant.patch({
      directory: {
        secretsForbidden: true,
        certificatesForbidden: true,
        issuerForbidden: true,
      },
    });
    for (const answer of [
      await graph(`POST ${application}/addPassword`, {}),
      await put([entry(first)]),
    ]) {
      expect(answer.error.message).toContain(
        'Credential type not allowed as per assigned policy',
      );
    }
    expect((await graph(`POST ${path}`, federated)).error.message).toContain(
      'not allowed',
    );
    expect(
      await graph('GET /policies/defaultAppManagementPolicy'),
    ).toMatchObject({
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [
          { restrictionType: 'passwordAddition', state: 'enabled' },
        ],
      },
    });
    // What is there already is not touched by a policy.
    expect((await put(await keys())).status).toBe(204);
  });

  it('asks for roles of Entra, and lets an administrator finish by link', async () => {
    const me = async (as: AccountKey) =>
      (
        await graph(
          'GET /me/transitiveMemberOf/microsoft.graph.directoryRole',
          undefined,
          { as },
        )
      ).value.map(one => one.displayName);
    expect(await me('onboarder')).toEqual(['Global Administrator']);
    expect(await me('app-admin')).toEqual(['Application Administrator']);
    expect(await me('billing-agent')).toEqual([]);
    expect((await graph('GET /organization')).value).toMatchObject([
      { id: simulator.partner.tenantId },
    ]);
    expect(await upsert({}, 'billing-agent')).toMatchObject({
      status: 403,
      error: {
        code: 'Authorization_RequestDenied',
        message: 'Insufficient privileges to complete the operation.',
        innerError: { 'request-id': expect.any(String) },
      },
    });
    await graph('POST /servicePrincipals', { appId: PARTNER_CENTER });
    const center = await graph(
      `GET /servicePrincipals(appId='${PARTNER_CENTER}')`,
    );
    const api = await graph(`GET /servicePrincipals(appId='${GRAPH}')`);
    const scopes = center.oauth2PermissionScopes as Array<{ id: string }>;
    const { appId } = await upsert(
      {
        requiredResourceAccess: [
          {
            resourceAppId: GRAPH,
            resourceAccess: [{ id: BILLING_ROLE, type: 'Role' }],
          },
          {
            resourceAppId: PARTNER_CENTER,
            resourceAccess: [{ id: scopes[0]?.id, type: 'Scope' }],
          },
        ],
      },
      'app-admin',
    );
    const principal = await graph(
      'POST /servicePrincipals',
      { appId },
      { as: 'app-admin' },
    );
    expect(principal.status).toBe(201);
    const refused = [
      await graph(
        `POST /servicePrincipals/${api.id}/appRoleAssignedTo`,
        {
          principalId: principal.id,
          resourceId: api.id,
          appRoleId: BILLING_ROLE,
        },
        { as: 'app-admin' },
      ),
      await graph(
        'POST /oauth2PermissionGrants',
        {
          clientId: principal.id,
          consentType: 'AllPrincipals',
          resourceId: center.id,
          scope: 'user_impersonation',
        },
        { as: 'app-admin' },
      ),
    ];
    expect(refused.map(one => one.status)).toEqual([403, 403]);
    const approved = await fetch(
      `${simulator.url}/${simulator.partner.tenantId}/adminconsent?client_id=${appId}&simulated_decision=approve`,
      { redirect: 'manual' },
    );
    expect(approved.headers.get('location')).toContain(
      `${REDIRECT}?admin_consent=True`,
    );
    expect(await admin('directory')).toMatchObject({
      appRoleAssignments: [{ appRole: 'PartnerBilling.Read.All' }],
      oauth2PermissionGrants: [{ scope: 'user_impersonation' }],
    });
    simulator.tenant.patch({
      accounts: {
        'app-admin': { directoryRoles: [], roles: [] },
        onboarder: { pimEligibleOnly: true },
      },
    });
    expect((await upsert({}, 'app-admin')).status).toBe(403);
    expect((await upsert()).status).toBe(403);
  });

  it('is late as often as it is told to be', async () => {
    simulator.tenant.patch({ directory: { lag: 2 } });
    const { id, appId } = await upsert();
    // The unique name is never late: nothing is made twice.
    expect((await upsert()).status).toBe(204);
    const principals = [
      await graph('POST /servicePrincipals', { appId }),
      await graph('POST /servicePrincipals', { appId }),
      await graph('POST /servicePrincipals', { appId }),
    ];
    expect(principals).toMatchObject([
      {
        status: 403,
        error: { message: expect.stringContaining('in the local tenant') },
      },
      {
        status: 400,
        error: { details: [{ code: 'NoBackingApplicationObject' }] },
      },
      { status: 201 },
    ]);
    const principalId = principals[2]?.id ?? '';
    const api = await graph(`GET /servicePrincipals(appId='${GRAPH}')`);
    const assign = () =>
      graph(`POST /servicePrincipals/${api.id}/appRoleAssignedTo`, {
        principalId,
        resourceId: api.id,
        appRoleId: BILLING_ROLE,
      });
    expect((await assign()).error.message).toContain(
      'Not a valid reference update',
    );
    const grant = () =>
      graph('POST /oauth2PermissionGrants', {
        clientId: principalId,
        consentType: 'AllPrincipals',
        resourceId: api.id,
        scope: 'PartnerBilling.Read.All',
      });
    expect((await grant()).error.code).toBe('Directory_ObjectNotFound');
    expect((await grant()).status).toBe(201);
    expect((await assign()).status).toBe(201);
    const assignments = async () =>
      (await graph(`GET /servicePrincipals/${principalId}/appRoleAssignments`))
        .value.length;
    expect([
      await assignments(),
      await assignments(),
      await assignments(),
    ]).toEqual([0, 0, 1]);
    const { secretText } = await graph(`POST /applications/${id}/addPassword`, {
      passwordCredential: {},
    });
    const codes = [];
    for (let tries = 0; tries < 5; tries++) {
      const { error_codes: numbers } = await token({
        client_id: appId,
        client_secret: String(secretText),
      });
      codes.push(numbers?.[0]);
    }
    expect(codes).toEqual([700016, 700016, 7000215, 7000215, undefined]);
    const certificate = createCertificate();
    const { raw } = new X509Certificate(certificate.certificatePem);
    await graph(`PATCH /applications/${id}`, {
      keyCredentials: [
        {
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
          key: raw.toString('base64'),
        },
      ],
    });
    const proofs = [
      await prove(appId, certificate),
      await prove(appId, certificate),
      await prove(appId, certificate),
    ];
    expect(proofs.map(one => one.error_codes?.[0])).toEqual([
      700027,
      700027,
      undefined,
    ]);
    const other = await graph('POST /applications', { displayName: 'Other' });
    expect((await graph(`GET /applications/${other.id}`)).error.code).toBe(
      'Request_ResourceNotFound',
    );
  });

  it('signs a person in by device code', async () => {
    const { tenantId } = simulator.partner;
    const begin = async () =>
      readJson<{
        user_code: string;
        device_code: string;
        verification_uri: string;
      }>(
        await fetch(`${simulator.url}/${tenantId}/oauth2/v2.0/devicecode`, {
          method: 'POST',
          body: new URLSearchParams({
            client_id: AZURE_CLI,
            scope: `${GRAPH_SCOPE} offline_access openid profile`,
          }),
        }),
      );
    const poll = (code: { device_code: string }) =>
      token({
        grant_type: DEVICE_CODE,
        client_id: AZURE_CLI,
        device_code: code.device_code,
      });
    const code = await begin();
    simulator.tenant.patch({ directory: { slowDown: 1 } });
    expect([(await poll(code)).error, (await poll(code)).error]).toEqual([
      'slow_down',
      'authorization_pending',
    ]);
    // The person enters the code, chooses an account and confirms.
    let page = await (await fetch(code.verification_uri)).text();
    expect(page).toContain('name="otc"');
    let url = `${code.verification_uri}?otc=${code.user_code.toLowerCase()}`;
    for (const link of ['onboarder', 'continue']) {
      page = await (await fetch(url)).text();
      const href = new RegExp(`id="${link}" href="([^"]+)"`).exec(page)?.[1];
      url = `${simulator.url}${href?.replace(/&amp;/g, '&')}`;
    }
    expect(await (await fetch(url)).text()).toContain('You have signed in');
    const given = await poll(code);
    expect(given.scope).toContain('Application.ReadWrite.All');
    expect(claimsOf(given.access_token)).toMatchObject({
      appid: AZURE_CLI,
      oid: simulator.tenant.account('onboarder').objectId,
      wids: ['62e90394-69f5-4237-9190-012177145e10'],
    });
    expect((await poll(code)).error_codes).toEqual([54005]);
    const arm = await token({
      grant_type: 'refresh_token',
      client_id: AZURE_CLI,
      refresh_token: given.refresh_token ?? '',
      scope: 'https://management.azure.com/.default',
    });
    expect(claimsOf(arm.access_token)).toMatchObject({
      aud: 'https://management.azure.com',
      scp: 'user_impersonation',
    });

    const [declined, blocked, late] = [
      await begin(),
      await begin(),
      await begin(),
    ];
    simulator.approveDeviceCode(declined.user_code, 'declines');
    expect((await poll(declined)).error).toBe('authorization_declined');
    simulator.tenant.patch({ directory: { deviceCodeForbidden: true } });
    const approval = await fetch(`${simulator.url}/admin/device-code`, {
      method: 'POST',
      body: JSON.stringify({
        userCode: blocked.user_code,
        account: 'onboarder',
      }),
    });
    expect(approval.status).toBe(400);
    expect((await poll(blocked)).error_codes).toEqual([53003]);
    simulator.clock.advance(901_000);
    expect((await poll(late)).error).toBe('expired_token');
    expect(() =>
      simulator.approveDeviceCode(late.user_code, 'onboarder'),
    ).toThrow('expired');
  });
});
