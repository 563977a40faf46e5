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

import { claimTokens } from '../__testUtils__/claimTokens';
import { examine, findings, ALL_SOURCES } from '../__testUtils__/examine';
import { SimulatedTokens } from '../__testUtils__/SimulatedTokens';
import {
  useSimulatedPartner,
  PRINCIPAL,
} from '../__testUtils__/useSimulatedPartner';

const partner = useSimulatedPartner();

describe('the doctor tells what is wrong with the application:', () => {
  it.each([
    ['2026-11-14T08:00:00Z', 'fail CREDENTIAL_EXPIRED', 'ended on 2026-11-14'],
    ['2026-12-14T09:00:00Z', 'warn CREDENTIAL_EXPIRING', 'in 30 days'],
    ['2026-11-15T08:00:00Z', 'warn CREDENTIAL_EXPIRING', 'in 1 day.'],
  ])('a secret that ends at %s', async (expiresAt, found, words) => {
    const checks = await examine(partner.simulator, {
      credential: { kind: 'client-secret', expiresAt },
    });
    expect(findings(checks)).toEqual({ credential: found });
    expect(checks.credential!.finding).toContain(words);
  });

  it('no credential at all', async () => {
    const checks = await examine(partner.simulator, {
      credential: undefined,
      appTokens: undefined,
      consent: undefined,
      delegatedTokens: undefined,
      settings: { sources: { ...ALL_SOURCES, priceSheet: false } },
    });
    expect(findings(checks)).toMatchObject({
      credential: 'fail CREDENTIAL_MISSING',
      'app-sign-in': 'skipped',
      'data-graph-billing': 'skipped',
      'delegated-access': 'skipped',
    });
    expect(checks['delegated-access']!.finding).toContain(
      'nothing that is switched on needs it',
    );
  });

  it('a wrong secret, which hides what needs it', async () => {
    const checks = await examine(partner.simulator, {
      appTokens: SimulatedTokens.ofApp(partner.simulator, 'wrong'),
    });
    expect(findings(checks)).toEqual({
      'app-sign-in': 'fail CLIENT_SECRET_WRONG',
      'service-principals': 'skipped',
      'app-permissions': 'skipped',
      'partner-center-registration': 'skipped',
      'partner-type': 'skipped',
      'billing-account': 'skipped',
      'data-customers': 'skipped',
      'data-subscriptions': 'skipped',
      'data-invoices': 'skipped',
      'data-graph-billing': 'skipped',
      'data-cost-management': 'skipped',
      'data-price-sheet': 'skipped',
    });
    expect(checks['data-customers']!.finding).toBe(
      'Hidden by “Sign-in of the application”, which fails.',
    );
    expect(checks['app-sign-in']).toMatchObject({
      problem: {
        remedy: expect.stringContaining('not its id'),
        microsoft: { code: 'AADSTS7000215' },
      },
      values: [
        { label: 'Client id', value: partner.simulator.partner.clientId },
        {
          label: 'Partner tenant id',
          value: partner.simulator.partner.tenantId,
        },
      ],
      links: expect.arrayContaining([
        {
          label: 'Certificates & secrets of the app registration',
          url: expect.stringContaining(partner.simulator.partner.clientId),
        },
      ]),
    });
  });

  it('a redirect URL that is not registered', async () => {
    const redirectUrl = 'https://portal.example/other';
    const needed = await examine(partner.simulator, { redirectUrl });
    expect(findings(needed)).toEqual({
      'redirect-url': 'fail REDIRECT_URL_UNKNOWN',
    });
    expect(needed['redirect-url']).toMatchObject({
      values: [{ label: expect.any(String), value: redirectUrl }],
      problem: { microsoft: { code: 'AADSTS50011' } },
    });
    const unneeded = await examine(
      partner.simulator,
      {
        redirectUrl,
        consent: undefined,
        settings: { sources: { ...ALL_SOURCES, priceSheet: false } },
      },
      { checkIds: ['redirect-url'] },
    );
    expect(unneeded['redirect-url']!.status).toBe('warn');
  });

  it('a client id that the tenant does not know', async () => {
    const checks = await examine(
      partner.simulator,
      { settings: { clientId: '00000000-0000-4000-8000-000000000000' } },
      { checkIds: ['redirect-url'] },
    );
    expect(findings(checks)).toEqual({
      'redirect-url': 'fail APPLICATION_UNKNOWN',
    });
  });

  it.each([
    [200, '<html>Pick an account</html>'],
    [200, '<html>AADSTS50058: Nobody is signed in.</html>'],
  ])(
    'an answer that does not tell of the redirect URL: %s %s',
    async (status, page) => {
      partner.answer('/authorize$', status, page);
      const checks = await examine(
        partner.simulator,
        { delegatedTokens: undefined },
        { checkIds: ['redirect-url'] },
      );
      expect(findings(checks)).toEqual({
        'redirect-url': 'warn REDIRECT_URL_UNPROVEN',
      });
    },
  );

  it('service principals that are missing', async () => {
    const tokens = SimulatedTokens.ofApp(partner.simulator);
    const checks = await examine(partner.simulator, {
      appTokens: {
        get: (resource: string) =>
          tokens.get(
            resource.includes('api.partner')
              ? 'https://not-there.example'
              : resource,
          ),
      },
    });
    expect(findings(checks)).toEqual({
      'service-principals': 'fail SERVICE_PRINCIPAL_MISSING',
      'partner-center-registration': 'skipped',
      'partner-type': 'skipped',
      mfa: 'skipped',
      'partner-roles': 'skipped',
      'permanent-roles': 'skipped',
      'relationship-url': 'skipped',
      'data-customers': 'skipped',
      'data-subscriptions': 'skipped',
      'data-invoices': 'skipped',
      'data-price-sheet': 'skipped',
    });
    expect(checks['service-principals']!.values).toEqual(
      expect.arrayContaining([
        {
          label: 'Microsoft Partner Center: Azure CLI',
          value: 'az ad sp create --id fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
        },
        {
          label: 'Microsoft Partner: Azure CLI',
          value: 'az ad sp create --id 4990cffe-04e8-4e8b-808a-1175604b879f',
        },
      ]),
    );
  });

  it('a permission that is missing, and those that are too many', async () => {
    const withRoles = (...roles: string[]) =>
      examine(partner.simulator, {
        appTokens: claimTokens(
          SimulatedTokens.ofApp(partner.simulator),
          () => ({
            roles,
          }),
        ),
      });
    const missing = await withRoles();
    expect(findings(missing)).toEqual({
      'app-permissions': 'fail PERMISSION_MISSING',
      'data-graph-billing': 'skipped',
    });
    expect(missing['app-permissions']).toMatchObject({
      values: expect.arrayContaining([
        {
          label: 'Application permission',
          value: 'PartnerBilling.Read.All',
        },
      ]),
      links: expect.arrayContaining([
        {
          label: 'Approve as an administrator',
          url: expect.stringContaining('adminconsent'),
        },
      ]),
    });
    const many = await withRoles(
      'PartnerBilling.Read.All',
      'Directory.Read.All',
    );
    expect(findings(many)).toEqual({
      'app-permissions': 'warn PERMISSIONS_EXCESSIVE',
    });
    expect(many['app-permissions']!.finding).toBe(
      'The application also has Directory.Read.All.',
    );
  });

  it('a token that shows nothing', async () => {
    const checks = await examine(
      partner.simulator,
      { appTokens: { get: async () => 'opaque' } },
      { checkIds: ['app-permissions'] },
    );
    expect(findings(checks)).toEqual({
      'app-permissions': 'warn TOKEN_UNREADABLE',
    });
  });

  it('that Partner Center does not know it', async () => {
    partner.answer('^/v1/', 401);
    const checks = await examine(partner.simulator);
    expect(findings(checks)).toEqual({
      'partner-center-registration': 'fail APPLICATION_UNREGISTERED',
      'partner-type': 'skipped',
      mfa: 'skipped',
      'partner-roles': 'skipped',
      'permanent-roles': 'skipped',
      'relationship-url': 'skipped',
      'data-customers': 'skipped',
      'data-subscriptions': 'skipped',
      'data-invoices': 'skipped',
    });
    expect(checks['partner-center-registration']).toMatchObject({
      values: [
        {
          label: 'Client id to register',
          value: partner.simulator.partner.clientId,
        },
      ],
      links: [{ url: expect.stringContaining('appmanagement') }],
    });
  });

  it.each([
    ['900149', 'PARTNER_PROGRAM_INACTIVE'],
    ['900124', 'AGREEMENT_NOT_ACCEPTED'],
    ['2032', 'PARTNER_PROGRAM_INACTIVE'],
  ])('a partner that is refused with %s', async (code, found) => {
    partner.answer('^/v1/', 403, { code, description: 'Refused' });
    const checks = await examine(
      partner.simulator,
      {},
      { checkIds: ['data-customers'] },
    );
    expect(findings(checks)).toEqual({
      'partner-type': `fail ${found}`,
      'data-customers': 'skipped',
    });
  });

  it('the tenant of somebody else', async () => {
    partner.answer('^/v1/profiles/organization$', 200, { tenantId: PRINCIPAL });
    const checks = await examine(partner.simulator);
    expect(findings(checks)).toMatchObject({
      'partner-type': 'fail TENANT_MISMATCH',
    });
  });
});
