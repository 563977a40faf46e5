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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sumDecimals } from 'backstage-plugin-csp-costs-common';
import { reconciliationMapping } from '../../collection/sources/reconciliationMapping';
import { usageMapping } from '../../collection/sources/usageMapping';
import { ChargeLoad, type CostSeriesRow } from './ChargeLoad';
import type { ChargeMapping } from './ChargeMapping';
import { LineScan } from './LineScan';

const USAGE = {
  CustomerId: '11111111-AAAA-4444-8888-000000000001',
  CustomerName: 'Harbour & Sons',
  EntitlementId: '22222222-BBBB-4444-8888-000000000001',
  ResourceGroup: 'RG-Prod',
  MeterCategory: 'Storage',
  ProductName: 'Blob',
  UsageDate: '2026-10-05T00:00:00Z',
  BillingCurrency: 'EUR',
};

/** A usage line whose amount is written as it stands. */
function usage(amount: string, fields: object = {}): string {
  const line = JSON.stringify({ ...USAGE, ...fields });
  return `${line.slice(0, -1)},"BillingPreTaxTotal":${amount}}`;
}

describe.each([
  ['whose text was not scanned', undefined],
  ['scanned in pieces of a few bytes', 7],
  ['scanned at once', 1_000_000],
])('ChargeLoad of a blob %s', (_, chunkBytes) => {
  let directory: string;
  let load: ChargeLoad | undefined;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'charge-load-'));
  });

  afterEach(async () => {
    load?.close();
    load = undefined;
    await rm(directory, { recursive: true, force: true });
  });

  async function create(
    blobs: Array<string[] | Buffer>,
    options: { mapping?: ChargeMapping; lineCount?: number } = {},
  ): Promise<ChargeLoad> {
    const mapping = options.mapping ?? usageMapping;
    load = await ChargeLoad.create({
      mapping,
      spillDirectory: join(directory, 'spill'),
      signal: new AbortController().signal,
    });
    for (const [index, lines] of blobs.entries()) {
      const file = join(directory, `${index}.json.gz`);
      const text = Buffer.isBuffer(lines)
        ? lines
        : Buffer.from(lines.join('\n'));
      await writeFile(file, gzipSync(text));
      await load.read({
        name: `part-${index}`,
        file,
        lineCount:
          options.lineCount ??
          text
            .toString()
            .split('\n')
            .filter(line => line.trim() !== '').length,
        scanned: chunkBytes ? await scan(text, mapping, index) : undefined,
      });
    }
    return load;
  }

  async function scan(text: Buffer, mapping: ChargeMapping, index: number) {
    const lines = new LineScan(mapping, {
      texts: join(directory, `${index}.texts`),
      amounts: join(directory, `${index}.amounts`),
    });
    for (let at = 0; at < text.length; at += chunkBytes!) {
      await lines.add(text.subarray(at, at + chunkBytes!));
    }
    return lines.end();
  }

  async function costSeries(from: ChargeLoad): Promise<CostSeriesRow[]> {
    const rows: CostSeriesRow[] = [];
    for await (const batch of from.costSeries()) {
      rows.push(...batch);
    }
    for (const { billedCost, days, dayCosts } of rows) {
      expect([sumDecimals(dayCosts), dayCosts.length]).toEqual([
        billedCost,
        days.length,
      ]);
    }
    return rows;
  }

  async function reasons(lines: string[]): Promise<string[]> {
    const loaded = await create([[usage('1'), ...lines]]);
    return loaded.quarantinedLines().map(({ reason }) => reason);
  }

  it('adds up amounts of 28 digits without losing one', async () => {
    const amounts = [
      '0.1234567890123456789012345678',
      '"12345678.12345678901234567891"',
      '-0.0000000000000000000000000001',
      '1.5E-7',
      '100',
      '"0.037466666666666667"',
    ];
    const loaded = await create([
      amounts.slice(0, 3).map(amount => usage(amount)),
      amounts.slice(3).map(amount => usage(amount)),
    ]);
    expect(await costSeries(loaded)).toEqual([
      {
        seriesNumber: 1,
        customerId: USAGE.CustomerId.toLowerCase(),
        azureSubscriptionId: USAGE.EntitlementId.toLowerCase(),
        resourceGroup: 'rg-prod',
        resourceId: '',
        region: '',
        tags: '',
        serviceName: 'Storage',
        productName: 'Blob',
        chargeCategory: 'Usage',
        billingCurrency: 'EUR',
        billedCost: '12345778.2843803946913580248112345677',
        lineCount: 6,
        days: ['2026-10-05'],
        dayCosts: ['12345778.2843803946913580248112345677'],
      },
    ]);
    expect(await loaded.summary()).toEqual({
      lineCount: 6,
      quarantinedLineCount: 0,
      overlappingLineCount: 0,
      billingCurrencies: ['EUR'],
      months: ['2026-10'],
    });
  });

  it('takes the amount from its own field, whatever other texts say', async () => {
    const loaded = await create([
      [
        usage('7', { Tags: '{"BillingPreTaxTotal":9}' }),
        usage('8', { CustomerName: 'a "BillingPreTaxTotal":9,' }),
      ],
    ]);
    const rows = await costSeries(loaded);
    expect(sumDecimals(rows.map(row => row.billedCost))).toBe('15');
  });

  it('quarantines what it cannot read, with the reason', async () => {
    expect(
      await reasons([
        '{"CustomerId": broken',
        '["not", "an", "object"]',
        usage('1', { CustomerId: '' }),
        usage('1', { UsageDate: null }),
        usage('1', { UsageDate: 'yesterday' }),
        usage('1', { BillingCurrency: undefined }),
        usage('null'),
        usage('"1,000.00"'),
        // A nested field of the same name comes first in the text.
        usage('5', { Tags: { BillingPreTaxTotal: 9 } }),
      ]),
    ).toEqual([
      'NOT_JSON',
      'NOT_JSON',
      'MISSING_CustomerId',
      'MISSING_UsageDate',
      'UNREADABLE_DATE',
      'MISSING_BillingCurrency',
      'UNREADABLE_BillingPreTaxTotal',
      'UNREADABLE_BillingPreTaxTotal',
      'AMBIGUOUS_BillingPreTaxTotal',
    ]);
    const { lineCount, quarantinedLineCount } = await load!.summary();
    expect([lineCount, quarantinedLineCount]).toEqual([10, 9]);
    expect(await costSeries(load!)).toHaveLength(1);
  });

  it('reads the other lines of a blob in which one is not UTF-8', async () => {
    const text = Buffer.from(
      [usage('1'), usage('2', { ProductName: '#' }), usage('4')].join('\n'),
    );
    text[text.indexOf('#')] = 0xff;
    const loaded = await create([text]);
    expect(loaded.quarantinedLines()).toEqual([
      { blobName: 'part-0', lineNumber: 2, reason: 'NOT_JSON' },
    ]);
    const rows = await costSeries(loaded);
    expect(sumDecimals(rows.map(row => row.billedCost))).toBe('5');
  });

  it('reads names in any case, dates in any form, blank lines and a byte order mark', async () => {
    const lines = [
      usage('1'),
      usage('2', { UsageDate: '2026-10-05' }),
      usage('4', { UsageDate: '10/5/2026' }),
      usage('8', { UsageDate: '10/5/2026 12:00:00 AM' }),
    ].map(line => line.replace(/"(\w+)":/g, text => text.toUpperCase()));
    const loaded = await create([
      [`\uFEFF${lines[0]}`, '', '  ', ...lines.slice(1), ''],
    ]);
    expect(await costSeries(loaded)).toMatchObject([
      { days: ['2026-10-05'], lineCount: 4 },
    ]);
  });

  it('refuses a file that lacks a column, and one that lost a line', async () => {
    await expect(create([[JSON.stringify(USAGE)]])).rejects.toThrow(
      /no column BillingPreTaxTotal/,
    );
    await expect(
      create([[usage('1'), usage('2')]], { lineCount: 3 }),
    ).rejects.toThrow(/has 3 lines, of which 2 were read/);
  });

  it('finds a column that only the last of many lines has', async () => {
    const blank = usage('1', { ResourceGroup: undefined });
    const loaded = await create([[...Array(1500).fill(blank), usage('2')]]);
    const rows = await costSeries(loaded);
    expect(
      Object.fromEntries(rows.map(row => [row.resourceGroup, row.lineCount])),
    ).toEqual({ '': 1500, 'rg-prod': 1 });
  });

  it('refuses to round', async () => {
    await expect(
      create([
        [usage('12345678901234567890'), usage('0.12345678901234567890')],
      ]),
    ).rejects.toThrow(/more than can be added up exactly/);
  });

  it('makes cost and tax of a reconciliation line, and leaves usage to usage', async () => {
    const line = (fields: object) =>
      JSON.stringify({
        CustomerId: USAGE.CustomerId,
        ProductName: 'Microsoft 365 E5',
        SkuName: 'E5',
        ChargeType: 'cycleCharge',
        MeterDescription: '',
        ChargeStartDate: '2026-10-01T00:00:00',
        Currency: 'EUR',
        Subtotal: 10,
        TaxTotal: 2.1,
        ...fields,
      });
    const loaded = await create(
      [
        [
          line({}),
          line({ ChargeType: 'customerCredit', Subtotal: -4, TaxTotal: null }),
          line({ MeterDescription: 'Tables - LRS', Subtotal: 99 }),
          line({ Subtotal: 1, TaxTotal: 0 }),
        ],
      ],
      { mapping: reconciliationMapping },
    );
    const rows = await costSeries(loaded);
    expect(
      Object.fromEntries(
        rows.map(row => [row.chargeCategory, sumDecimals([row.billedCost])]),
      ),
    ).toEqual({ Purchase: '11', Credit: '-4', Tax: '4.2' });
    expect(await loaded.summary()).toMatchObject({
      lineCount: 4,
      overlappingLineCount: 1,
    });
  });
});
