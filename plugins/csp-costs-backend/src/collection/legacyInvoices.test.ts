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

import type { LegacySums } from '@internal/microsoft-simulator';
import {
  sumDecimals,
  type CostTotal,
  type RunDetail,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

const SOURCE = 'legacy-invoice-lines';
const BILLING_PERIOD = '2026-10';

describe.each(ids)('legacy invoices on %s', databaseId => {
  let harness: CspCostsHarness;

  async function start(
    options: Partial<Parameters<typeof CspCostsHarness.create>[0]> = {},
  ) {
    const knex: Knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({
      knex,
      ...options,
      simulator: {
        customers: 6,
        months: 1,
        linesPerCustomerDay: 1,
        legacyLines: 20,
        ...options.simulator,
      },
    });
  }

  afterEach(() => harness.stop());

  it('are shown beside new commerce, to the last digit, however many pages they have', async () => {
    await start({ simulator: { months: 2, legacyLines: 4_500 } });
    const run = await harness.untilCollected();
    expect(run.status).toBe('succeeded');

    for (const billingPeriod of ['2026-09', BILLING_PERIOD]) {
      await expectBoth(harness, billingPeriod);
      const { invoices } = harness.simulator.legacyTruth(billingPeriod);
      const summary = await harness.api.getCostSummary({ billingPeriod });
      // Lines without a date are charged in the month, licences for the next one.
      expect(
        summary.totals.flatMap(({ days }) => days.map(({ date }) => date)),
      ).not.toContainEqual(expect.stringMatching(/^0001/));
      for (const { invoiceId, billingCurrency, lineCount } of invoices) {
        expect(summary.coverage.slices).toContainEqual(
          expect.objectContaining({
            source: SOURCE,
            invoiceId,
            billingPeriod,
            billingCurrency,
            status: 'current',
            lineCount,
            quarantinedLineCount: 0,
          }),
        );
        // Offsets are ours: Microsoft's links to the next page lack them.
        expect(
          harness.simulator.requests
            .find({ path: `/v1/invoices/${invoiceId}/lineitems` })
            .map(({ query }) => query.replace(/^.*provider=/, '')),
        ).toEqual([
          'office&invoicelineitemtype=billinglineitems&size=2000&offset=0',
          'office&invoicelineitemtype=billinglineitems&size=2000&offset=2000',
          'office&invoicelineitemtype=billinglineitems&size=2000&offset=4000',
          'azure&invoicelineitemtype=billinglineitems&size=2000&offset=0',
        ]);
      }
    }
    // Graph has none of them, and is not asked.
    expect(
      run.jobs.filter(
        ({ source, invoiceId }) =>
          invoiceId?.startsWith('D') && source !== SOURCE,
      ),
    ).toEqual([]);
    const complete = await harness.api.getCostSummary({
      billingPeriod: BILLING_PERIOD,
    });
    expect(complete.coverage.complete).toBe(true);
    expect(complete.totals.map(({ state }) => state)).toEqual([
      'invoiced',
      'invoiced',
    ]);
    expect(jobsOf(run)[0]!.validation).toContainEqual({
      check: 'invoice',
      verdict: 'pass',
      detail: 'Its lines and their tax add up to the total of the invoice.',
    });
  });

  it('write nothing when they are as they were', async () => {
    await start();
    await harness.untilCollected();
    const before = await harness.knex('generations').pluck('generation_id');
    const run = await harness.collect();
    expect(jobsOf(run).map(({ status }) => status)).toEqual([
      'unchanged',
      'unchanged',
    ]);
    expect(await harness.knex('generations').pluck('generation_id')).toEqual(
      before,
    );
    await expectBoth(harness, BILLING_PERIOD);
  });

  it('survive that a later page is refused, fails or breaks off', async () => {
    await start({ startBackend: false });
    const faults = [
      { kind: 'status', status: 429, headers: { 'Retry-After': '0' } },
      { kind: 'reset', afterBytes: 3_000 },
      { kind: 'status', status: 500 },
      { kind: 'reset' },
    ] as const;
    for (const [index, fault] of faults.entries()) {
      const { invoiceId } = legacyInvoices(harness)[index % 2]!;
      harness.simulator.faults.add({
        match: {
          path: `/invoices/${invoiceId}/lineitems$`,
          nth: index < 2 ? 2 : 3,
        },
        fault,
      });
    }
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(run.status).toBe('succeeded');
    expect(
      harness.simulator.faults.list().map(({ applied }) => applied),
    ).toEqual([1, 1, 1, 1]);
    await expectBoth(harness, BILLING_PERIOD);
  });

  it('leave everything else alone when they cannot be had, and say so', async () => {
    await start({ startBackend: false });
    harness.simulator.faults.add({
      match: { path: '/lineitems$', nth: 2 },
      times: 'always',
      fault: { kind: 'status', status: 403 },
    });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(run.status).toBe('partial');
    expect(
      new Set(
        run.jobs.filter(job => job.status === 'failed').map(job => job.source),
      ),
    ).toEqual(new Set([SOURCE]));
    await expectTruth(harness, BILLING_PERIOD);
    const { coverage } = await harness.api.getCostSummary({
      billingPeriod: BILLING_PERIOD,
    });
    expect(coverage.complete).toBe(false);
    for (const { invoiceId } of legacyInvoices(harness)) {
      expect(
        coverage.slices.filter(slice => slice.invoiceId === invoiceId),
      ).toEqual([
        expect.objectContaining({
          source: SOURCE,
          status: 'missing',
          lineCount: 0,
          problem: expect.objectContaining({
            microsoft: expect.objectContaining({ status: 403 }),
          }),
        }),
      ]);
    }

    harness.simulator.faults.clear();
    await harness.collect();
    await expectBoth(harness, BILLING_PERIOD);
  });

  it('are refused when their lines do not come to their total, and what was shown stays', async () => {
    await start();
    await harness.untilCollected();
    const [lost] = legacyInvoices(harness);
    harness.simulator.faults.add({
      match: { path: `/invoices/${lost!.invoiceId}/lineitems$` },
      fault: { kind: 'status', status: 200, body: { items: [] } },
    });
    const run = await harness.collect();
    const job = jobsOf(run).find(
      ({ invoiceId }) => invoiceId === lost!.invoiceId,
    )!;
    expect(job).toMatchObject({
      status: 'failed',
      problem: { code: 'TOTAL_MISMATCH' },
    });
    expect(job.validation).toEqual([
      expect.objectContaining({ check: 'invoice', verdict: 'fail' }),
    ]);
    await expectBoth(harness, BILLING_PERIOD);
    const { coverage } = await harness.api.getCostSummary({
      billingPeriod: BILLING_PERIOD,
    });
    expect(coverage.slices).toContainEqual(
      expect.objectContaining({
        invoiceId: lost!.invoiceId,
        status: 'stale',
        problem: expect.objectContaining({ code: 'TOTAL_MISMATCH' }),
      }),
    );

    await harness.collect();
    const healed = await harness.api.getCostSummary({
      billingPeriod: BILLING_PERIOD,
    });
    expect(healed.coverage.slices).toContainEqual(
      expect.objectContaining({
        invoiceId: lost!.invoiceId,
        status: 'current',
      }),
    );
  });

  it('have nothing to do with the estimate of new commerce', async () => {
    await start({ startBackend: false });
    // Microsoft has no billed data of October yet, so its estimate is shown.
    harness.simulator.faults.add({
      match: { export: 'billed-usage' },
      times: 'always',
      fault: { kind: 'fail-operation', code: '5000' },
    });
    harness.simulator.faults.add({
      match: { export: 'billed-reconciliation' },
      times: 'always',
      fault: { kind: 'fail-operation', code: '5000' },
    });
    await harness.startBackend();
    await harness.untilCollected();
    const estimated = await harness.api.getCostSummary({
      billingPeriod: BILLING_PERIOD,
    });
    for (const total of estimated.totals) {
      const legacy = legacyInvoices(harness).find(
        ({ billingCurrency }) => billingCurrency === total.billingCurrency,
      )!;
      expect(total.state).toBe('mixed');
      expect(total.invoicedCost).toBe(
        sumDecimals([legacy.usageCost, legacy.otherCost]),
      );
    }

    harness.simulator.faults.clear();
    await harness.collect();
    await expectBoth(harness, BILLING_PERIOD);
    const invoiced = await harness.api.getCostSummary({
      billingPeriod: BILLING_PERIOD,
    });
    expect(invoiced.totals.map(({ state }) => state)).toEqual([
      'invoiced',
      'invoiced',
    ]);
  });

  it('count for the customers of the connector only, and are checked as a whole', async () => {
    await start({ startBackend: false });
    const wanted = harness.simulator.customers[1]!;
    await harness.startBackend({
      connector: { customerIds: [wanted.id] },
    });
    const run = await harness.untilCollected();
    expect(run.status).toBe('succeeded');
    const { items } = await harness.api.getCustomers({
      billingPeriod: BILLING_PERIOD,
    });
    expect(items.map(({ customerId }) => customerId)).toEqual([wanted.id]);
    const own = harness.simulator
      .truth(BILLING_PERIOD)
      .customers.find(({ customerId }) => customerId === wanted.id)!;
    const legacy = harness.simulator
      .legacyTruth(BILLING_PERIOD)
      .customers.find(({ customerId }) => customerId === wanted.id)!;
    expect(figures(items[0]!.totals[0]!)).toEqual(figures(add(own, legacy)));
  });

  it('count in the month that their billing cycle began in', async () => {
    await start();
    await harness.untilCollected();
    await harness.stopBackend();
    // Invoices of 6 November: the cycle that ended last began on 22 September.
    await harness.startBackend({ connector: { legacyInvoiceCycleDay: 22 } });
    await harness.collect();
    await expectTruth(harness, BILLING_PERIOD);
    const september = await harness.api.getCostSummary({
      billingPeriod: '2026-09',
    });
    const { invoices } = harness.simulator.legacyTruth(BILLING_PERIOD);
    expect(
      september.totals.map(({ billingCurrency, usageCost, otherCost }) => [
        billingCurrency,
        usageCost,
        otherCost,
      ]),
    ).toEqual(
      expect.arrayContaining(
        invoices.map(({ billingCurrency, usageCost, otherCost }) => [
          billingCurrency,
          usageCost,
          otherCost,
        ]),
      ),
    );
  });

  it('are named while they are older than what is collected', async () => {
    await start({
      simulator: { months: 3 },
      connector: { history: { months: 2 } },
    });
    await harness.untilCollected();
    const { coverage } = await harness.api.getCostSummary({
      billingPeriod: '2026-08',
    });
    const named = harness.simulator.legacyTruth('2026-08').invoices;
    expect(named).toHaveLength(2);
    for (const { invoiceId, totalCharges, billingCurrency } of named) {
      expect(
        coverage.slices.filter(slice => slice.invoiceId === invoiceId),
      ).toEqual([
        expect.objectContaining({
          status: 'missing',
          problem: expect.objectContaining({
            code: 'NOT_COLLECTED',
            cause: expect.stringContaining('is of legacy commerce'),
            remedy: expect.stringContaining(
              `${totalCharges} ${billingCurrency}`,
            ),
          }),
        }),
      ]);
    }
  });
});

/** Jobs of legacy invoices. */
function jobsOf(run: RunDetail) {
  return run.jobs.filter(({ source }) => source === SOURCE);
}

function legacyInvoices(harness: CspCostsHarness) {
  return harness.simulator.legacyTruth(BILLING_PERIOD).invoices;
}

interface Figures {
  billingCurrency: string;
  usageCost: string;
  otherCost: string;
  taxCost: string;
}

function figures({ billingCurrency, usageCost, otherCost, taxCost }: Figures) {
  return { billingCurrency, usageCost, otherCost, taxCost };
}

/** Figures of new commerce with those of legacy invoices, where there are any. */
function add(
  own: Figures,
  legacy: LegacySums | undefined,
): CostTotal | Figures {
  const sum = (key: 'usageCost' | 'otherCost' | 'taxCost') =>
    sumDecimals([own[key], legacy?.[key] ?? '0']);
  return {
    billingCurrency: own.billingCurrency,
    usageCost: sum('usageCost'),
    otherCost: sum('otherCost'),
    taxCost: sum('taxCost'),
  };
}

/** Compares totals and every customer with new commerce and legacy invoices together. */
async function expectBoth(
  harness: CspCostsHarness,
  billingPeriod: string,
): Promise<void> {
  const truth = harness.simulator.truth(billingPeriod);
  const legacy = harness.simulator.legacyTruth(billingPeriod);
  const { totals } = await harness.api.getCostSummary({ billingPeriod });
  expect(
    Object.fromEntries(
      totals.map(total => [total.billingCurrency, figures(total)]),
    ),
  ).toEqual(
    Object.fromEntries(
      truth.totals.map(total => [
        total.billingCurrency,
        add(
          total,
          legacy.invoices.find(
            ({ billingCurrency }) => billingCurrency === total.billingCurrency,
          ),
        ),
      ]),
    ),
  );
  const { items } = await harness.api.getCustomers({
    billingPeriod,
    limit: 100,
  });
  expect(
    Object.fromEntries(
      items.map(item => [item.customerId, figures(item.totals[0]!)]),
    ),
  ).toEqual(
    Object.fromEntries(
      truth.customers.map(customer => [
        customer.customerId,
        add(
          customer,
          legacy.customers.find(
            ({ customerId }) => customerId === customer.customerId,
          ),
        ),
      ]),
    ),
  );
}
