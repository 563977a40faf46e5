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

import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

describe.each(ids)('connectors of the portal on %s', databaseId => {
  let harness: CspCostsHarness;

  beforeEach(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 2, months: 0, linesPerCustomerDay: 1 },
    });
  });

  afterEach(() => harness.stop());

  /** What is answered to settings that are wrong in one place. */
  async function refusal(changes: object): Promise<string> {
    const { status, body } = await harness.request('/connectors', {
      method: 'POST',
      body: JSON.stringify({ settings: { ...harness.settings(), ...changes } }),
    });
    expect(status).toBe(400);
    return body.error!.message!;
  }

  it('are saved first, get a credential later, and then collect', async () => {
    const connector = await harness.api.createConnector({
      settings: harness.settings({ title: 'Contoso België' }),
    });
    expect(connector).toMatchObject({
      connectorId: 'contoso-belgie',
      origin: 'portal',
      revision: 1,
      health: {
        status: 'disconnected',
        nextStep: 'set-credential',
        problem: { code: 'CREDENTIAL_MISSING' },
      },
    });
    expect(connector.nextRunAt).toBeUndefined();
    await expect(harness.api.startRun('contoso-belgie')).rejects.toThrow(
      /no credential yet/,
    );

    const connected = await harness.api.setCredential('contoso-belgie', {
      kind: 'client-secret',
      clientSecret: harness.simulator.partner.clientSecret,
      expiresAt: '2026-12-01T00:00:00.000Z',
    });
    expect(connected).toMatchObject({
      credential: { kind: 'client-secret' },
      health: { status: 'expiring', until: '2026-12-01T00:00:00.000Z' },
    });
    await harness.api.startRun('contoso-belgie');
    const run = await harness.untilCollected('contoso-belgie');
    expect(run.status).toBe('succeeded');
  });

  it('tell titles apart, and refuse an id that is taken', async () => {
    const settings = harness.settings({ title: 'Same' });
    const { connectorId } = await harness.api.createConnector({ settings });
    expect(connectorId).toBe('same');
    expect((await harness.api.createConnector({ settings })).connectorId).toBe(
      'same-2',
    );
    for (const taken of ['same', 'demo']) {
      await expect(
        harness.api.createConnector({ connectorId: taken, settings }),
      ).rejects.toThrow(/taken/);
    }
  });

  it('refuse to overwrite what somebody else has changed, and keep credentials', async () => {
    const connectorId = await harness.connect();
    const first = await harness.api.getConnector(connectorId);
    await harness.api.updateConnector(connectorId, {
      revision: first.revision,
      settings: { ...first.settings, productLanguage: 'de-DE' },
    });
    await expect(
      harness.api.updateConnector(connectorId, {
        revision: first.revision,
        settings: { ...first.settings, country: 'NL' },
      }),
    ).rejects.toMatchObject({ statusCode: 409 });
    expect(await harness.api.getConnector(connectorId)).toMatchObject({
      revision: 2,
      settings: { productLanguage: 'de-DE' },
      credential: { kind: 'client-secret' },
      health: { status: 'connected' },
    });
  });

  it.each<[object, RegExp]>([
    [{ title: ' ' }, /settings.title must have 1 to 100 characters/],
    [{ partnerTenantId: 'contoso' }, /settings.partnerTenantId is not a GUID/],
    [{ nationalCloud: 'moon' }, /settings.nationalCloud is "moon"/],
    [{ billingCurrencies: ['euro'] }, /settings.billingCurrencies has "euro"/],
    [
      { schedule: { cron: '0 4 * * * *', timeZone: 'UTC' } },
      /settings.schedule.cron is "0 4 \* \* \* \*"/,
    ],
    [
      { schedule: { cron: '0 4 * * *', timeZone: 'Mars' } },
      /settings.schedule.timeZone is "Mars"/,
    ],
    [{ historyMonths: 1.5 }, /settings.historyMonths must be a whole number/],
    [{ legacyInvoiceCycleDay: 31 }, /settings.legacyInvoiceCycleDay must be/],
    [
      { resellerRelationshipUrl: 'http://plain.example' },
      /settings.resellerRelationshipUrl must be an address/,
    ],
    [
      { customerScope: { mode: 'one', customerIds: [] } },
      /settings.customerScope.customerIds must have one tenant id/,
    ],
    [
      { usageMismatchTolerance: { amount: '-1', percent: '0' } },
      /settings.usageMismatchTolerance.amount is "-1"/,
    ],
    [
      { clientSecret: 'marker' },
      /settings\/clientSecret|additional properties/,
    ],
  ])('refuse %j and name the field', async (changes, message) => {
    expect(await refusal(changes)).toMatch(message);
  });

  it('try a credential before they keep it', async () => {
    const connectorId = await harness.connect();
    for (const [input, message] of [
      [{ kind: 'client-secret', clientSecret: 'wrong' }, /not kept/],
      [
        {
          kind: 'client-secret',
          clientSecret: '00000000-0000-4000-8000-000000000000',
        },
        /looks like the id of a secret/,
      ],
      [
        { kind: 'certificate', certificate: 'x', privateKey: 'y' },
        /privateKey is not a private key/,
      ],
      [{ kind: 'certificate', pfx: 'eHg=', password: 'z' }, /pfx is not/],
      [
        { kind: 'federated', tokenFile: '/etc/passwd' },
        /tokenFile is not one of the files/,
      ],
    ] as const) {
      await expect(
        harness.api.setCredential(connectorId, input),
      ).rejects.toThrow(message);
    }
    expect((await harness.api.getConnector(connectorId)).health).toEqual({
      status: 'connected',
    });
  });

  it('never repeat what they could not read', async () => {
    const { status, body } = await harness.request(
      '/connectors/demo/credential',
      { method: 'PUT', body: 'marker-secret {' },
    );
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toContain('marker-secret');
  });

  it('are read-only when they are of app-config', async () => {
    const { settings } = await harness.api.getConnector('demo');
    for (const change of [
      () => harness.api.updateConnector('demo', { revision: 0, settings }),
      () => harness.api.deleteConnector('demo'),
      () =>
        harness.api.setCredential('demo', {
          kind: 'client-secret',
          clientSecret: 'x',
        }),
      () => harness.api.generateCertificate('demo'),
    ]) {
      await expect(change()).rejects.toMatchObject({ statusCode: 409 });
    }
  });

  it('let credentials go at once, and keep the numbers', async () => {
    const connectorId = await harness.connect();
    await harness.api.startRun(connectorId);
    await harness.untilCollected(connectorId);
    const before = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });

    const connector = await harness.api.disconnect(connectorId);
    expect(connector).toMatchObject({
      health: { status: 'disconnected', nextStep: 'set-credential' },
    });
    expect(connector.credential).toBeUndefined();
    expect(await harness.knex('vault_secrets')).toEqual([]);
    await harness.api.deleteConnector(connectorId);
    await expect(harness.api.getConnector(connectorId)).rejects.toMatchObject({
      statusCode: 404,
    });

    const after = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    expect(after.totals).toEqual(before.totals);
    expect(after.coverage.slices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          connectorId,
          status: 'stale',
          problem: expect.objectContaining({ code: 'CONNECTOR_DELETED' }),
        }),
      ]),
    );
  });

  it('collect the customers of their scope only, also after it changes', async () => {
    const [first, second] = harness.simulator.customers.map(({ id }) => id);
    const connectorId = await harness.connect({
      customerScope: { mode: 'one', customerIds: [first!] },
    });
    await harness.api.startRun(connectorId);
    await harness.untilCollected(connectorId);
    const customersOf = async () =>
      (
        await harness
          .knex('cost_totals')
          .join('slices', 'current_generation_id', 'generation_id')
          .where({ connector_id: connectorId, dimension: 'customer' })
          .distinct('customer_id')
          .pluck('customer_id')
      ).sort();
    expect(await customersOf()).toEqual([first]);

    const { revision, settings } = await harness.api.getConnector(connectorId);
    await harness.api.updateConnector(connectorId, {
      revision,
      settings: {
        ...settings,
        customerScope: { mode: 'several', customerIds: [first!, second!] },
      },
    });
    await harness.api.startRun(connectorId);
    await harness.untilCollected(connectorId);
    expect(await customersOf()).toEqual([first, second].sort());
  });

  it('say what is missing on figures that depend on them', async () => {
    const connectorId = await harness.connect();
    await harness.api.startRun(connectorId);
    await harness.untilCollected(connectorId);
    await harness.api.setConsentDeadline(connectorId, {
      consentBy: '2026-11-30T00:00:00.000Z',
      reason: 'Microsoft moves to new tokens',
    });
    const { coverage } = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    expect(coverage.connectors).toEqual([
      expect.objectContaining({
        connectorId,
        title: 'Portal partner',
        status: 'needs-consent',
        until: '2026-11-30T00:00:00.000Z',
      }),
    ]);
    await harness.api.setConsentDeadline(connectorId, undefined);
    expect((await harness.api.getConnector(connectorId)).health).toEqual({
      status: 'connected',
    });
  });
});
