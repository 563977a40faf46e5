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

import assert from 'node:assert/strict';
import type { Connector } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { ConsentBrowser } from '../__testUtils__/ConsentBrowser';
import { CspCostsHarness, TEST_KEY } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

const DAY_MS = 24 * 60 * 60_000;
const OWNER = 'user:default/owner';
const NEW_KEY = {
  id: 'next',
  key: Buffer.alloc(32, 'next').toString('base64'),
};

describe.each(ids)('a connector that stays connected on %s', databaseId => {
  let harness: CspCostsHarness;
  let knex: Knex;
  let connectorId: string;
  let costs: string;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({
      knex,
      simulator: { customers: 2, months: 0, linesPerCustomerDay: 1 },
      config: { connectors: {} },
    });
    connectorId = await harness.connect({
      ownerEntityRefs: [OWNER],
      billingCurrencies: ['EUR'],
    });
    await signIn();
    await harness.api.startRun(connectorId);
    await harness.untilCollected(connectorId);
    costs = await shownCosts();
    assert.notEqual(costs, '[]');
    await look();
  });

  afterEach(async () => {
    try {
      // Whatever happened: no number was lost.
      assert.equal(await shownCosts(), costs);
    } finally {
      await harness.stop();
    }
  });

  async function signIn(account = 'billing-agent') {
    const browser = new ConsentBrowser();
    const { startUrl, ticket } = await harness.api.startConsent(connectorId);
    await browser.post(startUrl, { ticket });
    return browser.signIn(account);
  }

  async function shownCosts(): Promise<string> {
    const { totals } = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    return JSON.stringify(totals.map(({ billedCost }) => billedCost));
  }

  /** Has the connectors looked after, as happens every hour. */
  function look() {
    return harness.runTask('csp-costs-watch-connectors');
  }

  function connector(): Promise<Connector> {
    return harness.api.getConnector(connectorId);
  }

  async function health() {
    const { status, problem, until, nextStep } = (await connector()).health;
    return { status, code: problem?.code, until, nextStep };
  }

  function titles() {
    return harness.notifications.map(({ payload }) => payload.title);
  }

  it('renews its access every week, unasked', async () => {
    for (let week = 1; week <= 14; week++) {
      harness.simulator.clock.advance(7 * DAY_MS);
      await look();
    }
    expect(await health()).toMatchObject({ status: 'connected' });
    const { consent } = await connector();
    expect(consent!.renewedAt).toBe(
      harness.simulator.clock.now().toISOString(),
    );
    expect(harness.notifications).toEqual([]);
  });

  it('needs a new consent after 90 days without use, and says so once', async () => {
    await harness.stopBackend();
    harness.simulator.clock.advance(91 * DAY_MS);
    await harness.startBackend();
    await look();
    await look();
    expect(await health()).toMatchObject({
      status: 'needs-consent',
      code: 'REFRESH_TOKEN_EXPIRED',
      nextStep: 'sign-in',
    });
    expect(titles()).toEqual(['Portal partner needs a new consent']);
    expect(harness.notifications[0]).toMatchObject({
      recipients: { type: 'entity', entityRef: [OWNER] },
      payload: {
        severity: 'critical',
        link: `/costs/connectors/${connectorId}`,
      },
    });
    await signIn();
    expect(await health()).toMatchObject({ status: 'connected' });
  });

  it('warns in time when its access cannot be renewed', async () => {
    const { faults, clock } = harness.simulator;
    faults.add({
      id: 'sign-in-down',
      match: { path: '/oauth2/v2.0/token$' },
      times: 'always',
      fault: { kind: 'status', status: 503 },
    });
    const told: Array<[number, string]> = [];
    for (let day = 1; day <= 89; day++) {
      clock.advance(DAY_MS);
      const before = titles().length;
      await look();
      titles()
        .slice(before)
        .forEach(title => told.push([day, title]));
    }
    const end = 'Portal partner stops working on 2027-02-12';
    expect(told).toEqual([
      [60, end],
      [76, end],
      [87, end],
    ]);
    faults.clear();
    await look();
    expect(await health()).toMatchObject({ status: 'connected' });
  });

  it("notices an administrator's password reset", async () => {
    harness.simulator.tenant.resetPassword('billing-agent');
    harness.simulator.clock.advance(8 * DAY_MS);
    await look();
    await look();
    expect(await health()).toMatchObject({
      status: 'needs-consent',
      code: 'REFRESH_TOKEN_REVOKED',
      nextStep: 'sign-in',
    });
    expect(titles()).toEqual(['Portal partner needs a new consent']);
    await signIn();
    expect(await health()).toMatchObject({ status: 'connected' });
  });

  it('notices a role that was taken away, within a day', async () => {
    const account = harness.simulator.tenant.account('billing-agent');
    account.roles = ['global-admin', 'sales-agent'];
    harness.simulator.clock.advance(1.1 * DAY_MS);
    await look();
    await look();
    expect(await health()).toMatchObject({
      status: 'needs-consent',
      code: 'ROLE_MISSING',
    });
    expect(titles()).toEqual(['Portal partner needs a new consent']);

    // Given back, it works again without anybody signing in.
    account.roles = ['billing-admin', 'sales-agent'];
    await look();
    expect(await health()).toMatchObject({ status: 'connected' });

    // Taken away once more, it is news once more.
    account.roles = ['global-admin', 'sales-agent'];
    harness.simulator.clock.advance(1.1 * DAY_MS);
    await look();
    expect(titles()).toHaveLength(2);
  });

  it('is not judged by what was found of an earlier consent', async () => {
    const account = harness.simulator.tenant.account('billing-agent');
    account.roles = ['global-admin', 'sales-agent'];
    await harness.api.runChecks(connectorId);
    expect(await health()).toMatchObject({ code: 'ROLE_MISSING' });
    account.roles = ['billing-admin', 'sales-agent'];
    harness.simulator.clock.advance(60_000);
    await signIn();
    await harness.api.runChecks(connectorId, { checkIds: ['redirect-url'] });
    expect(await health()).toMatchObject({ status: 'connected' });
    const checks = await harness.api.getChecks(connectorId);
    expect(
      checks.find(({ checkId }) => checkId === 'partner-roles')?.status,
    ).toBe('pass');
  });

  it('stays broken while another check passes', async () => {
    harness.simulator.tenant.resetPassword('billing-agent');
    harness.simulator.clock.advance(8 * DAY_MS);
    await look();
    await harness.api.runChecks(connectorId, { checkIds: ['redirect-url'] });
    expect(await health()).toMatchObject({ code: 'REFRESH_TOKEN_REVOKED' });
  });

  it('does not ask for a consent while Partner Center is down', async () => {
    harness.simulator.faults.add({
      id: 'partner-center-down',
      match: { path: '^/v1/' },
      times: 'always',
      fault: { kind: 'status', status: 503 },
    });
    harness.simulator.clock.advance(1.1 * DAY_MS);
    await look();
    expect(await health()).toMatchObject({ status: 'connected' });
    expect(harness.notifications).toEqual([]);

    // Looked at again at once, and not a day later.
    harness.simulator.faults.clear();
    const account = harness.simulator.tenant.account('billing-agent');
    account.roles = ['global-admin', 'sales-agent'];
    await look();
    expect(await health()).toMatchObject({ code: 'ROLE_MISSING' });
  });

  it('tells of each thing that ends, whatever else there is to tell', async () => {
    await harness.api.setConsentDeadline(connectorId, {
      consentBy: '2027-02-01T00:00:00.000Z',
      reason: 'Microsoft ends old tokens.',
    });
    await harness.api.setCredential(connectorId, {
      kind: 'client-secret',
      clientSecret: harness.simulator.partner.clientSecret,
      expiresAt: '2026-12-01T00:00:00.000Z',
    });
    await look();
    expect(titles()).toEqual(['Portal partner stops working on 2026-12-01']);
    expect(await health()).toMatchObject({
      status: 'expiring',
      until: '2026-12-01T00:00:00.000Z',
    });
  });

  it('shows nothing of a sign-in that failed before the one in use', async () => {
    await signIn('personal');
    harness.simulator.clock.advance(60_000);
    await harness.api.importRefreshToken(connectorId, {
      refreshToken: harness.simulator.issueRefreshToken('billing-agent'),
    });
    const checks = await harness.api.runChecks(connectorId);
    expect(checks.find(({ checkId }) => checkId === 'account')?.status).toBe(
      'pass',
    );
  });

  it('asks for what a new source needs, and for nothing else', async () => {
    const { revision, settings } = await connector();
    await harness.api.updateConnector(connectorId, {
      revision,
      settings: {
        ...settings,
        sources: { ...settings.sources, priceSheet: true },
      },
    });
    const scope = 'https://api.partner.microsoft.com/user_impersonation';
    expect((await connector()).consent?.missingScopes).toEqual([scope]);
    expect(await health()).toMatchObject({
      status: 'needs-consent',
      code: 'CONSENT_INCOMPLETE',
    });
    await look();
    await look();
    expect(titles()).toEqual(['Portal partner needs a new consent']);
    await signIn();
    expect(await health()).toMatchObject({ status: 'connected' });
    expect((await connector()).consent?.scopes).toContain(scope);
  });

  it('counts down to the day that an operator has set, and forgets it with the consent', async () => {
    await harness.api.setConsentDeadline(connectorId, {
      consentBy: '2026-12-20T00:00:00.000Z',
      reason: 'Microsoft ends old tokens.',
    });
    const told: string[] = [];
    for (let day = 15; day <= 51; day++) {
      const now = new Date(Date.UTC(2026, 10, day, 9));
      harness.simulator.clock.set(now);
      const before = titles().length;
      await look();
      titles()
        .slice(before)
        .forEach(title =>
          told.push(`${now.toISOString().slice(5, 10)} ${title}`),
        );
    }
    expect(told).toEqual([
      '11-20 Portal partner needs a new consent by 2026-12-20',
      '12-06 Portal partner needs a new consent by 2026-12-20',
      '12-17 Portal partner needs a new consent by 2026-12-20',
      '12-20 Portal partner needs a new consent',
    ]);
    await signIn();
    expect(await health()).toMatchObject({ status: 'connected' });
    expect((await connector()).consentDeadline).toBeUndefined();
  });

  it('stops when its secret expires, and goes on with a certificate', async () => {
    const { tenant, partner, clock } = harness.simulator;
    await harness.api.setCredential(connectorId, {
      kind: 'client-secret',
      clientSecret: partner.clientSecret,
      expiresAt: '2026-12-01T00:00:00.000Z',
    });
    tenant.clientSecrets = [
      { value: partner.clientSecret, expiresAt: '2026-12-01T00:00:00Z' },
    ];
    await look();
    expect(titles()).toEqual(['Portal partner stops working on 2026-12-01']);
    clock.set(new Date('2026-12-02T09:00:00Z'));
    await look();
    expect(await health()).toMatchObject({
      status: 'disconnected',
      nextStep: 'set-credential',
    });
    expect(titles().at(-1)).toBe('Portal partner can no longer sign in');

    const waiting = await harness.api.generateCertificate(connectorId);
    expect(waiting.health.nextStep).toBe('activate-certificate');
    await expect(harness.api.activateCertificate(connectorId)).rejects.toThrow(
      /not kept/,
    );
    tenant.certificates = [waiting.nextCredential!.certificate!];
    const active = await harness.api.activateCertificate(connectorId);
    expect(active).toMatchObject({
      health: { status: 'connected' },
      credential: {
        kind: 'certificate',
        thumbprint: waiting.nextCredential!.thumbprint,
      },
    });
    expect(active.nextCredential).toBeUndefined();
  });

  it('does not notice that the key of the vault is rotated', async () => {
    const before = await knex('vault_secrets').pluck('sealed');
    await restart([NEW_KEY, TEST_KEY]);
    await harness.runTask('csp-costs-tidy-secrets');
    expect(await knex('vault_secrets').distinct().pluck('key_id')).toEqual([
      'next',
    ]);
    const after = await knex('vault_secrets').pluck('sealed');
    expect(after.some(sealed => before.includes(sealed))).toBe(false);

    await restart([NEW_KEY]);
    harness.simulator.clock.advance(8 * DAY_MS);
    await look();
    expect(await health()).toMatchObject({ status: 'connected' });
    expect(harness.notifications).toEqual([]);
  });

  it('says which key is missing, and works again when it is back', async () => {
    await restart([NEW_KEY]);
    await look();
    await look();
    expect(await health()).toEqual({
      status: 'disconnected',
      code: 'VAULT_KEY_MISSING',
      until: undefined,
      nextStep: undefined,
    });
    expect((await connector()).health.problem?.remedy).toContain(
      'Put the key back',
    );
    expect(titles()).toEqual(['Portal partner can no longer sign in']);

    await restart([NEW_KEY, TEST_KEY]);
    await look();
    expect(await health()).toMatchObject({ status: 'connected' });
  });

  it('outlives a store that is away', async () => {
    await restart([TEST_KEY]);
    await knex.schema.renameTable('vault_secrets', 'away');
    await look();
    expect(await health()).toMatchObject({
      status: 'disconnected',
      code: 'VAULT_UNREACHABLE',
    });
    expect(titles()).toEqual(['Portal partner can no longer sign in']);
    await harness.api.startRun(connectorId);
    const failed = await harness.untilCollected(connectorId);
    expect(failed.jobs[0]?.problem?.code).toBe('VAULT_UNREACHABLE');

    await knex.schema.renameTable('away', 'vault_secrets');
    await look();
    expect(await health()).toMatchObject({ status: 'connected' });
    await harness.api.startRun(connectorId);
    expect((await harness.untilCollected(connectorId)).status).toBe(
      'succeeded',
    );
  });

  it('tells owners later when they could not be told', async () => {
    await harness.stopBackend();
    harness.failNotifications = true;
    await harness.startBackend();
    harness.simulator.tenant.resetPassword('billing-agent');
    harness.simulator.clock.advance(8 * DAY_MS);
    await look();
    expect(harness.notifications).toEqual([]);
    harness.failNotifications = false;
    await look();
    expect(titles()).toEqual(['Portal partner needs a new consent']);
  });

  async function restart(keys: Array<{ id: string; key: string }>) {
    await harness.stopBackend();
    await harness.startBackend({
      config: { connectors: {}, vault: { keys } },
    });
  }
});
