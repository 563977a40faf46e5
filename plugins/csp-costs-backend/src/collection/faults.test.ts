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

import type {
  CostSummary,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import type { Fault, FaultMatch } from '@internal/microsoft-simulator';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { expectTruth } from '../__testUtils__/expectTruth';
import { testDatabases } from '../__testUtils__/databases';

jest.setTimeout(180_000);

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
