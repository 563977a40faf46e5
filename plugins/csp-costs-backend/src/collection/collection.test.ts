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

import { createCertificate } from '@internal/microsoft-simulator';
import {
  compareDecimals,
  sumDecimals,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

describe.each(ids)('collection on %s', databaseId => {
  let harness: CspCostsHarness;

  async function start(
    options: Partial<Parameters<typeof CspCostsHarness.create>[0]> = {},
  ) {
    const knex: Knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({ knex, ...options });
    return harness;
  }

  afterEach(() => harness.stop());

  it('shows what Microsoft charges, to the last digit', async () => {
    await start();
    const run = await harness.untilCollected();
    expect(run.jobs.filter(job => job.status === 'failed')).toEqual([]);
    expect(run.status).toBe('succeeded');

    for (const billingPeriod of ['2026-09', '2026-10', '2026-11']) {
      await expectTruth(harness, billingPeriod);
    }

    // The oldest EUR invoice is amended by a note, which nothing collects yet.
    const amended = await harness.api.getCostSummary({
      billingPeriod: '2026-09',
    });
    expect(amended.coverage.complete).toBe(false);
    expect(amended.coverage.slices.map(slice => slice.problem?.code)).toContain(
      'NOT_COLLECTED',
    );

    const breakdown = await harness.api.getCostBreakdown({
      billingPeriod: '2026-10',
      dimension: 'azureSubscription',
    });
    const truth = harness.simulator
      .truth('2026-10')
      .customers.flatMap(customer => customer.azureSubscriptions);
    for (const subscription of truth) {
      const row = breakdown.rows.find(
        ({ id }) => id === subscription.azureSubscriptionId,
      );
      expect(row?.billedCost ?? '0').toBe(subscription.usageCost);
      expect(row?.name ?? subscription.name).toBe(subscription.name);
      const own = await harness.api.getCostSummary({
        billingPeriod: '2026-10',
        azureSubscriptionId: subscription.azureSubscriptionId.toUpperCase(),
      });
      expect(own.totals[0]?.billedCost ?? '0').toBe(subscription.usageCost);
    }
  });

  it('costs one operation and no download when nothing has changed', async () => {
    await start();
    const first = await harness.untilCollected();
    const charges = first.jobs.filter(
      job => job.status === 'published' && /billed/.test(job.source),
    );
    harness.simulator.requests.clear();

    const second = await harness.collect();
    expect(
      second.jobs
        .filter(job => /billed/.test(job.source))
        .map(job => job.status),
    ).not.toContain('published');
    expect(harness.simulator.requests.count({ service: 'storage' })).toBe(0);
    expect(
      harness.simulator.requests.count({ service: 'graph', method: 'POST' }),
    ).toBe(second.jobs.filter(job => /billed/.test(job.source)).length);
    expect(charges.length).toBeGreaterThan(4);
  });

  it('lets invoices take the place of estimates when they come', async () => {
    await start({ simulator: { customers: 4 } });
    await harness.untilCollected();
    harness.simulator.clock.set(new Date('2026-12-02T12:00:00Z'));
    await harness.collect();
    await expectTruth(harness, '2026-11');
    expect(await states(harness, '2026-11')).toEqual(['estimated']);

    harness.simulator.clock.set(new Date('2026-12-08T12:00:00Z'));
    await harness.collect();
    await expectTruth(harness, '2026-11');
    await expectTruth(harness, '2026-12');
    expect(await states(harness, '2026-11')).toEqual(['invoiced']);
    expect(await harness.api.getBillingPeriods()).toEqual([
      {
        billingPeriod: '2026-12',
        state: 'estimated',
        billingCurrencies: ['EUR', 'USD'],
      },
      ...['2026-11', '2026-10', '2026-09'].map(billingPeriod => ({
        billingPeriod,
        state: 'invoiced',
        billingCurrencies: ['EUR', 'USD'],
      })),
    ]);
  });

  it('shows invoices, not an estimate that comes after them', async () => {
    await start({
      simulator: { customers: 4, months: 1 },
      connector: { billingCurrencies: ['EUR'] },
    });
    await harness.untilCollected();
    await harness.stopBackend();
    await harness.startBackend({ connector: {} });
    await harness.collect();
    expect(await states(harness, '2026-10')).toEqual(['invoiced']);
    await expectTruth(harness, '2026-10');
    await expectTruth(harness, '2026-11');
  });

  it('compares the same days of the month before', async () => {
    await start();
    await harness.untilCollected();
    const { comparison, totals } = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    expect(comparison).toEqual({
      billingPeriod: '2026-10',
      throughDate: '2026-11-13',
    });
    const total = totals[0]!;
    expect(total.comparableCost).toBe(
      sumDecimals(
        total.previousDays
          .filter(({ date }) => date <= '2026-10-13')
          .flatMap(({ usageCost, otherCost }) => [usageCost, otherCost]),
      ),
    );
    expect(total.previousCost).toBe(
      harness.simulator
        .truth('2026-10')
        .totals.find(
          ({ billingCurrency }) => billingCurrency === total.billingCurrency,
        )?.billedCost,
    );
    const oldest = await harness.api.getCostSummary({
      billingPeriod: '2026-09',
    });
    expect(oldest.comparison).toEqual({ billingPeriod: '2026-08' });
    expect(oldest.totals[0]).not.toHaveProperty('comparableCost');
  });

  it('signs in with a certificate', async () => {
    const { certificatePem, privateKeyPem } = createCertificate();
    await start({
      simulator: { certificatePem, customers: 2, months: 1 },
      connector: {
        clientSecret: undefined,
        certificate: {
          certificate: certificatePem,
          privateKey: privateKeyPem,
        },
      },
    });
    expect((await harness.untilCollected()).status).toBe('succeeded');
    expect((await harness.api.getConnectors())[0]).toMatchObject({
      credential: { kind: 'certificate' },
    });
  });

  it('says what is wrong with a client secret', async () => {
    await start({
      simulator: { customers: 2, months: 1 },
      connector: { clientSecret: 'not-the-secret' },
    });
    const run = await harness.untilCollected();
    expect(run.status).toBe('failed');
    expect(
      run.jobs
        .filter(job => job.source !== 'subscriptions')
        .map(job => job.problem?.code),
    ).toEqual(Array(run.jobs.length - 1).fill('CLIENT_SECRET_WRONG'));
    const summary = await harness.api.getCostSummary({
      billingPeriod: '2026-11',
    });
    expect(summary.totals).toEqual([]);
    expect(summary.coverage.complete).toBe(false);
    expect(JSON.stringify(run)).not.toContain('not-the-secret');
  });

  it('ranks, finds and pages customers', async () => {
    await start({
      simulator: { customers: 30, linesPerCustomerDay: 1, months: 1 },
    });
    await harness.untilCollected();
    const billingPeriod = '2026-10';
    const truth = harness.simulator.truth(billingPeriod).customers;
    const expected = ['EUR', 'USD'].flatMap(currency =>
      truth
        .filter(customer => customer.billingCurrency === currency)
        .sort((a, b) => compareDecimals(b.billedCost, a.billedCost))
        .map(customer => customer.customerId),
    );
    const ranked: string[] = [];
    for (let offset = 0; offset < 30; offset += 8) {
      const page = await harness.api.getCustomers({
        billingPeriod,
        offset,
        limit: 8,
      });
      expect(page.totalCount).toBe(30);
      ranked.push(...page.items.map(customer => customer.customerId));
    }
    expect(ranked).toEqual(expected);

    const wanted = truth[7]!;
    const found = await harness.api.getCustomers({
      billingPeriod,
      search: wanted.customerName.toUpperCase().slice(0, -2),
    });
    expect(found.items.map(customer => customer.customerName)).toContain(
      wanted.customerName,
    );
    // Not every database knows the case of letters beyond ASCII.
    await harness
      .knex('customers')
      .where({ customer_id: wanted.customerId.toLowerCase() })
      .update({ domain_name: 'Žďár.example' });
    for (const search of ['žďár', 'ZDAR', 'ŽĎÁR.EX']) {
      const { items } = await harness.api.getCustomers({
        billingPeriod,
        search,
      });
      expect(items.map(customer => customer.customerName)).toEqual([
        wanted.customerName,
      ]);
    }
    const byName = await harness.api.getCustomers({
      billingPeriod,
      sortBy: 'name',
      billingCurrency: 'USD',
      limit: 100,
    });
    const names = byName.items.map(customer => customer.customerName);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    expect(names).toHaveLength(
      truth.filter(customer => customer.billingCurrency === 'USD').length,
    );
    expect(
      (await harness.api.getCustomers({ billingPeriod, search: '100%_' }))
        .items,
    ).toEqual([]);
  });
});

async function states(harness: CspCostsHarness, billingPeriod: string) {
  const { items } = await harness.api.getCustomers({ billingPeriod });
  return [
    ...new Set(items.flatMap(({ totals }) => totals.map(total => total.state))),
  ];
}
