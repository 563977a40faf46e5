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

import type { Knex } from 'knex';
import { ConsentBrowser } from '../__testUtils__/ConsentBrowser';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { startRun } from '../collection/queue/startRun';

const { databases, ids } = testDatabases();

const OTHER_TENANT = 'ffffffff-0000-4000-8000-000000000001';
const OTHER_CLIENT = 'ffffffff-0000-4000-8000-000000000002';

describe.each(ids)('the settings of a connector on %s', databaseId => {
  let harness: CspCostsHarness;
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({
      knex,
      simulator: { customers: 1, months: 0, linesPerCustomerDay: 1 },
      config: { connectors: {} },
      keepLog: true,
    });
  });

  afterEach(() => harness.stop());

  async function collect(connectorId: string) {
    await harness.api.startRun(connectorId);
    return harness.untilCollected(connectorId);
  }

  function summary() {
    return harness.api.getCostSummary({ billingPeriod: '2026-11' });
  }

  async function change(connectorId: string, changes: object) {
    const { revision, settings } = await harness.api.getConnector(connectorId);
    return harness.api.updateConnector(connectorId, {
      revision,
      settings: { ...settings, ...changes },
    });
  }

  async function health(connectorId: string) {
    const connector = await harness.api.getConnector(connectorId);
    const { status, problem } = connector.health;
    return [status, problem?.code];
  }

  /** Settings as app-config has them. */
  function configured(changes: object = {}) {
    const { partner } = harness.simulator;
    return {
      title: 'Configured partner',
      nationalCloud: 'simulated',
      partnerTenantId: partner.tenantId,
      clientId: partner.clientId,
      billingCurrencies: ['EUR', 'USD'],
      ...changes,
    };
  }

  async function restart(config: object) {
    await harness.stopBackend();
    await harness.startBackend({ config: { connectors: {}, ...config } });
  }

  it('may name another tenant until something was collected', async () => {
    const { connectorId } = await harness.api.createConnector({
      settings: harness.settings({ partnerTenantId: OTHER_TENANT }),
    });
    const { tenantId: partnerTenantId, clientSecret } =
      harness.simulator.partner;
    await change(connectorId, { partnerTenantId });
    await harness.api.setCredential(connectorId, {
      kind: 'client-secret',
      clientSecret,
    });
    expect((await collect(connectorId)).status).toBe('succeeded');

    const before = await summary();
    await expect(
      change(connectorId, { partnerTenantId: OTHER_TENANT }),
    ).rejects.toMatchObject({
      statusCode: 409,
      message: expect.stringMatching(
        /create another connector.*partnerTenantId/,
      ),
    });
    await change(connectorId, { country: 'NL' });
    expect((await summary()).totals).toEqual(before.totals);
  });

  it('may name another tenant after a run that collected nothing', async () => {
    const connectorId = await harness.connect();
    harness.simulator.faults.add({
      id: 'nothing',
      match: { path: '^/(v1|v1.0|beta|providers)/' },
      times: 'always',
      fault: { kind: 'status', status: 403 },
    });
    expect((await collect(connectorId)).status).toBe('failed');
    await change(connectorId, { partnerTenantId: OTHER_TENANT });
    expect(await health(connectorId)).toEqual([
      'disconnected',
      'CREDENTIAL_MISSING',
    ]);
  });

  it('leave the figures of a deleted connector to its tenant', async () => {
    const connectorId = await harness.connect({ title: 'Contoso' });
    await collect(connectorId);
    const before = await summary();
    await harness.api.deleteConnector(connectorId);
    const settings = harness.settings({
      title: 'Contoso',
      partnerTenantId: OTHER_TENANT,
    });
    await expect(
      harness.api.createConnector({ connectorId, settings }),
    ).rejects.toMatchObject({ statusCode: 409 });
    const other = await harness.api.createConnector({ settings });
    expect(other.connectorId).toBe('contoso-2');
    const problems = async () =>
      (await summary()).coverage.slices.map(({ problem }) => problem?.code);
    expect(await problems()).toContain('CONNECTOR_DELETED');

    // The same tenant takes them over.
    const again = await harness.api.createConnector({
      settings: harness.settings({ title: 'Contoso' }),
    });
    expect(again.connectorId).toBe(connectorId);
    expect(await problems()).not.toContain('CONNECTOR_DELETED');
    expect((await summary()).totals).toEqual(before.totals);
  });

  it('of app-config name another tenant: nothing is collected, and it is said', async () => {
    const { clientSecret } = harness.simulator.partner;
    await restart({ connectors: { main: configured({ clientSecret }) } });
    await collect('main');
    const { totals } = await summary();
    await restart({
      connectors: {
        main: configured({ clientSecret, partnerTenantId: OTHER_TENANT }),
      },
    });
    expect(await health('main')).toEqual(['disconnected', 'TENANT_CHANGED']);
    await expect(harness.api.startRun('main')).rejects.toMatchObject({
      statusCode: 409,
      message: expect.stringContaining(OTHER_TENANT),
    });
    const after = await summary();
    expect(after.totals).toEqual(totals);
    expect(after.coverage.connectors).toEqual([
      expect.objectContaining({
        connectorId: 'main',
        problem: expect.objectContaining({ code: 'TENANT_CHANGED' }),
      }),
    ]);

    // Also a run that another process has begun.
    await startRun(knex, {
      connectorId: 'main',
      trigger: 'manual',
      slices: [{ connectorId: 'main', source: 'customers', sliceKey: 'all' }],
      now: harness.simulator.clock.now(),
    });
    const run = await harness.untilCollected('main');
    expect(run.jobs[0]).toMatchObject({
      attempts: 1,
      problem: { code: 'TENANT_CHANGED' },
    });

    await restart({ connectors: { main: configured({ clientSecret }) } });
    expect(await health('main')).toEqual(['connected', undefined]);
  });

  it("name another application: the former one's credentials count no more", async () => {
    const connectorId = await harness.connect();
    const browser = new ConsentBrowser();
    const { startUrl, ticket } = await harness.api.startConsent(connectorId);
    await browser.post(startUrl, { ticket });
    await browser.signIn('billing-agent');
    await harness.api.generateCertificate(connectorId);
    const before = await harness.api.getConnector(connectorId);
    expect(before).toMatchObject({
      credential: { kind: 'client-secret' },
      nextCredential: { kind: 'certificate' },
      consent: { method: 'popup' },
    });
    const nothing = {
      credential: undefined,
      nextCredential: undefined,
      consent: undefined,
    };

    const { clientId } = harness.simulator.partner;
    const changed = await change(connectorId, { clientId: OTHER_CLIENT });
    expect({ ...changed, ...nothing }).toEqual(changed);
    await expect(harness.api.startRun(connectorId)).rejects.toThrow(
      /no credential yet/,
    );
    await expect(harness.api.activateCertificate(connectorId)).rejects.toThrow(
      /no generated certificate/,
    );

    // A connector of app-config takes its id.
    await change(connectorId, { clientId });
    await restart({
      connectors: { [connectorId]: configured({ clientId: OTHER_CLIENT }) },
    });
    const shadowing = await harness.api.getConnector(connectorId);
    expect({ ...shadowing, ...nothing }).toEqual(shadowing);
    await expect(harness.api.startRun(connectorId)).rejects.toThrow(
      /no credential yet/,
    );

    await restart({});
    const { credential, nextCredential, consent } = before;
    expect(await harness.api.getConnector(connectorId)).toMatchObject({
      credential,
      nextCredential,
      consent,
    });
    expect((await collect(connectorId)).status).toBe('succeeded');
  });

  it('name a cloud that has left app-config: still seen, changed and let go', async () => {
    const connectorId = await harness.connect({ title: 'Contoso' });
    await collect(connectorId);
    const { totals } = await summary();
    const { clouds } = harness.config().cspCosts as unknown as {
      clouds: { simulated: object };
    };
    const renamed = {
      clouds: { renamed: clouds.simulated },
      defaultNationalCloud: 'renamed',
    };
    await restart(renamed);

    expect(
      (await harness.api.getConnectors()).map(({ connectorId: id }) => id),
    ).toEqual([connectorId]);
    expect(await health(connectorId)).toEqual([
      'disconnected',
      'CLOUD_NOT_CONFIGURED',
    ]);
    const after = await summary();
    expect(after.totals).toEqual(totals);
    expect(after.coverage.connectors).toEqual([
      expect.objectContaining({
        connectorId,
        problem: expect.objectContaining({ code: 'CLOUD_NOT_CONFIGURED' }),
      }),
    ]);
    await expect(harness.api.startRun(connectorId)).rejects.toMatchObject({
      statusCode: 409,
      message: expect.stringContaining('"simulated"'),
    });
    expect(
      harness.log.filter(line => line.includes('cannot be used')),
    ).toHaveLength(1);
    const settings = harness.settings({
      title: 'Contoso',
      nationalCloud: 'renamed',
    });
    expect((await harness.api.createConnector({ settings })).connectorId).toBe(
      'contoso-2',
    );

    await change(connectorId, { nationalCloud: 'renamed' });
    expect(await health(connectorId)).toEqual(['connected', undefined]);

    await restart({});
    expect((await health('contoso-2'))[1]).toBe('CLOUD_NOT_CONFIGURED');
    await harness.api.disconnect(connectorId);
    expect(await knex('vault_secrets')).toEqual([]);
    await harness.api.deleteConnector(connectorId);
    expect(
      (await harness.api.getConnectors()).map(({ connectorId: id }) => id),
    ).toEqual(['contoso-2']);
  });
});
