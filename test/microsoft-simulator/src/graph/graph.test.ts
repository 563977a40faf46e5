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
  digitsOf,
  readJson,
  TestClient,
  type ExportResult,
  type WireManifest,
} from '../testing/TestClient';
import { RECONCILIATION_COLUMNS, USAGE_COLUMNS } from '../world/columns';

const NOW = new Date('2026-11-14T09:00:00Z');
const DAY = 86_400_000;
const NO_DATA = {
  status: 'failed',
  error: { code: '5000', message: 'No data available' },
};

describe('the simulated Graph partner billing API', () => {
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({ now: NOW, customers: 12 });
    client = new TestClient(simulator);
  });
  afterEach(() => simulator.stop());

  const days = async (result: ExportResult) =>
    new Set(
      (await client.lines(result)).map(line =>
        (JSON.parse(line) as { UsageDate: string }).UsageDate.slice(0, 10),
      ),
    );

  it('answers an export with a location, then running, then a manifest in both shapes', async () => {
    const submitted = await client.graph(
      '/usage/unbilled/microsoft.graph.partners.billing.export',
      {
        currencyCode: 'EUR',
        billingPeriod: 'current',
        attributeSet: 'full',
      },
    );
    expect(submitted.status).toBe(202);
    expect(await submitted.text()).toBe('');
    expect(submitted.headers.get('location')).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/v1\.0\/reports\/partners\/billing\/operations\/[0-9a-f-]{36}$/,
    );
    const location = submitted.headers.get('location') ?? '';
    expect(await readJson(await client.graph(location))).toMatchObject({
      '@odata.type': '#microsoft.graph.partners.billing.runningOperation',
      status: 'notStarted',
      createdDateTime: '2026-11-14T09:00:00',
    });
    const linked = await readJson(await client.graph(location));
    expect(linked).toMatchObject({
      '@odata.type': '#microsoft.graph.partners.billing.exportSuccessOperation',
      status: 'succeeded',
      'resourceLocation@odata.navigationLink': expect.stringContaining(
        '/billing/manifests/',
      ),
    });
    const inline = await client.unbilled('usage', 'EUR', 'current');
    expect(inline.polls).toEqual(['notStarted', 'succeeded']);
    expect(inline.operation.resourceLocation).toMatchObject({
      schemaVersion: '2',
      dataFormat: 'compressedJSON',
      partitionType: 'default',
      partnerTenantId: simulator.partner.tenantId,
      blobCount: 1,
      blobs: [
        {
          name: expect.stringMatching(/^part-00000-.*\.json\.gz$/),
          partitionValue: 'default',
        },
      ],
      sasToken: expect.stringMatching(
        /^skoid=.*&se=2026-11-14T10%3A00%3A00Z&sr=d&sp=rl&.*sig=/,
      ),
      rootDirectory: expect.stringContaining(
        `${simulator.storageUrl}/unbilledusagefastpath/v1/`,
      ),
    });
  });

  it('polls as often, and waits as long, as it was started with', async () => {
    const slow = await MicrosoftSimulator.start({
      now: NOW,
      customers: 2,
      operationPolls: 3,
      retryAfterSeconds: 5,
    });
    try {
      const patient = new TestClient(slow);
      const { polls, operation } = await patient.unbilled(
        'usage',
        'EUR',
        'current',
      );
      expect(polls).toEqual(['notStarted', 'running', 'running', 'succeeded']);
      const done = await patient.graph(`/operations/${operation.id}`);
      expect(done.headers.get('retry-after')).toBeNull();
      slow.faults.add({ fault: { kind: 'never-finish' } });
      const running = await patient.graph(`/operations/${operation.id}`);
      expect(running.headers.get('retry-after')).toBe('5');
    } finally {
      await slow.stop();
    }
  });

  it('carries every documented column, and only the basic ones when asked', async () => {
    expect([USAGE_COLUMNS.full.length, USAGE_COLUMNS.basic.length]).toEqual([
      55, 30,
    ]);
    expect([
      RECONCILIATION_COLUMNS.full.length,
      RECONCILIATION_COLUMNS.basic.length,
    ]).toEqual([47, 35]);
    for (const subject of ['usage', 'reconciliation'] as const) {
      const columns =
        subject === 'usage' ? USAGE_COLUMNS : RECONCILIATION_COLUMNS;
      for (const set of ['full', 'basic'] as const) {
        const [line = ''] = await client.lines(
          await client.unbilled(subject, 'EUR', 'last', set),
        );
        expect(Object.keys(JSON.parse(line) as object)).toEqual(columns[set]);
      }
    }
  });

  it('writes numbers with all their digits, sometimes as text', async () => {
    const lines = await client.lines(
      await client.unbilled('usage', 'EUR', 'last'),
    );
    const longest = Math.max(
      ...lines.map(line => digitsOf(line, 'BillingPreTaxTotal').length),
    );
    expect(longest).toBeGreaterThan(20);
    const quoted = lines.filter(line => line.includes('"Quantity":"'));
    expect(quoted.length).toBeGreaterThan(lines.length / 20);
    expect(quoted.length).toBeLessThan(lines.length / 3);
    expect(
      lines.filter(line => line.includes('T00:00:00Z","MeterType"')).length,
    ).toBeGreaterThan(0);
    expect(
      lines.filter(line => line.includes('T00:00:00","MeterType"')).length,
    ).toBeGreaterThan(0);
  });

  it('knows usage up to the day before, and nothing on the first of a month', async () => {
    expect(
      [...(await days(await client.unbilled('usage', 'EUR', 'current')))]
        .sort()
        .at(-1),
    ).toBe('2026-11-13');
    simulator.clock.set(new Date('2026-12-01T00:30:00Z'));
    const fresh = new TestClient(simulator);
    expect(
      (await fresh.unbilled('usage', 'EUR', 'current')).operation,
    ).toMatchObject(NO_DATA);
    client = fresh;
    expect(
      await days(await client.unbilled('usage', 'EUR', 'last')),
    ).toHaveProperty('size', 30);
  });

  it('invoices a month on the 6th at 08:00 and keeps its unbilled data until the month ends', async () => {
    simulator.clock.set(new Date('2026-12-06T07:59:00Z'));
    client = new TestClient(simulator);
    const before = await client.unbilled('usage', 'EUR', 'last');
    const later = await simulatorInvoice('2026-12-06T08:00:00Z');
    expect(simulator.truth('2026-11').totals[0]).toMatchObject({
      billingCurrency: 'EUR',
      invoiceId: later,
    });
    const after = await client.unbilled('usage', 'EUR', 'last');
    expect(after.manifest?.eTag).toBe(before.manifest?.eTag);
    expect((await client.billed('usage', later)).operation.status).toBe(
      'succeeded',
    );
    simulator.clock.set(new Date('2026-12-06T07:00:00Z'));
    expect((await client.billed('usage', later)).operation).toMatchObject({
      status: 'failed',
      error: { code: '5000', message: expect.stringContaining(later) },
    });
  });

  async function simulatorInvoice(at: string): Promise<string> {
    simulator.clock.set(new Date(at));
    return simulator.truth('2026-11').totals[0]?.invoiceId ?? '';
  }

  it('changes the eTag exactly when the data changes', async () => {
    const invoice =
      simulator
        .truth('2026-10')
        .totals.find(one => one.billingCurrency === 'EUR')?.invoiceId ?? '';
    const tags = async () => ({
      usage: (await client.unbilled('usage', 'EUR', 'current')).manifest?.eTag,
      dollars: (await client.unbilled('usage', 'USD', 'current')).manifest
        ?.eTag,
      last: (await client.unbilled('usage', 'EUR', 'last')).manifest?.eTag,
      billed: (await client.billed('usage', invoice)).manifest?.eTag,
      reconciliation: (await client.billed('reconciliation', invoice)).manifest
        ?.eTag,
    });
    const first = await tags();
    simulator.clock.advance(60_000);
    expect(await tags()).toEqual(first);
    simulator.clock.advance(DAY);
    client = new TestClient(simulator);
    const next = await tags();
    expect(next).toEqual({
      ...first,
      usage: expect.any(String),
      dollars: expect.any(String),
    });
    expect(next.usage).not.toBe(first.usage);
    const euros = simulator.customers.find(one => one.currency === 'EUR');
    simulator.restate({
      billingPeriod: '2026-10',
      customerId: euros?.id,
      factor: 2,
    });
    const restated = await tags();
    expect(restated.usage).toBe(next.usage);
    for (const name of ['last', 'billed', 'reconciliation'] as const) {
      expect(restated[name]).not.toBe(next[name]);
    }
  });

  it('has no usage-based lines in unbilled reconciliation and none of tomorrow', async () => {
    const lines = (
      await client.lines(
        await client.unbilled('reconciliation', 'EUR', 'current'),
      )
    ).map(line => JSON.parse(line) as Record<string, string | null>);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(line.MeterDescription ?? '').toBe('');
      expect(line.InvoiceNumber).toBe('');
      expect((line.ChargeStartDate ?? '').slice(0, 10) <= '2026-11-14').toBe(
        true,
      );
    }
  });

  it('puts one line of the month before into every invoice', async () => {
    const late: string[] = [];
    for (const { invoiceId } of simulator.truth('2026-10').totals) {
      const lines = await client.lines(
        await client.billed('usage', invoiceId ?? ''),
      );
      late.push(
        ...lines.filter(line => !line.includes('"UsageDate":"2026-10-')),
      );
    }
    expect(late).toHaveLength(1);
    expect(late[0]).toContain('"UsageDate":"2026-09-30T00:00:00');
  });

  it('gives the same bytes for the same seed and other bytes for another', async () => {
    const bytes = async (seed: number) => {
      const other = await MicrosoftSimulator.start({
        now: NOW,
        customers: 12,
        seed,
      });
      try {
        const otherClient = new TestClient(other);
        const { manifest } = await otherClient.unbilled(
          'usage',
          'USD',
          'current',
        );
        const response = await otherClient.blob(manifest as WireManifest);
        return [
          manifest?.eTag,
          Buffer.from(await response.arrayBuffer()).toString('base64'),
        ];
      } finally {
        await other.stop();
      }
    };
    const [first, again, another] = [
      await bytes(7),
      await bytes(7),
      await bytes(8),
    ];
    expect(again).toEqual(first);
    expect(another[0]).not.toBe(first[0]);
    expect(another[1]).not.toBe(first[1]);
  });

  it.each([
    ['no currency', 'usage/unbilled', { billingPeriod: 'current' }, 400],
    [
      'an unknown period',
      'usage/unbilled',
      { currencyCode: 'EUR', billingPeriod: 'next' },
      400,
    ],
    [
      'an unknown attribute set',
      'usage/billed',
      { invoiceId: 'G1', attributeSet: 'some' },
      400,
    ],
    ['no invoice', 'reconciliation/billed', {}, 400],
    ['an unknown dataset', 'costs/billed', { invoiceId: 'G1' }, 404],
  ])('refuses %s', async (_, path, body, status) => {
    const response = await client.graph(`/${path}/export`, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: {
        code: expect.any(String),
        message: expect.any(String),
        innerError: { date: expect.any(String) },
      },
    });
  });

  it('has no data for a legacy invoice, another currency or an unknown id', async () => {
    expect(
      (await client.billed('reconciliation', 'D010000000')).operation,
    ).toMatchObject({
      error: {
        code: '5000',
        message:
          'No reconciliation data available currently for Invoice D010000000. Please try again later.',
      },
    });
    expect(
      (await client.unbilled('usage', 'GBP', 'current')).operation,
    ).toMatchObject(NO_DATA);
    expect((await client.graph('/operations/nothing')).status).toBe(404);
    expect((await client.graph('/manifests/nothing')).status).toBe(404);
  });

  it('refuses a missing, foreign or expired token', async () => {
    const bare = await fetch(
      `${simulator.url}/v1.0/reports/partners/billing/operations/x`,
    );
    expect(bare.status).toBe(401);
    expect(await bare.json()).toMatchObject({
      error: { code: 'InvalidAuthenticationToken' },
    });
    const foreign = await client.appToken(
      'https://management.azure.com/.default',
    );
    const wrong = await fetch(
      `${simulator.url}/v1.0/reports/partners/billing/operations/x`,
      {
        headers: { authorization: `Bearer ${foreign}` },
      },
    );
    expect(wrong.status).toBe(401);
    expect((await client.graph('/operations/x')).status).toBe(404);
    simulator.clock.advance(3_600_000);
    expect((await client.graph('/operations/x')).status).toBe(401);
  });

  it.each(['usage', 'reconciliation'] as const)(
    'cuts %s into several blobs that together are the whole',
    async subject => {
      const cut = await MicrosoftSimulator.start({
        now: NOW,
        customers: 12,
        linesPerBlob: 10,
      });
      try {
        const pieces = new TestClient(cut);
        const split = await pieces.unbilled(subject, 'EUR', 'last');
        const whole = await client.unbilled(subject, 'EUR', 'last');
        expect(split.manifest?.blobs.length).toBeGreaterThan(1);
        expect(split.manifest?.blobCount).toBe(split.manifest?.blobs.length);
        expect(await pieces.lines(split)).toEqual(await client.lines(whole));
      } finally {
        await cut.stop();
      }
    },
  );
});

describe('the simulated blob storage', () => {
  let simulator: MicrosoftSimulator;
  let client: TestClient;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start({ now: NOW, customers: 4 });
    client = new TestClient(simulator);
  });
  afterEach(() => simulator.stop());

  it('refuses a bearer token and counts the leak', async () => {
    const { manifest } = await client.unbilled('usage', 'EUR', 'current');
    const url = `${manifest?.rootDirectory}/${manifest?.blobs[0]?.name}?${manifest?.sasToken}`;
    expect((await fetch(url)).status).toBe(200);
    expect(simulator.requests.tokenLeaks).toBe(0);
    const leaked = await fetch(url, {
      headers: { authorization: 'Bearer secret' },
    });
    expect(leaked.status).toBe(400);
    expect(await leaked.text()).toContain('<Code>AuthenticationFailed</Code>');
    expect(simulator.requests.tokenLeaks).toBe(1);
    expect(JSON.stringify(simulator.requests.entries)).not.toContain('sig=');
  });

  it('refuses a signature that is expired, altered, of another directory or missing', async () => {
    const { manifest } = await client.unbilled('usage', 'EUR', 'current');
    const other = (await client.unbilled('usage', 'USD', 'current')).manifest;
    const path = `${manifest?.rootDirectory}/${manifest?.blobs[0]?.name}`;
    const later = manifest?.sasToken.replace(
      'se=2026-11-14T10',
      'se=2026-11-14T23',
    );
    expect((await fetch(`${path}?${later}`)).status).toBe(403);
    expect((await fetch(`${path}?${other?.sasToken}`)).status).toBe(403);
    expect((await fetch(path)).status).toBe(404);
    expect(
      (await fetch(`${manifest?.rootDirectory}/nothing?${manifest?.sasToken}`))
        .status,
    ).toBe(404);
    simulator.clock.advance(3_600_000);
    const expired = await fetch(`${path}?${manifest?.sasToken}`);
    expect(expired.status).toBe(403);
    expect(expired.headers.get('x-ms-error-code')).toBe('AuthenticationFailed');
    expect(await expired.text()).toContain(
      'Signature not valid in the specified time frame',
    );
  });
});
