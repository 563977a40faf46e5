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
import fc from 'fast-check';
import { usageMapping } from '../../collection/sources/usageMapping';
import { ChargeLoad } from './ChargeLoad';
import { LineScan, type ScannedLines } from './LineScan';

const NEEDED = [
  ...usageMapping.textColumns,
  usageMapping.dateColumn,
  'BillingPreTaxTotal',
];

/** Columns of a line with their JSON text, in the order in which they are written. */
type Line = Array<[name: string, json: string]>;

const usual: Line = [
  ['PartnerId', '"p"'],
  ['CustomerId', '"C-1"'],
  ['CustomerName', '"Harbour"'],
  ['CustomerDomainName', '"harbour.example"'],
  ['CustomerCountry', '"NL"'],
  ['ProductName', '"Blob"'],
  ['UsageDate', '"2026-10-05T00:00:00"'],
  ['MeterCategory', '"Storage"'],
  ['ResourceGroup', '"rg"'],
  ['ResourceURI', '"/subscriptions/E-1/resourceGroups/rg/providers/a/b/c"'],
  ['ResourceLocation', '"DEWESTCENTRAL"'],
  ['BillingPreTaxTotal', '1.25'],
  ['BillingCurrency', '"EUR"'],
  ['Tags', '"{\\"CustomerId\\":\\"x\\",\\"Team\\":\\"a\\\\\\\\b\\"}"'],
  ['AdditionalInfo', '"{\\"CustomerId\\":\\"x\\",\\"a\\":{\\"b\\":1}}"'],
  ['EntitlementId', '"E-1"'],
  ['EntitlementDescription', '"Production"'],
];

function write(line: Line): string {
  return `{${line
    .map(([name, json]) => `${JSON.stringify(name)}:${json}`)
    .join(',')}}`;
}

function change(name: string, json: string): Line {
  return usual.map(([key, value]) => [key, key === name ? json : value]);
}

describe('LineScan', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'line-scan-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function scan(text: Buffer, chunkBytes = 64): Promise<ScannedLines> {
    const lines = new LineScan(usageMapping, {
      texts: join(directory, 'texts'),
      amounts: join(directory, 'amounts'),
    });
    for (let at = 0; at < text.length; at += chunkBytes) {
      await lines.add(text.subarray(at, at + chunkBytes));
    }
    return lines.end();
  }

  /** What a load of the lines comes to. */
  async function load(
    text: Buffer,
    lineCount: number,
    scanned?: ScannedLines,
  ): Promise<unknown> {
    const file = join(directory, 'blob.json.gz');
    await writeFile(file, gzipSync(text));
    const charges = await ChargeLoad.create({
      mapping: usageMapping,
      spillDirectory: join(directory, 'spill'),
      signal: new AbortController().signal,
    });
    try {
      await charges.read({ name: 'part-0', file, lineCount, scanned });
      const rows: unknown[] = [await charges.summary()];
      for await (const batch of charges.costSeries()) {
        rows.push(...batch);
      }
      for await (const batch of charges.costTotals()) {
        rows.push(...batch);
      }
      rows.push(
        await charges.customers(),
        await charges.azureSubscriptions(),
        charges.quarantinedLines(),
      );
      return rows;
    } finally {
      charges.close();
    }
  }

  async function isRead(lines: string[]): Promise<boolean> {
    const { columns } = await scan(Buffer.from(lines.join('\n')));
    return columns !== undefined;
  }

  it('takes the columns out of lines that are alike', async () => {
    const lines = [usual, usual, change('BillingPreTaxTotal', '-0.5')];
    expect(
      await scan(Buffer.from(lines.map(line => `${write(line)}\n`).join(''))),
    ).toMatchObject({
      lineCount: 3,
      columnNames: usual.map(([name]) => name),
      columns: { fractionDigits: 2 },
    });
  });

  it.each([
    ['an escape', change('ProductName', '"B\\u00e9 \\"x\\" \\\\"')],
    ['letters that are not ASCII', change('ProductName', '"Bé ☃"')],
    ['a number for a text', change('ResourceGroup', '12')],
    [
      'a column that is missing',
      usual.filter(([name]) => name !== 'AdditionalInfo'),
    ],
    [
      'a text that is missing',
      usual.filter(([name]) => name !== 'ResourceGroup'),
    ],
    ['columns in another order', [...usual].reverse()],
    ['an object inside', change('AdditionalInfo', '{"CustomerId":"x"}')],
  ])('reads a line with %s', async (_, line) => {
    // One odd line among many, which is how they come.
    const lines = [
      ...Array.from({ length: 20 }, () => write(usual)),
      write(line),
    ];
    const text = Buffer.from(lines.join('\n'));
    const scanned = await scan(text);
    expect(scanned.columns).toBeDefined();
    expect(await load(text, 21, scanned)).toEqual(await load(text, 21));
  });

  it.each([
    ['no JSON', '{"CustomerId": broken'],
    ['cut off', write(usual).slice(0, -12)],
    ['no object', '[1]'],
    ['an amount that is none', write(change('BillingPreTaxTotal', '"1,0"'))],
    ['no amount', write(change('BillingPreTaxTotal', 'null'))],
    [
      'more digits than a .NET decimal',
      write(change('BillingPreTaxTotal', `0.${'1'.repeat(29)}`)),
    ],
    ['an exponent', write(change('BillingPreTaxTotal', '1E-7'))],
    [
      'a name in other case',
      write(usual).replace('"CustomerId"', '"customerId"'),
    ],
  ])('leaves lines with one that is %s to another reader', async (_, line) => {
    expect(await isRead([write(usual), write(usual)])).toBe(true);
    expect(await isRead([write(usual), line, write(usual)])).toBe(false);
  });

  it('leaves lines that are mostly odd to another reader', async () => {
    const odd = write(change('ProductName', '"\\u0041"'));
    expect(await isRead(Array.from({ length: 300 }, () => odd))).toBe(false);
  });

  it('finds what a JSON reader finds, in whatever lines', async () => {
    const text = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('a', 'b', '', 'Ünï') },
      fc.string(),
      fc.constantFrom('"', '\\', '{', '":{', ',"CustomerId":"y"', ' x '),
    );
    const amount = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.nat({ max: 99_999 }),
        fc.constantFrom(
          '',
          '.5',
          '.0000000000000000000000000001',
          '.12345678901234567',
        ),
        fc.boolean(),
      )
      .map(([sign, whole, fraction, quoted]) =>
        quoted ? `"${sign}${whole}${fraction}"` : `${sign}${whole}${fraction}`,
      );
    const cell = (name: string): fc.Arbitrary<string> => {
      switch (name) {
        case 'BillingPreTaxTotal':
          return amount;
        case 'UsageDate':
          return fc.constantFrom(
            '"2026-10-05T00:00:00"',
            '"2026-10-06"',
            '"10/5/2026 12:00:00 AM"',
          );
        case 'CustomerId':
        case 'BillingCurrency':
          return fc.constantFrom('"EUR"', '"usd"');
        case 'Tags':
          return fc.oneof(
            text.map(value => JSON.stringify(value)),
            fc
              .dictionary(text, text, { maxKeys: 3 })
              .map(tags => JSON.stringify(JSON.stringify(tags))),
          );
        case 'AdditionalInfo':
        case 'Extra':
          return fc.oneof(
            text.map(value => JSON.stringify(value)),
            fc.constantFrom(
              'null',
              '{"CustomerId":"z"}',
              '[{"a":1,"CustomerId":"z"}]',
              '{"a":"x","ProductName":3}',
            ),
          );
        default:
          return fc.oneof(
            { weight: 50, arbitrary: text.map(value => JSON.stringify(value)) },
            { weight: 3, arbitrary: fc.constantFrom('null', '17') },
            { weight: 1, arbitrary: fc.constantFrom('{"a":1}', '"\\n"') },
          );
      }
    };
    const line = fc
      .tuple(
        ...['AdditionalInfo', ...NEEDED, 'Extra'].map(name =>
          cell(name).map(json => [name, json] as [string, string]),
        ),
      )
      .map(write);
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 400 }),
        async (lines, chunkBytes) => {
          const bytes = Buffer.from(lines.join('\n'));
          const scanned = await scan(bytes, chunkBytes);
          expect(scanned.lineCount).toBe(lines.length);
          taken += scanned.columns ? 1 : 0;
          expect(await load(bytes, lines.length, scanned)).toEqual(
            await load(bytes, lines.length),
          );
        },
      ),
      { numRuns: 40, seed: 20261121, endOnFailure: true },
    );
    expect(taken).toBeGreaterThan(10);
  });
});
