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
  subtractDecimals,
  sumDecimals,
  type Restatement,
  type RestatementsQuery,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

describe.each(ids)('restatements on %s', databaseId => {
  let harness: CspCostsHarness;

  async function start(
    options: Partial<Parameters<typeof CspCostsHarness.create>[0]> = {},
  ) {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      ...options,
    });
    await harness.untilCollected();
  }

  afterEach(() => harness.stop());

  it('are the difference between what Microsoft said and says, to the last digit', async () => {
    await start();
    const billingPeriod = '2026-10';
    const before = harness.simulator.truth(billingPeriod);
    const servicesBefore = await services(billingPeriod);
    expect(await all()).toEqual([]);

    const [one, other] = ['EUR', 'USD'].map(
      currency =>
        before.customers.find(
          customer =>
            customer.billingCurrency === currency && customer.usageCost !== '0',
        )!,
    );
    const changed = [one!.customerId, other!.customerId];
    for (const customerId of changed) {
      harness.simulator.restate({ billingPeriod, customerId, factor: '0.937' });
    }
    harness.simulator.clock.advance(60_000);
    await harness.collect();
    const after = harness.simulator.truth(billingPeriod);
    const rows = await all();

    for (const customer of before.customers) {
      const now = after.customers.find(
        ({ customerId }) => customerId === customer.customerId,
      )!;
      const own = rows.filter(row => row.customerId === customer.customerId);
      expect({
        cost: changeOf(own.filter(row => row.chargeCategory !== 'Tax')),
        tax: changeOf(own.filter(row => row.chargeCategory === 'Tax')),
        changed: own.length > 0,
      }).toEqual({
        cost: subtractDecimals(now.billedCost, customer.billedCost),
        tax: subtractDecimals(now.taxCost, customer.taxCost),
        changed: changed.includes(customer.customerId),
      });
      for (const row of own) {
        expect(row).toMatchObject({
          connectorId: 'demo',
          billingPeriod,
          billingCurrency: customer.billingCurrency,
          customerName: customer.customerName,
          restatedAt: harness.simulator.clock.now().toISOString(),
          costChange: subtractDecimals(row.costAfter, row.costBefore),
        });
        expect(row.invoiceId).toMatch(/^G/);
        expect(row.throughDate).toBeUndefined();
        expect(row.generationId).not.toBe(row.previousGenerationId);
      }
    }
    const servicesAfter = await services(billingPeriod);
    const usage = rows.filter(row => row.source === 'billed-usage');
    expect(usage.length).toBeGreaterThan(1);
    expect(
      Object.fromEntries(
        Object.entries(servicesAfter)
          .map(([key, cost]) => [
            key,
            subtractDecimals(cost, servicesBefore[key] ?? '0'),
          ])
          .filter(([, change]) => change !== '0'),
      ),
    ).toEqual(
      Object.fromEntries(
        [...new Set(usage.map(serviceKey))].map(key => [
          key,
          changeOf(usage.filter(row => serviceKey(row) === key)),
        ]),
      ),
    );

    await harness.collect();
    expect(await all()).toEqual(rows);
    expect(await all({ limit: 1 })).toEqual(rows);
    const today = harness.simulator.clock.now().toISOString().slice(0, 10);
    expect(
      await all({
        connectorId: 'demo',
        customerId: one!.customerId.toUpperCase(),
        billingPeriod,
        from: today,
        to: today,
      }),
    ).toEqual(rows.filter(row => row.customerId === one!.customerId));
    for (const nothing of [
      { connectorId: 'other' },
      { billingPeriod: '2026-09' },
      { from: '2026-11-15' },
      { to: '2026-11-13' },
    ]) {
      expect(await all(nothing)).toEqual([]);
    }
  });

  it('of an estimate leave its daily growth and its invoice out', async () => {
    await start({ simulator: { customers: 4 } });
    harness.simulator.clock.set(new Date('2026-11-16T09:00:00Z'));
    await harness.collect();
    expect(await all()).toEqual([]);

    const billingPeriod = '2026-11';
    const before = harness.simulator.truth(billingPeriod);
    const { customerId } = before.customers.find(
      customer => customer.usageCost !== '0',
    )!;
    harness.simulator.restate({ billingPeriod, customerId, day: 5 });
    await harness.collect();
    const after = harness.simulator.truth(billingPeriod);
    const rows = await all();
    const totalOf = (truth: typeof before) =>
      truth.customers.find(customer => customer.customerId === customerId)!;
    expect(changeOf(rows.filter(row => row.source === 'unbilled-usage'))).toBe(
      subtractDecimals(totalOf(after).usageCost, totalOf(before).usageCost),
    );
    expect(changeOf(rows.filter(row => row.chargeCategory === 'Tax'))).toBe(
      subtractDecimals(totalOf(after).taxCost, totalOf(before).taxCost),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(
      rows.filter(
        row =>
          row.customerId !== customerId ||
          row.invoiceId !== undefined ||
          row.throughDate !== '2026-11-14',
      ),
    ).toEqual([]);

    harness.simulator.clock.set(new Date('2026-12-08T12:00:00Z'));
    await harness.collect();
    expect(
      (await harness.api.getCostSummary({ billingPeriod })).totals[0]?.state,
    ).toBe('invoiced');
    expect(await all()).toEqual(rows);
  });

  it('are not made by a change of the customers that are collected', async () => {
    await start({ simulator: { customers: 4, months: 1 } });
    const [customer] = harness.simulator.truth('2026-10').customers;
    await harness.stopBackend();
    await harness.startBackend({
      connector: { customerIds: [customer!.customerId] },
    });
    const run = await harness.collect();
    expect(run.jobs.map(job => job.status)).toContain('published');
    expect(await all()).toEqual([]);
  });

  it('want the right to read costs, and a question that makes sense', async () => {
    await start({ simulator: { customers: 2, months: 1 } });
    for (const [query, named] of [
      ['billingPeriod=2026-13', 'billingPeriod'],
      ['from=yesterday', 'from'],
      ['limit=0', 'limit'],
      ['cursor=x', 'cursor'],
      ['from=2026-11-14&to=2026-11-13', 'from'],
    ]) {
      const { status, body } = await harness.request(`/restatements?${query}`);
      expect([query, status]).toEqual([query, 400]);
      expect(body.error?.message).toContain(named);
    }
    const unknown = await harness.request(
      '/restatements?customerId=00000000-0000-4000-8000-000000000000',
    );
    expect(unknown.status).toBe(404);
    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.cost.read'] });
    expect((await harness.request('/restatements')).status).toBe(403);
  });

  /** Every restatement that a query finds, page by page. */
  async function all(query: RestatementsQuery = {}): Promise<Restatement[]> {
    const items: Restatement[] = [];
    let cursor: string | undefined;
    do {
      const page = await harness.api.getRestatements({ ...query, cursor });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  }

  /** Costs by customer and service, as the figures have them. */
  async function services(
    billingPeriod: string,
  ): Promise<Record<string, string>> {
    const costs: Record<string, string> = {};
    for (const customer of harness.simulator.truth(billingPeriod).customers) {
      const { rows } = await harness.api.getCostBreakdown({
        billingPeriod,
        dimension: 'service',
        customerId: customer.customerId,
      });
      for (const row of rows) {
        costs[`${customer.customerId} ${row.name}`] = row.billedCost;
      }
    }
    return costs;
  }
});

function serviceKey(row: Restatement): string {
  return `${row.customerId} ${row.serviceName}`;
}

function changeOf(rows: readonly Restatement[]): string {
  return sumDecimals(rows.map(row => row.costChange));
}
