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

import {
  sumDecimals,
  type CostSummary,
  type SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import type { Fault, FaultMatch } from '@internal/microsoft-simulator';
import { CspCostsHarness, NO_STORAGE } from '../__testUtils__/CspCostsHarness';
import { expectTruth } from '../__testUtils__/expectTruth';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

const USAGE: FaultMatch = {
  export: 'unbilled-usage',
  currencyCode: 'EUR',
  billingPeriod: '2026-11',
};
const BLOB: FaultMatch = { ...USAGE, path: 'part-' };

/** What is broken, and how the portal names it. */
const FAULTS: Array<[string, FaultMatch, Fault, string]> = [
  [
    'a failed operation',
    USAGE,
    { kind: 'fail-operation', code: '1000' },
    'EXPORT_FAILED',
  ],
  [
    'an operation that never ends',
    USAGE,
    { kind: 'never-finish' },
    'EXPORT_OVERDUE',
  ],
  [
    'an operation that says "no data"',
    USAGE,
    { kind: 'fail-operation' },
    'EMPTY_EXPORT',
  ],
  ['a truncated blob', BLOB, { kind: 'truncate' }, 'DOWNLOAD_DAMAGED'],
  ['a corrupt blob', BLOB, { kind: 'corrupt' }, 'DOWNLOAD_DAMAGED'],
  [
    'a connection that breaks off',
    BLOB,
    { kind: 'reset', afterBytes: 100 },
    'MICROSOFT_UNREACHABLE',
  ],
  [
    'a connection that is refused',
    { ...USAGE, method: 'POST' },
    { kind: 'reset' },
    'MICROSOFT_UNREACHABLE',
  ],
  [
    'a host that has no address',
    { ...USAGE, method: 'POST' },
    { kind: 'move-blobs', origin: NO_STORAGE },
    'HOST_UNKNOWN',
  ],
  [
    'blobs where none of Microsoft’s are',
    { ...USAGE, method: 'POST' },
    { kind: 'move-blobs', origin: 'https://elsewhere.invalid' },
    'ORIGIN_REFUSED',
  ],
  [
    'an expired signature',
    BLOB,
    { kind: 'expire-signature' },
    'DOWNLOAD_EXPIRED',
  ],
  ['a manifest without blobs', USAGE, { kind: 'empty' }, 'EMPTY_EXPORT'],
  [
    'a manifest that lists a blob twice',
    { ...USAGE, method: 'POST' },
    { kind: 'repeat-blob' },
    'DOWNLOAD_DAMAGED',
  ],
  [
    'two blobs with the same bytes',
    { ...USAGE, method: 'POST' },
    { kind: 'copy-blob' },
    'BLOBS_ALIKE',
  ],
  [
    'a missing column',
    BLOB,
    { kind: 'missing-column', column: 'BillingPreTaxTotal' },
    'COLUMNS_MISSING',
  ],
  [
    'throttling',
    { ...USAGE, method: 'POST' },
    { kind: 'status', status: 429, headers: { 'Retry-After': '0' } },
    'THROTTLED',
  ],
  [
    'a server error',
    { ...USAGE, method: 'POST' },
    { kind: 'status', status: 503 },
    'MICROSOFT_UNAVAILABLE',
  ],
  [
    'a refused permission',
    { ...USAGE, method: 'POST' },
    { kind: 'status', status: 403 },
    'PERMISSION_MISSING',
  ],
];

/** How Microsoft says that it is too much; each asks for no wait. */
const THROTTLES: Array<{ headers?: Record<string, string>; body?: unknown }> = [
  { headers: { 'Retry-After': '0' } },
  { headers: { 'Retry-After': 'Sat, 14 Nov 2026 09:00:00 GMT' } },
  { headers: { 'retry-after-ms': '0' } },
  { headers: { 'x-ms-retry-after-ms': '0' } },
  {
    headers: { 'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': '0' },
  },
  { headers: { 'Retry-After': '0' }, body: { error: { code: 429 } } },
  { headers: { 'Retry-After': '0' }, body: { error: { code: '429' } } },
  { body: 'Too many requests. Please retry.' },
];

/** What is odd, and means the same. */
const ODDITIES: Array<[string, Fault]> = [
  ['a byte order mark', { kind: 'byte-order-mark' }],
  ['numbers as texts', { kind: 'numbers-as-text' }],
  [
    'names in other letters',
    { kind: 'rename-column', column: 'CustomerId', to: 'customerID' },
  ],
  [
    'a column that nobody knows',
    { kind: 'rename-column', column: 'PublisherId', to: 'NewThing' },
  ],
];

describe.each(ids)('a fault at Microsoft, on %s', databaseId => {
  let harness: CspCostsHarness;

  beforeAll(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 3, months: 1, linesPerCustomerDay: 2 },
      collection: {
        // Of the waits that are asked for, not of the clock.
        operationTimeout: { milliseconds: 20 },
        holdDrops: false,
      },
    });
    await harness.untilCollected();
  });

  afterEach(() => harness.simulator.faults.clear());

  afterAll(() => harness.stop());

  it.each(FAULTS)(
    'leaves the figures alone and is shown: %s',
    async (_, match, fault, code) => {
      const before = await november(harness);
      // There is something new to collect, which the fault is in the way of.
      harness.simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
      harness.simulator.faults.add({ match, times: 'always', fault });

      const run = await harness.collect();
      expect(run.status).toBe('partial');
      expect(
        run.jobs.filter(job => job.status === 'failed').map(job => job.source),
      ).toEqual(['unbilled-usage']);

      const during = await november(harness);
      expect(eur(during)).toEqual(eur(before));
      const stale = staleSlice(during);
      expect(stale).toMatchObject({
        status: 'stale',
        asOf: staleSlice(before, 'current')!.asOf,
        problem: { code },
      });
      expect(stale!.problem!.cause).toMatch(/\.$/);
      expect(stale!.problem!.remedy).toMatch(/\.$/);
      expect(during.coverage.complete).toBe(false);

      harness.simulator.faults.clear();
      expect((await harness.collect()).status).toBe('succeeded');
      await expectTruth(harness, '2026-11');
      const after = await november(harness);
      expect(after.coverage.complete).toBe(true);
      expect(after.coverage.slices.map(slice => slice.problem)).toEqual(
        after.coverage.slices.map(() => undefined),
      );
    },
  );

  it.each(ODDITIES)('changes no figure: %s', async (_, fault) => {
    harness.simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
    harness.simulator.faults.add({ match: BLOB, times: 'always', fault });
    expect((await harness.collect()).status).toBe('succeeded');
    await expectTruth(harness, '2026-11');
    expect((await november(harness)).coverage.complete).toBe(true);
  });

  it('counts a line that is not UTF-8, and leaves no other out', async () => {
    harness.simulator.restate({ billingPeriod: '2026-11', factor: '1.25' });
    harness.simulator.faults.add({
      match: BLOB,
      times: 'always',
      fault: { kind: 'bad-utf8', line: 1 },
    });
    await harness.collect();
    const { coverage } = await november(harness);
    expect(coverage.complete).toBe(false);
    expect(staleSlice({ coverage }, 'current')).toMatchObject({
      quarantinedLineCount: 1,
    });
  });

  it('counts a line that cannot be read, and leaves no other out', async () => {
    harness.simulator.restate({ billingPeriod: '2026-11', factor: '1.25' });
    harness.simulator.faults.add({
      match: BLOB,
      times: 'always',
      fault: { kind: 'bad-line', line: 1, text: '{"CustomerId": broken' },
    });
    await harness.collect();
    await expectTruth(harness, '2026-11');
    const { coverage } = await november(harness);
    expect(coverage.complete).toBe(false);
    expect(staleSlice({ coverage }, 'current')).toMatchObject({
      quarantinedLineCount: 1,
    });
    expect(
      await harness
        .knex('quarantined_lines')
        .join('slices', 'current_generation_id', 'generation_id')
        .select('reason', 'line_number'),
    ).toEqual([{ reason: 'NOT_JSON', line_number: expect.anything() }]);
  });

  it('keeps every one of 28 digits', async () => {
    const amount = '12345678901234.12345678901234';
    harness.simulator.restate({ billingPeriod: '2026-11', factor: '1.25' });
    harness.simulator.faults.add({
      match: BLOB,
      times: 'always',
      fault: { kind: 'set-value', column: 'BillingPreTaxTotal', json: amount },
    });
    expect((await harness.collect()).status).toBe('succeeded');
    const shown = await november(harness);
    const { lineCount } = staleSlice(shown, 'current')!;
    expect(eur(shown)!.usageCost).toBe(
      sumDecimals(Array.from({ length: lineCount! }, () => amount)),
    );

    harness.simulator.faults.clear();
    harness.simulator.restate({ billingPeriod: '2026-11', factor: '0.8' });
    expect((await harness.collect()).status).toBe('succeeded');
    await expectTruth(harness, '2026-11');
  });

  it('is patient when it is too much, however Microsoft says so', async () => {
    const { simulator } = harness;
    simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
    for (const [index, answer] of THROTTLES.entries()) {
      simulator.faults.add({
        match: { method: 'POST', path: '/export$', nth: 1 + index },
        fault: { kind: 'status', status: 429, ...answer },
      });
    }
    simulator.requests.clear();
    expect((await harness.collect()).status).toBe('succeeded');
    expect(simulator.requests.count({ status: 429 })).toBe(THROTTLES.length);
    await expectTruth(harness, '2026-11');
  });

  it('waits as long as Microsoft says, by the clock of the database', async () => {
    const { simulator, knex, api } = harness;
    simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
    simulator.faults.add({
      match: { ...USAGE, method: 'POST' },
      times: 'always',
      fault: {
        kind: 'status',
        status: 429,
        headers: {
          'x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after': '1800',
        },
      },
    });
    const { runId } = await api.startRun('demo');
    const throttled = async () =>
      (await api.getRun(runId)).jobs.find(
        job => job.status === 'waiting' && job.problem?.code === 'THROTTLED',
      );
    let job = await throttled();
    while (!job) {
      job = await throttled();
    }
    const row = await knex('jobs').where({ job_id: job.jobId }).first();
    const waitMs = new Date(row.next_at).getTime() - Date.now();
    expect(Math.abs(waitMs - 1_800_000)).toBeLessThan(300_000);

    simulator.faults.clear();
    await knex('rate_budgets').update({ closed_until_ms: 0 });
    await knex('jobs')
      .where({ status: 'waiting' })
      .update({ next_at: '2020-01-01T00:00:00.000Z' });
    await harness.untilCollected();
    expect((await api.getRun(runId)).status).toBe('succeeded');
    await expectTruth(harness, '2026-11');
  });

  it.each([
    [
      'nobody answers',
      'MICROSOFT_UNREACHABLE',
      { kind: 'delay', milliseconds: 60_000 } as const,
      { requestTimeout: { milliseconds: 500 } },
      {},
    ],
    [
      'Microsoft has no address',
      'HOST_UNKNOWN',
      undefined,
      // To learn that a name is nobody's takes as long as it takes.
      {},
      { graphUrl: 'https://graph.invalid' },
    ],
  ])(
    'leaves the figures alone and is shown when %s',
    async (_, code, fault, collection, origins) => {
      const { simulator } = harness;
      const before = await november(harness);
      simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
      if (fault) {
        simulator.faults.add({
          match: { ...USAGE, method: 'POST' },
          times: 'always',
          fault,
        });
      }
      await harness.stopBackend();
      await harness.startBackend({
        collection: { attempts: 1, ...collection },
        config: {
          clouds: {
            simulated: {
              loginUrl: simulator.url,
              graphUrl: simulator.url,
              partnerCenterUrl: simulator.url,
              armUrl: simulator.url,
              partnerApiUrl: simulator.url,
              storageOrigins: [simulator.storageUrl],
              ...origins,
            },
          },
        },
      });
      expect((await harness.collect()).status).toBe('partial');
      const during = await november(harness);
      expect(eur(during)).toEqual(eur(before));
      expect(staleSlice(during)).toMatchObject({ problem: { code } });

      simulator.faults.clear();
      await harness.stopBackend();
      await harness.startBackend({ collection: {}, config: {} });
      expect((await harness.collect()).status).toBe('succeeded');
      await expectTruth(harness, '2026-11');
    },
  );

  it('shows nothing of a new month that Microsoft has no data of, and all of it when it has', async () => {
    const { simulator } = harness;
    simulator.clock.set(new Date('2026-12-04T09:00:00Z'));
    simulator.faults.add({
      match: { export: 'unbilled-usage', billingPeriod: '2026-12' },
      times: 'always',
      fault: { kind: 'fail-operation' },
    });
    const run = await harness.collect();
    expect(run.status).toBe('succeeded');
    expect(
      run.jobs
        .filter(
          job =>
            job.source === 'unbilled-usage' && job.billingPeriod === '2026-12',
        )
        .map(job => job.status),
    ).toEqual(['no-data', 'no-data']);
    const { totals } = await harness.api.getCostSummary({
      billingPeriod: '2026-12',
    });
    expect(totals.map(total => total.usageCost)).toEqual(totals.map(() => '0'));

    simulator.faults.clear();
    expect((await harness.collect()).status).toBe('succeeded');
    await expectTruth(harness, '2026-12');
    await expectTruth(harness, '2026-11');
  });

  it('never sends a token to the storage service', () => {
    expect(harness.simulator.requests.tokenLeaks).toBe(0);
  });
});

function november(harness: CspCostsHarness): Promise<CostSummary> {
  return harness.api.getCostSummary({ billingPeriod: '2026-11' });
}

function eur(summary: CostSummary) {
  return summary.totals.find(total => total.billingCurrency === 'EUR');
}

function staleSlice(
  { coverage }: Pick<CostSummary, 'coverage'>,
  status: SliceCoverage['status'] = 'stale',
): SliceCoverage | undefined {
  return coverage.slices.find(
    slice =>
      slice.source === 'unbilled-usage' &&
      slice.billingCurrency === 'EUR' &&
      slice.status === status,
  );
}
