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

import type { TenantPatch } from '@internal/microsoft-simulator';
import type { Check } from 'backstage-plugin-csp-costs-common';
import { ConsentBrowser } from '../../__testUtils__/ConsentBrowser';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases } = testDatabases();

describe('the doctor', () => {
  let harness: CspCostsHarness;
  let connectorId: string;

  beforeEach(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init('SQLITE_3'),
      simulator: { customers: 2, months: 0, linesPerCustomerDay: 1 },
      config: { connectors: {} },
    });
    connectorId = await harness.connect({
      sources: {
        partnerCenter: true,
        graphBilling: true,
        costManagement: true,
        priceSheet: true,
      },
    });
    const browser = new ConsentBrowser();
    const { startUrl, ticket } = await harness.api.startConsent(connectorId);
    await browser.post(startUrl, { ticket });
    await browser.signIn('billing-agent');
    // A day later, so that roles have proven to be permanent.
    harness.simulator.clock.advance(25 * 60 * 60_000);
    await harness.api.runChecks(connectorId);
  });

  afterEach(() => harness.stop());

  function notPassed(checks: readonly Check[]) {
    return Object.fromEntries(
      checks
        .filter(({ status }) => !['pass', 'skipped'].includes(status))
        .map(({ checkId, status, problem }) => [
          checkId,
          `${status} ${problem?.code}`,
        ]),
    );
  }

  it('finds nothing wrong with a partner that is set up as it should be', async () => {
    const checks = await harness.api.getChecks(connectorId);
    expect(
      checks
        .filter(({ status }) => status !== 'pass')
        .map(({ checkId, status, finding }) => [checkId, status, finding]),
    ).toEqual([]);
    const valueOf = (checkId: string) =>
      checks.find(check => check.checkId === checkId)?.values?.[0]?.value;
    expect(valueOf('relationship-url')).toContain(
      harness.simulator.partner.tenantId,
    );
    expect(valueOf('billing-account')).toContain('_2019-05-31');
    expect(valueOf('redirect-url')).toBe(
      (await harness.api.getConnectorOptions()).redirectUrl,
    );
  });

  it.each<[string, TenantPatch, Record<string, string>]>([
    [
      'a redirect URL that is not registered',
      { redirectUris: ['https://elsewhere.example/'] },
      { 'redirect-url': 'fail REDIRECT_URL_UNKNOWN' },
    ],
    [
      'an application that Partner Center does not know',
      { registeredInPartnerCenter: false },
      { 'partner-center-registration': 'fail APPLICATION_UNREGISTERED' },
    ],
    [
      'a service principal that is not there',
      { servicePrincipals: { partnerCenter: false } },
      { 'service-principals': 'fail SERVICE_PRINCIPAL_MISSING' },
    ],
    [
      'an application permission that was taken away',
      { applicationRoles: [] },
      { 'app-permissions': 'fail PERMISSION_MISSING' },
    ],
    [
      'an application permission too many',
      { applicationRoles: ['PartnerBilling.Read.All', 'Directory.Read.All'] },
      { 'app-permissions': 'warn PERMISSIONS_EXCESSIVE' },
    ],
    [
      'a billing role that is missing',
      { billingRoleAssigned: false },
      { 'billing-account': 'fail BILLING_ROLE_MISSING' },
    ],
    [
      'the pair of roles that does not work',
      {
        accounts: {
          'billing-agent': { roles: ['global-admin', 'sales-agent'] },
        },
      },
      {
        'partner-roles': 'fail ROLE_MISSING',
        'permanent-roles': 'fail ROLE_NOT_PERMANENT',
      },
    ],
    [
      'roles that somebody has to activate',
      { accounts: { 'billing-agent': { pimEligibleOnly: true } } },
      {
        'partner-roles': 'fail ROLE_MISSING',
        'permanent-roles': 'fail ROLE_NOT_PERMANENT',
        'data-price-sheet': 'fail PRICING_ROLE_MISSING',
      },
    ],
    [
      'a sign-in without multifactor authentication',
      { accounts: { 'billing-agent': { amr: ['pwd'] } } },
      { mfa: 'fail MFA_MISSING' },
    ],
    [
      'a session that was revoked',
      { revokeSessions: 'billing-agent' },
      { 'delegated-access': 'fail REFRESH_TOKEN_REVOKED' },
    ],
    [
      'an account that was disabled',
      { accounts: { 'billing-agent': { disabled: true } } },
      { 'delegated-access': 'fail ACCOUNT_DISABLED' },
    ],
    [
      'an application that was disabled',
      { enabled: false },
      { 'app-sign-in': 'fail APPLICATION_DISABLED' },
    ],
  ])('finds %s', async (_, patch, expected) => {
    harness.simulator.tenant.patch(patch);
    const checks = await harness.api.runChecks(connectorId);
    expect(notPassed(checks)).toMatchObject(expected);
    for (const checkId of Object.keys(expected)) {
      const { problem } = checks.find(check => check.checkId === checkId)!;
      expect(problem!.cause).toMatch(/\.$/);
      expect(problem!.remedy).toMatch(/\.$/);
    }
  });

  it('runs one check again, with those that hide it', async () => {
    harness.simulator.tenant.patch({ billingRoleAssigned: false });
    await harness.api.runChecks(connectorId);
    harness.simulator.tenant.patch({ billingRoleAssigned: true });
    const checks = await harness.api.runChecks(connectorId, {
      checkIds: ['billing-account'],
    });
    expect(notPassed(checks)).toEqual({});
  });

  it('refuses a check that it does not know', async () => {
    await expect(
      harness.api.runChecks(connectorId, { checkIds: ['pulse'] }),
    ).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('pulse'),
    });
  });

  it('lists every check before it was ever run', async () => {
    const { connectorId: fresh } = await harness.api.createConnector({
      settings: harness.settings({ title: 'Fresh' }),
    });
    const checks = await harness.api.getChecks(fresh);
    expect(checks.length).toBeGreaterThan(20);
    expect(new Set(checks.map(({ status }) => status))).toEqual(
      new Set(['unknown']),
    );
    const made = await harness.api.runChecks(fresh);
    expect(notPassed(made)).toMatchObject({
      credential: 'fail CREDENTIAL_MISSING',
    });
  });
});
