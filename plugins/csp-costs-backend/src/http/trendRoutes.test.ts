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

import { mockCredentials } from '@backstage/backend-test-utils';
import { DuckDBInstance } from '@duckdb/node-api';
import { rm, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compareDecimals,
  subtractDecimals,
  sumDecimals,
  type Charge,
  type CostChange,
  type CostScope,
  type CostTrendQuery,
  type CostTrendTotal,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { chargeMappings } from '../collection/collectionSources';
import { DirectoryArchive } from '../ledger/archive/DirectoryArchive';
import { LineCache } from '../ledger/archive/LineCache';
import { ChargeExporter } from '../ledger/export/ChargeExporter';
import type { Attribution } from '../ledger/query/Attribution';

const { databases, ids } = testDatabases();

const billingPeriod = '2026-11';

type Dimension = Exclude<CostTrendQuery['dimension'], 'entity'>;

const TAG_KEY = 'environment';

const VALUES: Record<Dimension, (charge: Charge) => string> = {
  service: charge => charge.serviceName ?? '',
  product: charge => charge.productName ?? '',
  resourceGroup: charge => charge.resourceGroup ?? '',
  resource: charge => charge.resourceId ?? '',
  region: charge => charge.region ?? '',
  azureSubscription: charge => charge.azureSubscriptionId ?? '',
  chargeCategory: charge => charge.chargeCategory,
  customer: charge => charge.customerId,
  tag: charge => tagsOf(charge)[TAG_KEY] ?? '',
};

describe.each(ids)('trends, changes and exports on %s', databaseId => {
  let harness: CspCostsHarness;
  /** Charges before tax of the month and of the one before. */
  let now: Charge[];
  let before: Charge[];

  beforeAll(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 3 },
    });
    await harness.untilCollected();
    await harness.untilArchived();
    now = beforeTax(await readAll({ billingPeriod }));
    before = beforeTax(await readAll({ billingPeriod: '2026-10' }));
  });

  afterAll(() => harness?.stop());

  async function readAll(
    query: CostScope & { billingPeriod: string },
  ): Promise<Charge[]> {
    const charges: Charge[] = [];
    let cursor: string | undefined;
    do {
      const page = await harness.api.getCharges({
        ...query,
        cursor,
        limit: 500,
      });
      charges.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return charges;
  }

  function scopes(): Array<[CostScope, (charge: Charge) => boolean]> {
    const usage = now.find(charge => charge.resourceId && charge.serviceName)!;
    return [
      [{}, () => true],
      [
        { customerId: usage.customerId },
        charge => charge.customerId === usage.customerId,
      ],
      [
        { azureSubscriptionId: usage.azureSubscriptionId },
        charge => charge.azureSubscriptionId === usage.azureSubscriptionId,
      ],
      [
        { serviceName: usage.serviceName, region: usage.region },
        charge =>
          charge.serviceName === usage.serviceName &&
          charge.region === usage.region,
      ],
    ];
  }

  it('tell days apart by every dimension, exactly, and add up to the summary', async () => {
    expect(now.some(charge => VALUES.tag(charge))).toBe(true);
    for (const [scope, isIn] of scopes()) {
      const charges = now.filter(isIn);
      expect(charges.length).toBeGreaterThan(3);
      const { totals } = await harness.api.getCostSummary({
        billingPeriod,
        ...scope,
      });
      for (const dimension of Object.keys(VALUES) as Dimension[]) {
        const trend = await harness.api.getCostTrend({
          billingPeriod,
          dimension,
          tagKey: TAG_KEY.toUpperCase(),
          limit: 2,
          ...scope,
        });
        expect([dimension, withoutNames(trend.totals)]).toEqual([
          dimension,
          expectedTrend(charges, VALUES[dimension], 2),
        ]);
        for (const { billingCurrency, series, other } of trend.totals) {
          const all = [...series, ...(other ? [other] : [])];
          const { billedCost } = totals.find(
            total => total.billingCurrency === billingCurrency,
          )!;
          expect(sumDecimals(all.map(one => one.billedCost))).toBe(billedCost);
          expect(
            sumDecimals(
              all.flatMap(one => one.days.map(day => day.billedCost)),
            ),
          ).toBe(billedCost);
        }
      }
    }
    const byCustomer = await harness.api.getCostTrend({
      billingPeriod,
      dimension: 'customer',
    });
    expect(
      byCustomer.totals.flatMap(({ series }) => series.map(({ name }) => name)),
    ).toContain(harness.simulator.customers[0]!.name);
  });

  it('explain what changed, like for like, with the resources that are new', async () => {
    for (const [scope, isIn] of scopes()) {
      const { totals, comparison } = await harness.api.getCostChanges({
        billingPeriod,
        limit: 3,
        ...scope,
      });
      const through = comparison.throughDate!.replace('2026-11', '2026-10');
      const comparable = before
        .filter(isIn)
        .filter(charge => charge.chargePeriodStart <= through);
      const charges = now.filter(isIn);
      expect(totals.length).toBeGreaterThan(0);
      for (const { billingCurrency, change, explainedChange, rows } of totals) {
        const own = (all: Charge[]) =>
          all.filter(charge => charge.billingCurrency === billingCurrency);
        expect(change).toBe(
          subtractDecimals(sumOf(own(charges)), sumOf(own(comparable))),
        );
        expect(explainedChange).toBe(sumDecimals(rows.map(row => row.change)));
        expect(rows.map(withoutCustomerNames)).toEqual(
          expectedChanges(own(charges), own(comparable), 3),
        );
      }
    }
    const { totals } = await harness.api.getCostChanges({ billingPeriod });
    expect(
      totals.flatMap(({ rows }) => rows.map(row => row.customerName)),
    ).toContain(harness.simulator.customers[0]!.name);
  });

  it('name what is new', async () => {
    const { serviceName, resourceId, customerId } = now.find(
      charge =>
        charge.resourceId && compareDecimals(charge.billedCost, '0') > 0,
    )!;
    const known = await harness
      .knex('slices')
      .where({ billing_period: '2026-10' })
      .whereNotNull('current_generation_id')
      .pluck('current_generation_id');
    expect(
      await harness
        .knex('cost_series')
        .whereIn('generation_id', known)
        .where({ resource_id: resourceId })
        .delete(),
    ).toBeGreaterThan(0);
    const isIn = (charge: Charge) =>
      charge.serviceName === serviceName && charge.customerId === customerId;
    const { totals, comparison } = await harness.api.getCostChanges({
      billingPeriod,
      serviceName,
      customerId,
    });
    const through = comparison.throughDate!.replace('2026-11', '2026-10');
    const expected = expectedChanges(
      now.filter(isIn),
      before
        .filter(isIn)
        .filter(
          charge =>
            charge.chargePeriodStart <= through &&
            charge.resourceId !== resourceId,
        ),
      5,
    );
    expect(
      totals.flatMap(({ rows }) => rows.map(withoutCustomerNames)),
    ).toEqual(expected);
    expect(expected.map(row => row.newResource?.resourceId)).toContain(
      resourceId,
    );
  });

  it('are exported with FOCUS columns, line by line, to the last digit', async () => {
    for (const [scope] of scopes()) {
      const charges = await readAll({ billingPeriod, ...scope });
      const { fileName, content } = await harness.api.exportCharges({
        billingPeriod,
        format: 'csv',
        ...scope,
      });
      expect(fileName).toBe('charges-2026-11.csv');
      const [header, ...rows] = readCsv(await content.text());
      const column = (name: string) =>
        rows.map(row => row[header!.indexOf(name)]);
      expect(column('BilledCost')).toEqual(charges.map(one => one.billedCost));
      expect(column('x_LineNumber')).toEqual(
        charges.map(one => String(one.lineNumber)),
      );
      expect(column('ResourceId')).toEqual(
        charges.map(one => one.resourceId ?? ''),
      );
      expect(column('Tags')).toEqual(charges.map(one => one.tags ?? ''));
      expect(new Set(column('BillingPeriodEnd'))).toEqual(
        new Set(['2026-12-01T00:00:00Z']),
      );
    }
    const { totals } = await harness.api.getCostSummary({ billingPeriod });
    const { content } = await harness.api.exportCharges({
      billingPeriod,
      format: 'parquet',
    });
    const sums = await sumsOfParquet(content);
    expect(Object.keys(sums).length).toBe(totals.length);
    for (const { billingCurrency, billedCost } of totals) {
      expect(subtractDecimals(sums[billingCurrency]!, billedCost)).toBe('0');
    }
    const [day] = now.map(charge => charge.chargePeriodStart).sort();
    const ofDay = await harness.api.exportCharges({
      billingPeriod,
      billingCurrency: totals[0]!.billingCurrency,
      date: day,
      format: 'csv',
    });
    expect(readCsv(await ofDay.content.text()).slice(1)).toHaveLength(
      (await readAll({ billingPeriod })).filter(
        charge =>
          charge.chargePeriodStart === day &&
          charge.billingCurrency === totals[0]!.billingCurrency,
      ).length,
    );
  });

  it('are refused as a file before it begins when they are too many', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'csp-costs-export-'));
    const exporter = new ChargeExporter({
      knex: harness.knex,
      cache: new LineCache({
        store: new DirectoryArchive(harness.archiveDirectory),
        directory,
        maxBytes: 1e9,
      }),
      mappings: chargeMappings,
      attributionFor: () => ({} as Attribution),
      maxCharges: 10,
    });
    const begin = jest.fn();
    await expect(
      exporter.write(
        { billingPeriod, format: 'csv' },
        { all: true, reader: mockCredentials.user() },
        begin,
        AbortSignal.timeout(60_000),
      ),
    ).rejects.toThrow(
      /more than 10 charges.*ask for one customer \(customerId\)/,
    );
    expect(begin).not.toHaveBeenCalled();
    await rm(directory, { recursive: true });
  });

  it('say what is wrong with a question, and give a line that is asked for', async () => {
    for (const [path, status, message] of [
      ['/costs/trend?dimension=service', 400, 'billingPeriod'],
      ['/costs/trend?billingPeriod=2026-11&dimension=day', 400, 'dimension'],
      ['/costs/trend?billingPeriod=2026-11&dimension=tag', 400, 'tagKey'],
      ['/costs/trend?billingPeriod=2026-11&dimension=entity', 400, 'dimension'],
      [
        '/costs/trend?billingPeriod=2026-11&dimension=service&limit=51',
        400,
        'limit',
      ],
      ['/costs/changes?billingPeriod=2026-11&limit=0', 400, 'limit'],
      [
        `/costs/changes?billingPeriod=2026-11&customerId=${harness.simulator.partner.clientId}`,
        404,
        'customer',
      ],
      ['/costs/export?billingPeriod=2026-11&format=xlsx', 400, 'format'],
      [
        `/costs/export?billingPeriod=2026-11&format=csv&customerId=${harness.simulator.partner.clientId}`,
        404,
        'customer',
      ],
    ] as const) {
      const answer = await harness.request(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.body.error?.message).toContain(message);
    }
    const { generationId, blobName, lineNumber } = now.at(-1)!;
    const { items } = await harness.api.getCharges({
      billingPeriod,
      generationId,
      blobName,
      lineNumber,
      includeLine: true,
    });
    expect(new Set(items.map(one => one.lineNumber))).toEqual(
      new Set([lineNumber]),
    );
    expect(items[0]!.line).toContain('{');

    // A file that lacks lines would not add up to its figure.
    const { archive_path: path } = await harness
      .knex('generations')
      .where({ generation_id: generationId })
      .first('archive_path');
    await rm(join(harness.archiveDirectory, path), { recursive: true });
    await expect(
      harness.api.exportCharges({ billingPeriod, format: 'csv' }),
    ).rejects.toMatchObject({
      statusCode: 409,
      message: expect.stringContaining('no longer kept'),
    });
  });
});

function beforeTax(charges: Charge[]): Charge[] {
  return charges.filter(charge => charge.chargeCategory !== 'Tax');
}

function tagsOf({ tags }: Charge): Record<string, string> {
  return tags ? JSON.parse(tags) : {};
}

function sumOf(charges: readonly Charge[]): string {
  return sumDecimals(charges.map(charge => charge.billedCost));
}

function groupBy(
  charges: readonly Charge[],
  keyOf: (charge: Charge) => string,
): Map<string, Charge[]> {
  const groups = new Map<string, Charge[]>();
  for (const charge of charges) {
    const key = keyOf(charge);
    groups.set(key, [...(groups.get(key) ?? []), charge]);
  }
  return groups;
}

function daysOf(charges: readonly Charge[]) {
  return [...groupBy(charges, charge => charge.chargePeriodStart)]
    .map(([date, own]) => ({ date, billedCost: sumOf(own) }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** What a trend has to say, without names of ids. */
function expectedTrend(
  charges: readonly Charge[],
  valueOf: (charge: Charge) => string,
  limit: number,
) {
  return [...groupBy(charges, charge => charge.billingCurrency)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([billingCurrency, own]) => {
      const values = [...groupBy(own, valueOf)]
        .map(([value, some]) => ({ value, some, billedCost: sumOf(some) }))
        .sort(
          (a, b) =>
            compareDecimals(b.billedCost, a.billedCost) ||
            a.value.localeCompare(b.value),
        );
      const rest = values.slice(limit).flatMap(({ some }) => some);
      return {
        billingCurrency,
        series: values.slice(0, limit).map(({ value, some, billedCost }) => ({
          value,
          billedCost,
          days: daysOf(some),
        })),
        other:
          values.length > limit
            ? {
                count: values.length - limit,
                billedCost: sumOf(rest),
                days: daysOf(rest).filter(
                  day => compareDecimals(day.billedCost, '0') !== 0,
                ),
              }
            : undefined,
      };
    });
}

function withoutNames(totals: CostTrendTotal[]) {
  return totals.map(({ series, other, ...total }) => ({
    ...total,
    series: series.map(({ id, name, ...one }) => ({
      value: id ?? name,
      ...one,
    })),
    other,
  }));
}

function withoutCustomerNames({
  customerName: _customer,
  azureSubscriptionName: _subscription,
  azureSubscriptionId,
  newResource,
  ...change
}: CostChange) {
  return { ...change, azureSubscriptionId, newResource };
}

function expectedChanges(
  charges: readonly Charge[],
  comparable: readonly Charge[],
  limit: number,
) {
  const keyOf = (charge: Charge) =>
    JSON.stringify([
      charge.billingCurrency,
      charge.customerId,
      charge.azureSubscriptionId ?? '',
      charge.serviceName ?? '',
    ]);
  const now = groupBy(charges, keyOf);
  const before = groupBy(comparable, keyOf);
  return [...new Set([...now.keys(), ...before.keys()])]
    .map(key => {
      const own = now.get(key) ?? [];
      const past = before.get(key) ?? [];
      const { customerId, azureSubscriptionId, serviceName } = (own[0] ??
        past[0])!;
      const change = subtractDecimals(sumOf(own), sumOf(past));
      return {
        key,
        row: {
          customerId,
          azureSubscriptionId,
          serviceName: serviceName ?? '',
          billedCost: sumOf(own),
          comparableCost: sumOf(past),
          change,
          newResource:
            azureSubscriptionId && compareDecimals(change, '0') > 0
              ? newResourceOf(own, past)
              : undefined,
        },
      };
    })
    .filter(({ row }) => compareDecimals(row.change, '0') !== 0)
    .sort(
      (a, b) =>
        compareDecimals(
          b.row.change.replace('-', ''),
          a.row.change.replace('-', ''),
        ) || a.key.localeCompare(b.key),
    )
    .slice(0, limit)
    .map(({ row }) => row);
}

function newResourceOf(own: readonly Charge[], past: readonly Charge[]) {
  const known = new Set(past.map(charge => charge.resourceId));
  const found = [
    ...groupBy(
      own.filter(charge => charge.resourceId && !known.has(charge.resourceId)),
      charge => charge.resourceId!,
    ),
  ]
    .map(([resourceId, some]) => ({
      resourceId,
      billedCost: sumOf(some),
      since: some.map(charge => charge.chargePeriodStart).sort()[0],
    }))
    .filter(({ billedCost }) => compareDecimals(billedCost, '0') > 0)
    .sort((a, b) => compareDecimals(b.billedCost, a.billedCost));
  return found[0] && { ...found[0], otherCount: found.length - 1 };
}

/** Cells of CSV as RFC 4180 has it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.split('\r\n').slice(0, -1)) {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.slice(0, -1);
    rows.push(
      (line.endsWith(',') || cells.length === 0 ? [...cells, ''] : cells).map(
        cell =>
          cell
            .replace(/,$/, '')
            .replace(/^"(.*)"$/s, '$1')
            .replaceAll('""', '"'),
      ),
    );
  }
  return rows;
}

/** Adds up the costs before tax of a Parquet file by currency. */
async function sumsOfParquet(content: Blob): Promise<Record<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), 'csp-costs-export-'));
  const file = join(directory, 'charges.parquet');
  await writeFile(file, Buffer.from(await content.arrayBuffer()));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const result = await connection.runAndReadAll(`
      select "BillingCurrency" as currency, sum("BilledCost")::varchar as cost
      from read_parquet('${file}')
      where "ChargeCategory" <> 'Tax'
        and "BillingPeriodStart" = timestamp '2026-11-01' group by all`);
    return Object.fromEntries(
      result
        .getRowObjectsJS()
        .map(({ currency, cost }) => [String(currency), String(cost)]),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(directory, { recursive: true });
  }
}
