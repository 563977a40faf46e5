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
  RunDetail,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import type { FaultMatch } from '@internal/microsoft-simulator';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

const USAGE: FaultMatch = { export: 'unbilled-usage', currencyCode: 'EUR' };
const BLOB: FaultMatch = { ...USAGE, path: 'part-' };

describe.each(ids)('the run history on %s', databaseId => {
  let harness: CspCostsHarness;

  beforeEach(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 4, months: 1 },
      keepLog: true,
      startBackend: false,
    });
  });

  afterEach(() => harness.stop());

  it('says of new data what was looked at, and how it was', async () => {
    harness.simulator.faults.add({
      match: { ...BLOB, billingPeriod: 'current' },
      fault: { kind: 'bad-line', text: '{"CustomerId":1,"NewColumn":2}' },
    });
    await harness.startBackend();
    const first = await harness.untilCollected();
    expect(verdictsOf(first)).toMatchObject([
      { check: 'tenant', verdict: 'pass' },
      { check: 'blobs', verdict: 'pass' },
      { check: 'lines', verdict: 'pass' },
      {
        check: 'columns',
        verdict: 'warn',
        detail: expect.stringContaining('NewColumn'),
      },
      { check: 'amounts', verdict: 'pass' },
      {
        check: 'readable',
        verdict: 'warn',
        detail: expect.stringMatching(/^1 of its \d+ lines cannot be read/),
      },
      { check: 'currency', verdict: 'pass', detail: 'All charges are in EUR.' },
      {
        check: 'period',
        verdict: 'pass',
        detail: expect.stringContaining('2026-11'),
      },
      {
        check: 'customers',
        verdict: 'pass',
        detail: expect.stringContaining('first'),
      },
      {
        check: 'total',
        verdict: 'pass',
        detail: expect.stringContaining('first'),
      },
    ]);

    harness.simulator.clock.advance(24 * 60 * 60 * 1000);
    const second = await harness.collect();
    expect(verdictsOf(second).map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 10 }, () => 'pass'),
    );
    expect(verdictsOf(second).at(-1)?.detail).toMatch(
      /^The total in EUR rose by \d+\.\d %\.$/,
    );
    const [generation] = (
      await harness.api.getGenerations({ billingPeriod: '2026-11' })
    ).items.filter(
      ({ source, billingCurrency, status }) =>
        source === 'unbilled-usage' &&
        billingCurrency === 'EUR' &&
        status === 'published',
    );
    expect(generation?.validation).toEqual(verdictsOf(second));

    const idle = await harness.collect();
    expect(
      idle.jobs.filter(({ validation }) => validation !== undefined),
    ).toEqual([]);
  });

  it('says which check refused it', async () => {
    await harness.startBackend();
    await harness.untilCollected();
    for (const [fault, check] of [
      [{ kind: 'missing-column', column: 'BillingPreTaxTotal' }, 'columns'],
      [{ kind: 'empty' }, 'lines'],
    ] as const) {
      harness.simulator.clock.advance(24 * 60 * 60 * 1000);
      const id = harness.simulator.faults.add({
        match: {
          ...(fault.kind === 'empty' ? USAGE : BLOB),
          billingPeriod: 'current',
        },
        fault,
        times: 'always',
      });
      expect(verdictsOf(await harness.collect()).at(-1)).toMatchObject({
        check,
        verdict: 'fail',
      });
      harness.simulator.faults.remove(id);
    }
  });
});

function verdictsOf(run: RunDetail): ValidationVerdict[] {
  return run.jobs.find(
    job =>
      job.source === 'unbilled-usage' &&
      job.billingPeriod === '2026-11' &&
      job.billingCurrency === 'EUR',
  )!.validation!;
}
