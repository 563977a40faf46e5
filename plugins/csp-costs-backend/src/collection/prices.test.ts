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

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunDetail, Source } from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

const SCOPE = 'https://api.partner.microsoft.com/user_impersonation';
const MONTHS = ['2026-09', '2026-10', '2026-11'];

describe.each(ids)('prices and exchange rates on %s', databaseId => {
  let harness: CspCostsHarness;
  let connectorId: string;

  /** A connector with nothing but prices, and a person who consented. */
  async function start({ consented = true, hasCountry = true } = {}) {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 2, months: 2 },
      // A connector of the configuration would be collected too.
      config: { connectors: {} },
    });
    connectorId = await harness.connect({
      country: hasCountry ? 'NL' : undefined,
      productLanguage: 'nl-NL',
      historyMonths: 2,
      sources: {
        partnerCenter: true,
        graphBilling: false,
        costManagement: false,
        priceSheet: true,
      },
    });
    if (consented) {
      harness.simulator.tenant.consent([
        SCOPE,
        'https://api.partnercenter.microsoft.com/user_impersonation',
      ]);
      await harness.api.importRefreshToken(connectorId, {
        refreshToken: harness.simulator.issueRefreshToken('billing-agent'),
      });
    }
  }

  async function collect(): Promise<RunDetail> {
    await harness.api.startRun(connectorId);
    return harness.untilCollected(connectorId);
  }

  function ends(run: RunDetail, source: Source): string[] {
    return run.jobs
      .filter(job => job.source === source)
      .map(job => job.problem?.code ?? job.status)
      .sort();
  }

  async function rates(month: string) {
    const { items } = await harness.api.getExchangeRates({ month });
    return items.map(({ currency, usdPerUnit }) => ({ currency, usdPerUnit }));
  }

  function byCurrency(list: Array<{ currency: string }>) {
    return [...list].sort((a, b) => (a.currency < b.currency ? -1 : 1));
  }

  afterEach(() => harness.stop());

  it('has the rates of every month to the last digit, and asks once for a month that is over', async () => {
    await start();
    const first = await collect();
    expect(ends(first, 'exchange-rates')).toEqual(
      Array(MONTHS.length).fill('published'),
    );
    for (const month of MONTHS) {
      expect(byCurrency(await rates(month))).toEqual(
        byCurrency(harness.simulator.exchangeRates(month)),
      );
    }
    const { items, coverage } = await harness.api.getExchangeRates({
      month: '2026-11',
    });
    expect(items[0]).toMatchObject({
      connectorId,
      month: '2026-11',
      source: 'partner-api',
      collectedAt: '2026-11-14T09:00:00.000Z',
    });
    expect(coverage).toEqual([
      { connectorId, status: 'current', asOf: '2026-11-14T09:00:00.000Z' },
    ]);

    harness.simulator.clock.set(new Date('2026-11-15T09:00:00Z'));
    const second = await collect();
    expect(
      second.jobs
        .filter(({ source }) => source === 'exchange-rates')
        .map(({ billingPeriod, status }) => `${billingPeriod} ${status}`),
    ).toEqual(['2026-11 unchanged']);
    expect(
      (await harness.api.getExchangeRates({ month: '2026-11' })).items,
    ).toEqual(items);

    // A month that was looked at while it went on is looked at once more.
    harness.simulator.clock.set(new Date('2026-12-02T09:00:00Z'));
    expect(
      (await collect()).jobs
        .filter(({ source }) => source === 'exchange-rates')
        .map(({ billingPeriod }) => billingPeriod)
        .sort(),
    ).toEqual(['2026-11', '2026-12']);
    harness.simulator.clock.set(new Date('2026-12-03T09:00:00Z'));
    expect(ends(await collect(), 'exchange-rates')).toEqual(['unchanged']);
  });

  it.each([
    ['without a column', 'CurrencyCode,Month\nEUR,202611\n', 'COLUMNS_MISSING'],
    [
      'of another month',
      'CurrencyCode,USDPerUnit,Month\nEUR,1.1,202611\nGBP,1.2,202610\n',
      'WRONG_PERIOD',
    ],
    ['without a line', 'CurrencyCode,USDPerUnit,Month\n', 'EMPTY_EXPORT'],
    ['without a byte', '', 'EMPTY_EXPORT'],
    ['that are a page', '<html>\n<p>Sign in</p></html>', 'COLUMNS_MISSING'],
    [
      'of a currency twice',
      'CurrencyCode,USDPerUnit,Month\nEUR,1.1,202611\nEUR,1.2,202611\n',
      'UNREADABLE_EXPORT',
    ],
    [
      'that are no numbers',
      'CurrencyCode,USDPerUnit,Month\nEUR,"1,1",202611\n',
      'UNREADABLE_EXPORT',
    ],
  ])('keeps the rates it has when it gets rates %s', async (_, body, code) => {
    await start();
    await collect();
    const known = await harness.api.getExchangeRates({ month: '2026-11' });
    harness.simulator.faults.add({
      match: { path: 'fxrates' },
      fault: { kind: 'status', status: 200, body },
    });
    const run = await collect();
    expect(ends(run, 'exchange-rates')).toEqual([code]);
    const after = await harness.api.getExchangeRates({ month: '2026-11' });
    expect(after.items).toEqual(known.items);
    expect(after.coverage).toMatchObject([
      { connectorId, status: 'stale', problem: { code } },
    ]);
  });

  it('takes an archive that comes unasked as the same file, and none of several files', async () => {
    await start();
    await collect();
    for (const [files, end] of [
      [1, 'unchanged'],
      [2, 'ANSWER_UNREADABLE'],
    ] as const) {
      harness.simulator.faults.add({
        match: { path: 'fxrates' },
        fault: { kind: 'zip-file', files },
      });
      expect(ends(await collect(), 'exchange-rates')).toEqual([end]);
      expect(byCurrency(await rates('2026-11'))).toEqual(
        byCurrency(harness.simulator.exchangeRates('2026-11')),
      );
    }
  });

  it('says who may read prices', async () => {
    await start({ consented: false });
    const run = await collect();
    expect(new Set(ends(run, 'exchange-rates'))).toEqual(
      new Set(['CONSENT_MISSING']),
    );
    expect(ends(run, 'price-sheet')).toEqual(['CONSENT_MISSING']);
    await harness.stop();

    await start();
    harness.simulator.tenant.account('billing-agent').roles = ['billing-admin'];
    expect(ends(await collect(), 'price-sheet')).toEqual([
      'PRICING_ROLE_MISSING',
    ]);
    harness.simulator.faults.add({
      match: { path: 'pricesheets' },
      fault: { kind: 'status', status: 400 },
    });
    expect(ends(await collect(), 'price-sheet')).toEqual([
      'PRICE_SHEET_REFUSED',
    ]);
  });

  it('keeps the price sheet in the archive, finds meters in it, and names them in the language of the connector', async () => {
    await start();
    const first = await collect();
    expect(ends(first, 'price-sheet')).toEqual(['published']);
    expect(ends(first, 'rate-card')).toEqual(['published']);
    const truth = harness.simulator.prices();
    const sheet = first.jobs.find(({ source }) => source === 'price-sheet')!;
    expect(sheet.lineCount).toBeGreaterThanOrEqual(truth.length);

    for (const price of [truth[0]!, truth.at(-1)!]) {
      const { items } = await harness.api.getPrices({
        month: '2026-11',
        meterId: price.meterId.toUpperCase(),
      });
      expect(items).toEqual([
        expect.objectContaining({
          connectorId,
          market: 'NL',
          meterId: price.meterId,
          meterName: `${price.meter.name} [nl]`,
          productTitle: price.title,
          unitOfMeasure: price.meter.unitType,
          currency: 'USD',
          unitPrice: price.unitPrice,
          source: 'azure_consumption',
        }),
      ]);
    }
    const tiered = truth.find(({ meter }) => meter.unitType === '1 GB')!;
    const { items: tiers } = await harness.api.getPrices({
      month: '2026-11',
      meterId: tiered.meterId,
    });
    expect(tiers.map(({ tierFrom, tierTo }) => [tierFrom, tierTo])).toEqual([
      ['0', '10240'],
      ['10240', undefined],
    ]);
    expect(
      await harness.api.getPrices({
        month: '2026-11',
        meterId: '00000000-0000-4000-8000-000000000000',
      }),
    ).toMatchObject({ items: [], coverage: [{ status: 'current' }] });
    expect(
      await harness.api.getPrices({
        month: '2026-10',
        meterId: tiered.meterId,
      }),
    ).toEqual({ month: '2026-10', items: [], coverage: [] });

    const folder = join(harness.archiveDirectory, connectorId, 'price-sheet');
    const kept = await readdir(folder);
    expect(kept).toHaveLength(1);

    // Once a day is enough for files that change once a month.
    const soon = await collect();
    expect(ends(soon, 'price-sheet')).toEqual([]);
    expect(ends(soon, 'rate-card')).toEqual([]);
    harness.simulator.clock.set(new Date('2026-11-15T09:00:00Z'));
    const next = await collect();
    expect(ends(next, 'price-sheet')).toEqual(['unchanged']);
    expect(ends(next, 'rate-card')).toEqual(['unchanged']);
    expect(await readdir(folder)).toEqual(kept);
  });

  it('shows a price sheet as long as there is none that is better', async () => {
    await start();
    await collect();
    const { meterId } = harness.simulator.prices()[0]!;
    const ask = () => harness.api.getPrices({ month: '2026-11', meterId });
    const known = await ask();
    const header =
      'ProductTitle,SkuTitle,UnitOfMeasure,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds\n';
    const line = (market: string, price: string) =>
      `A,B,1 Hour,${market},USD,${price},,,,,${meterId}\n`;
    let day = 14;
    const collectInstead = async (body: string) => {
      day++;
      harness.simulator.clock.set(new Date(`2026-11-${day}T09:00:00Z`));
      harness.simulator.faults.add({
        match: { path: 'pricesheets' },
        fault: { kind: 'status', status: 200, body },
      });
      return ends(await collect(), 'price-sheet');
    };
    for (const [body, code] of [
      [header, 'EMPTY_EXPORT'],
      [header + line('DE', '1'), 'UNREADABLE_EXPORT'],
      [header + line('NL', 'free'), 'UNREADABLE_EXPORT'],
      [
        `${header.replace('UnitPrice', 'Price')}${line('NL', '1')}`,
        'COLUMNS_MISSING',
      ],
    ] as const) {
      expect(await collectInstead(body)).toEqual([code]);
      expect(await ask()).toMatchObject({
        items: known.items,
        coverage: [{ status: 'stale', problem: { code } }],
      });
    }
    expect(await collectInstead(header + line('NL', '0.00000123'))).toEqual([
      'published',
    ]);
    expect((await ask()).items).toMatchObject([{ unitPrice: '0.00000123' }]);
    expect(
      await readdir(join(harness.archiveDirectory, connectorId, 'price-sheet')),
    ).toHaveLength(1);
  });

  it('keeps to its month when a price sheet is tried again in a later one', async () => {
    await start();
    harness.simulator.faults.add({
      match: { path: 'pricesheets' },
      fault: { kind: 'status', status: 403 },
    });
    const run = await collect();
    harness.simulator.clock.set(new Date('2026-12-02T09:00:00Z'));
    const failed = run.jobs.find(({ source }) => source === 'price-sheet')!;
    await harness.api.retryJob(failed.jobId);
    const retried = await harness.untilCollected(connectorId);
    expect(ends(retried, 'price-sheet')).toEqual(['published']);
    const { meterId } = harness.simulator.prices()[0]!;
    expect(
      (await harness.api.getPrices({ month: '2026-11', meterId })).items,
    ).toMatchObject([{ effectiveFrom: '11/1/2026 12:00:00 AM' }]);
  });

  it('says that a price sheet needs a market, and names need their language', async () => {
    await start({ hasCountry: false });
    harness.simulator.faults.add({
      match: { path: 'ratecards' },
      fault: {
        kind: 'status',
        status: 200,
        body: { locale: 'en', meters: [{ id: 'a', name: 'B' }] },
      },
    });
    const run = await collect();
    expect(ends(run, 'price-sheet')).toEqual(['MARKET_MISSING']);
    expect(ends(run, 'rate-card')).toEqual(['WRONG_LANGUAGE']);
    expect(await harness.knex('meter_names')).toEqual([]);
  });

  it('asks for the right to see costs, and for a month and a meter', async () => {
    await start();
    const meter = '00000000-0000-4000-8000-000000000000';
    for (const [path, words] of [
      ['/exchange-rates', 'month'],
      ['/exchange-rates?month=2026-13', 'month'],
      ['/prices?month=2026-11', 'meterId'],
      [`/prices?month=2026-11&meterId=${meter}x`, 'meterId'],
    ] as const) {
      const { status, body } = await harness.request(path);
      expect(status).toBe(400);
      expect(body.error?.message).toContain(words);
    }
    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.cost.read'] });
    for (const path of [
      '/exchange-rates?month=2026-11',
      `/prices?month=2026-11&meterId=${meter}`,
    ]) {
      expect((await harness.request(path)).status).toBe(403);
      expect((await harness.request(path, { anonymous: true })).status).toBe(
        401,
      );
    }
  });
});
