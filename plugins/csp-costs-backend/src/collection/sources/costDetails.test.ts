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

import type { Fault } from '@internal/microsoft-simulator';
import {
  sumDecimals,
  subtractDecimals,
  type RetailCosts,
} from 'backstage-plugin-csp-costs-common';
import {
  CspCostsHarness,
  type HarnessOptions,
} from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

const DAY_MS = 86_400_000;

const SOURCES = { sources: { graphBilling: false, costManagement: true } };

/** The months that are open: fewer reports. */
const CURRENT_AND_LAST = { history: { months: 1 } };

const REPORT = /generateCostDetailsReport$/;
const POLL = 'costDetailsOperationResults';

describe.each(ids)('cost details on %s', databaseId => {
  let harness: CspCostsHarness;

  async function start(options: Partial<HarnessOptions> = {}): Promise<void> {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      ...options,
      simulator: {
        customers: 3,
        linesPerCustomerDay: 1,
        months: 1,
        ...options.simulator,
      },
      connector: {
        ...SOURCES,
        history: { months: 2 },
        ...options.connector,
      },
    });
  }

  afterEach(() => harness.stop());

  /** What the simulator says is true, in the shape of the totals. */
  function truthOf(
    billingPeriod: string,
    is: (part: {
      customerId: string;
      azureSubscriptionId: string;
    }) => boolean = () => true,
  ) {
    const customers = harness.simulator.retailTruth(billingPeriod);
    return ['EUR', 'USD'].flatMap(billingCurrency => {
      const inCurrency = customers.filter(
        customer => customer.billingCurrency === billingCurrency,
      );
      const parts = inCurrency
        .flatMap(({ customerId, parts: own }) =>
          own.map(part => ({ customerId, ...part })),
        )
        .filter(is);
      if (parts.length === 0) {
        return [];
      }
      const sums = (of: typeof parts) => {
        const partnerCost = sumDecimals(of.map(part => part.partnerCost));
        const retailCost = sumDecimals(of.map(part => part.retailCost));
        return {
          partnerCost,
          retailCost,
          margin: subtractDecimals(retailCost, partnerCost),
        };
      };
      return [
        {
          billingCurrency,
          ...sums(parts),
          unpricedCost: '0',
          earnedCredit: ['0.15', '0'].flatMap(rate => {
            const credited = parts.filter(part => part.rate === rate);
            return credited.length > 0 ? [{ rate, ...sums(credited) }] : [];
          }),
          state: inCurrency[0]!.state,
        },
      ];
    });
  }

  function retail(billingPeriod: string): Promise<RetailCosts> {
    return harness.api.getRetailCosts({ billingPeriod });
  }

  function slicesOf(answer: RetailCosts) {
    return answer.coverage.slices.map(({ status, problem }) => ({
      status,
      code: problem?.code,
    }));
  }

  it('shows retail costs and earned credit to the last digit, of a scope and a metric', async () => {
    await start({
      simulator: {
        customers: 6,
        linesPerCustomerDay: 4,
        months: 2,
        linesPerBlob: 100,
      },
    });
    const run = await harness.untilCollected();
    expect(run.jobs.filter(({ problem }) => problem)).toEqual([]);
    expect(run.status).toBe('succeeded');

    for (const billingPeriod of ['2026-09', '2026-10', '2026-11']) {
      const answer = await retail(billingPeriod);
      expect(answer.totals).toEqual(truthOf(billingPeriod));
      expect(answer).toMatchObject({
        billingPeriod,
        metric: 'actual',
        coverage: { complete: true, asOf: '2026-11-14T09:00:00.000Z' },
      });
    }
    const [total] = (await retail('2026-10')).totals;
    expect(total).toMatchObject({ state: 'invoiced' });
    expect((await retail('2026-11')).totals[0]).toMatchObject({
      state: 'estimated',
    });
    expect(
      (
        await harness.api.getRetailCosts({
          billingPeriod: '2026-10',
          metric: 'amortized',
        })
      ).totals,
    ).toEqual(truthOf('2026-10'));

    const customer = harness.simulator.customers.find(
      one => one.entitlements.length > 1,
    )!;
    const ofCustomer = await harness.api.getRetailCosts({
      billingPeriod: '2026-10',
      customerId: customer.id.toUpperCase(),
    });
    expect(ofCustomer.totals).toEqual(
      truthOf('2026-10', part => part.customerId === customer.id),
    );
    expect(ofCustomer.coverage.complete).toBe(true);

    // The blobs are on the storage service, which got no token.
    expect(
      harness.simulator.requests.count({
        service: 'storage',
        path: '/armreports/',
        status: 200,
      }),
    ).toBeGreaterThan(6);
    expect(harness.simulator.requests.tokenLeaks).toBe(0);
  });

  it('asks once a day, for closed months once, and writes nothing when nothing has changed', async () => {
    await start({ simulator: { months: 2 } });
    await harness.untilCollected();
    const { simulator, knex } = harness;
    const asked = () =>
      simulator.requests.count({ method: 'POST', path: REPORT });
    expect(asked()).toBe(6);
    const reports = () =>
      knex('cost_details_reports as r')
        .join('slices as s', 's.slice_id', 'r.slice_id')
        .where({ 's.billing_period': '2026-10' })
        .orderBy('s.slice_key')
        .select('r.report_id', 'r.published_at');
    const before = await reports();

    const again = await harness.collect();
    expect(asked()).toBe(6);
    expect(again.jobs.map(({ source }) => source)).not.toContain(
      'cost-details',
    );

    simulator.clock.set(new Date('2026-11-15T09:00:00Z'));
    const nextDay = await harness.collect();
    expect(asked()).toBe(10);
    expect(
      nextDay.jobs
        .filter(({ source }) => source === 'cost-details')
        .map(({ billingPeriod, status }) => `${billingPeriod} ${status}`)
        .sort(),
    ).toEqual([
      '2026-10 unchanged',
      '2026-10 unchanged',
      '2026-11 published',
      '2026-11 published',
    ]);
    expect(await reports()).toEqual(before);
    expect((await retail('2026-10')).coverage).toMatchObject({
      complete: true,
      asOf: '2026-11-15T09:00:00.000Z',
    });
    expect((await retail('2026-11')).totals).toEqual(truthOf('2026-11'));
    expect((await retail('2026-09')).coverage).toMatchObject({
      complete: true,
      asOf: '2026-11-14T09:00:00.000Z',
    });

    // A month is asked for once more when its charges have settled.
    simulator.clock.set(new Date('2027-01-05T09:00:00Z'));
    await harness.collect();
    simulator.clock.set(new Date('2027-01-11T09:00:00Z'));
    simulator.requests.clear();
    const later = await harness.collect();
    expect(
      later.jobs
        .filter(({ source }) => source === 'cost-details')
        .map(({ billingPeriod }) => billingPeriod)
        .sort(),
    ).toEqual(['2026-12', '2026-12', '2027-01', '2027-01']);
    expect((await retail('2026-11')).totals).toEqual(truthOf('2026-11'));
  });

  it('waits as long as the rate limit headers of Cost Management say, without Retry-After', async () => {
    await start({ startBackend: false, connector: CURRENT_AND_LAST });
    const { simulator } = harness;
    simulator.faults.add({
      match: { path: 'generateCostDetailsReport' },
      fault: {
        kind: 'status',
        status: 429,
        headers: {
          'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': '1',
          'x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after': '2',
        },
        body: {
          error: { code: '429', message: 'Too many requests. Please retry.' },
        },
      },
    });
    const begun = performance.now();
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(2000);
    expect(run.status).toBe('succeeded');
    expect(simulator.requests.count({ path: REPORT, status: 429 })).toBe(1);
    expect((await retail('2026-10')).totals).toEqual(truthOf('2026-10'));
  });

  it('takes "no data" for a gap at first, and for a fault where there was some', async () => {
    await start({ startBackend: false, connector: CURRENT_AND_LAST });
    const { simulator } = harness;
    // Microsoft says it in two ways, the first time at once.
    simulator.faults.add({
      match: { path: 'generateCostDetailsReport' },
      times: 2,
      fault: { kind: 'status', status: 204, body: '' },
    });
    const id = simulator.faults.add({
      match: { path: 'generateCostDetailsReport' },
      times: 'always',
      fault: { kind: 'empty' },
    });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(run.status).toBe('succeeded');
    const none = await retail('2026-10');
    expect(none.totals).toEqual([]);
    expect(none.coverage.complete).toBe(false);
    expect(slicesOf(none)).toEqual([
      { status: 'not-yet-available', code: undefined },
    ]);

    simulator.faults.remove(id);
    simulator.clock.advance(DAY_MS);
    await harness.collect();
    const { totals } = await retail('2026-10');
    expect(totals).toEqual(truthOf('2026-10'));

    simulator.faults.add({
      match: { path: 'generateCostDetailsReport' },
      times: 'always',
      fault: { kind: 'empty' },
    });
    simulator.clock.advance(DAY_MS);
    await harness.collect();
    const kept = await retail('2026-10');
    expect(kept.totals).toEqual(totals);
    expect(slicesOf(kept)).toEqual([{ status: 'stale', code: 'EMPTY_EXPORT' }]);
    // The same charges stay complete: the retail view is no part of them.
    const summary = await harness.api.getCostSummary({
      billingPeriod: '2026-10',
    });
    expect(summary.coverage.slices.map(({ source }) => source)).not.toContain(
      'cost-details',
    );
  });

  it('says why Microsoft made no report', async () => {
    await start({ startBackend: false, connector: CURRENT_AND_LAST });
    harness.simulator.faults.add({
      match: { path: 'generateCostDetailsReport' },
      times: 'always',
      fault: {
        kind: 'fail-operation',
        code: 'DataTooLarge',
        message: 'The report is too large.',
      },
    });
    await harness.startBackend();
    await harness.untilCollected();
    const { totals, coverage } = await retail('2026-10');
    expect(totals).toEqual([]);
    expect(coverage.slices).toMatchObject([
      {
        status: 'missing',
        problem: {
          code: 'EXPORT_FAILED',
          microsoft: {
            code: 'DataTooLarge',
            message: 'The report is too large.',
          },
        },
      },
    ]);
  });

  it('sends nothing to an address outside the pinned origins', async () => {
    await start({ startBackend: false, connector: CURRENT_AND_LAST });
    const { simulator } = harness;
    simulator.faults.add({
      match: { path: POLL },
      times: 'always',
      fault: {
        kind: 'status',
        status: 200,
        body: {
          id: 'r',
          name: 'r',
          status: 'Completed',
          manifest: {
            dataFormat: 'Csv',
            compressData: false,
            blobs: [
              {
                // The API itself, which is no place for files.
                blobLink: `${simulator.url.replace(
                  '127.0.0.1',
                  'localhost',
                )}/report.csv?sig=s`,
                byteCount: 5,
              },
            ],
          },
        },
      },
    });
    await harness.startBackend();
    await harness.untilCollected();
    expect(slicesOf(await retail('2026-10'))).toEqual([
      { status: 'missing', code: 'ORIGIN_REFUSED' },
    ]);
    expect(simulator.requests.count({ path: '/report.csv' })).toBe(0);

    simulator.faults.clear();
    simulator.faults.add({
      match: { path: 'generateCostDetailsReport' },
      times: 'always',
      fault: {
        kind: 'status',
        status: 202,
        // Storage may be read, and must never be sent a token.
        headers: { location: `${simulator.storageUrl}/operation` },
        body: '',
      },
    });
    simulator.requests.clear();
    await harness.collect();
    expect(slicesOf(await retail('2026-10'))).toEqual([
      { status: 'missing', code: 'ORIGIN_REFUSED' },
    ]);
    expect(simulator.requests.count({ service: 'storage' })).toBe(0);
  });

  it('keeps what is shown when a report is not what it should be, and says what is wrong', async () => {
    await start({ connector: CURRENT_AND_LAST });
    await harness.untilCollected();
    const { simulator } = harness;
    const { totals } = await retail('2026-10');
    const set = (column: string, value: string): Fault => ({
      kind: 'set-value',
      column,
      json: JSON.stringify(value),
      line: 3,
    });
    const cases: Array<[Fault, string, RegExp]> = [
      [
        { kind: 'missing-column', column: 'paygCostInBillingCurrency' },
        'COLUMNS_MISSING',
        /columns are missing: paygCostInBillingCurrency/,
      ],
      [
        set('costInBillingCurrency', '1,25'),
        'UNREADABLE_EXPORT',
        /costInBillingCurrency cannot be read in 1 of/,
      ],
      [
        set('date', '31/12/26'),
        'UNREADABLE_EXPORT',
        /date cannot be read in 1/,
      ],
      [
        set('partnerEarnedCreditApplied', 'perhaps'),
        'UNREADABLE_EXPORT',
        /partnerEarnedCreditApplied/,
      ],
      [set('date', '12/01/2026'), 'WRONG_PERIOD', /to 2026-12-01/],
      [set('billingCurrency', 'GBP'), 'WRONG_CURRENCY', /charges in "GBP"/],
      [
        set('billingAccountId', '/x/billingAccounts/other'),
        'WRONG_BILLING_ACCOUNT',
        /billing account ".*other.*" instead of/,
      ],
      [set('partnerTenantId', 'other'), 'WRONG_TENANT', /other/],
      [
        set('costInBillingCurrency', `${'9'.repeat(30)}.5`),
        'AMOUNTS_TOO_LONG',
        /30 digits before/,
      ],
      [{ kind: 'truncate' }, 'DOWNLOAD_DAMAGED', /not whole/],
    ];
    for (const [fault, code, cause] of cases) {
      simulator.faults.clear();
      simulator.faults.add({
        match: { path: '/armreports/' },
        times: 'always',
        fault,
      });
      simulator.clock.advance(DAY_MS);
      await harness.collect();
      const answer = await retail('2026-10');
      expect(answer.totals).toEqual(totals);
      expect(answer.coverage.complete).toBe(false);
      expect(answer.coverage.slices).toMatchObject([
        { status: 'stale', problem: { code } },
      ]);
      expect(answer.coverage.slices[0]!.problem!.cause).toMatch(cause);
    }

    simulator.faults.clear();
    await harness.collect();
    expect((await retail('2026-10')).coverage.complete).toBe(true);
  });

  it('compares only what has a retail price, and reads every way to write a number', async () => {
    await start({ startBackend: false, connector: CURRENT_AND_LAST });
    const { simulator } = harness;
    const values: Array<[column: string, value: string, line?: number]> = [
      ['billingCurrency', 'EUR'],
      ['partnerEarnedCreditApplied', 'False'],
      ['costInBillingCurrency', '0'],
      ['paygCostInBillingCurrency', '0'],
      ['costInBillingCurrency', '1.5', 0],
      ['paygCostInBillingCurrency', '', 0],
      ['costInBillingCurrency', '2', 1],
      ['costInBillingCurrency', '-1.25E-05', 2],
      ['paygCostInBillingCurrency', '2e3', 2],
      ['partnerEarnedCreditApplied', 'True', 2],
      ['partnerEarnedCreditRate', '0.1500', 2],
    ];
    for (const [column, value, line] of values) {
      simulator.faults.add({
        match: { path: '/armreports/' },
        times: 'always',
        fault: {
          kind: 'set-value',
          column,
          json: JSON.stringify(value),
          line,
        },
      });
    }
    await harness.startBackend();
    await harness.untilCollected();
    expect((await retail('2026-10')).totals).toEqual([
      {
        billingCurrency: 'EUR',
        partnerCost: '3.4999875',
        retailCost: '2000',
        unpricedCost: '3.5',
        margin: '2000.0000125',
        earnedCredit: [
          {
            rate: '0.15',
            partnerCost: '-0.0000125',
            retailCost: '2000',
            margin: '2000.0000125',
          },
          { rate: '0', partnerCost: '3.5', retailCost: '0', margin: '0' },
        ],
        state: 'invoiced',
      },
    ]);
  });

  it('asks for a report a customer when only some are collected, and counts nobody twice', async () => {
    await start({ connector: CURRENT_AND_LAST });
    await harness.untilCollected();
    const { simulator } = harness;
    const chosen = simulator.customers.slice(0, 2).map(({ id }) => id);
    for (const customerIds of [chosen.slice(0, 1), chosen, []]) {
      simulator.requests.clear();
      simulator.clock.advance(DAY_MS);
      await harness.stopBackend();
      await harness.startBackend({
        connector: {
          ...SOURCES,
          ...CURRENT_AND_LAST,
          customerIds,
        },
      });
      await harness.collect();
      const { totals, coverage } = await retail('2026-10');
      expect(totals).toEqual(
        truthOf(
          '2026-10',
          ({ customerId }) =>
            customerIds.length === 0 || customerIds.includes(customerId),
        ),
      );
      expect(coverage).toMatchObject({ complete: true });
      expect(coverage.slices).toHaveLength(Math.max(1, customerIds.length));
      const asked = simulator.requests.find({ method: 'POST', path: REPORT });
      expect(
        asked.filter(({ path }) => path.includes('/customers/')),
      ).toHaveLength(4 * customerIds.length);
      expect(asked).toHaveLength(4 * Math.max(1, customerIds.length));
    }
  });

  it('goes on with a report that was asked for before', async () => {
    await start({ startBackend: false, connector: CURRENT_AND_LAST });
    const { simulator } = harness;
    simulator.faults.add({
      match: { path: POLL },
      times: 10,
      fault: { kind: 'status', status: 503 },
    });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(run.status).toBe('succeeded');
    expect(
      Math.max(...run.jobs.map(({ attempts }) => attempts)),
    ).toBeGreaterThan(1);
    expect(simulator.requests.count({ method: 'POST', path: REPORT })).toBe(4);
    expect((await retail('2026-10')).totals).toEqual(truthOf('2026-10'));
  });
});
