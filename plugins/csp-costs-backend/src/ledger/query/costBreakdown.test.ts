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
  type BreakdownDimension,
  type BreakdownRow,
  type CostScope,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import { groupBy } from './buildTotals';

const { databases, ids } = testDatabases();

const DIMENSIONS: BreakdownDimension[] = [
  'service',
  'product',
  'resourceGroup',
  'azureSubscription',
  'chargeCategory',
  'customer',
];

describe.each(ids)('figures of all on %s', databaseId => {
  let harness: CspCostsHarness;

  beforeEach(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      // Within the month, so that only a part of the month before is compared.
      simulator: { customers: 4, now: new Date('2026-11-14T09:00:00Z') },
    });
    await harness.collect();
  });

  afterEach(() => harness?.stop());

  /** Costs by value and currency, of one scope or several added up. */
  async function breakdown(
    billingPeriod: string,
    dimension: BreakdownDimension,
    scopes: CostScope[],
  ): Promise<string[]> {
    const rows: BreakdownRow[] = [];
    for (const scope of scopes) {
      const answer = await harness.api.getCostBreakdown({
        billingPeriod,
        dimension,
        ...scope,
      });
      rows.push(...answer.rows);
    }
    return [
      ...groupBy(rows, row =>
        [row.billingCurrency, row.id ?? row.name].join(' '),
      ),
    ]
      .map(([key, group]) =>
        [
          key,
          sumDecimals(group.map(row => row.billedCost)),
          sumDecimals(group.map(row => row.comparableCost ?? '0')),
        ].join(' '),
      )
      .sort();
  }

  it('are those of the customers added up, by every dimension and day', async () => {
    const { items: customers } = await harness.api.getCustomers({
      billingPeriod: '2026-11',
    });
    expect(customers.length).toBe(4);
    const scopes = customers.map(({ customerId }) => ({ customerId }));
    for (const billingPeriod of ['2026-10', '2026-11']) {
      for (const dimension of DIMENSIONS) {
        const all = await breakdown(billingPeriod, dimension, [{}]);
        expect(all.length).toBeGreaterThan(0);
        expect(all).toEqual(await breakdown(billingPeriod, dimension, scopes));
      }

      const { totals } = await harness.api.getCostSummary({ billingPeriod });
      const own: CostTotal[] = [];
      for (const scope of scopes) {
        own.push(
          ...(await harness.api.getCostSummary({ billingPeriod, ...scope }))
            .totals,
        );
      }
      expect(totals.length).toBeGreaterThan(0);
      for (const total of totals) {
        const same = own.filter(
          ({ billingCurrency }) => billingCurrency === total.billingCurrency,
        );
        for (const key of [
          'billedCost',
          'usageCost',
          'otherCost',
          'taxCost',
          'comparableCost',
          'previousCost',
        ] as const) {
          expect([key, total[key]]).toEqual([
            key,
            sumDecimals(same.map(one => one[key] ?? '0')),
          ]);
        }
        for (const key of ['days', 'previousDays'] as const) {
          expect(total[key]).toEqual(
            [
              ...groupBy(
                same.flatMap(one => one[key]),
                day => day.date,
              ),
            ]
              .map(([date, days]) => ({
                date,
                usageCost: sumDecimals(days.map(day => day.usageCost)),
                otherCost: sumDecimals(days.map(day => day.otherCost)),
              }))
              .sort((a, b) => a.date.localeCompare(b.date)),
          );
        }
      }
    }
  });

  it('list a customer once that two connectors know', async () => {
    const before = await harness.api.getCustomers({ billingPeriod: '2026-11' });
    const [customer] = before.items;
    await harness.knex('customers').insert({
      connector_id: 'a-former-one',
      customer_id: customer!.customerId,
      customer_name: 'As it was called before',
      listed: false,
    });
    expect(
      await harness.api.getCustomers({ billingPeriod: '2026-11' }),
    ).toEqual(before);
  });
});
