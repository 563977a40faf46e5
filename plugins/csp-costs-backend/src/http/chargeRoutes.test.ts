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

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { ContainerClient } from '@azure/storage-blob';
import {
  normalizeDecimal,
  sumDecimals,
  type BreakdownDimension,
  type Charge,
  type ChargesQuery,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';
import { RecordedMetrics } from '../__testUtils__/RecordedMetrics';
import { startAzurite, type Azurite } from '../__testUtils__/startAzurite';
import { StorageProxy } from '../__testUtils__/StorageProxy';

const { databases, ids } = testDatabases();

const billingPeriod = '2026-10';

const FILTERS: Record<
  BreakdownDimension,
  (value: string) => Partial<ChargesQuery>
> = {
  service: serviceName => ({ serviceName }),
  product: productName => ({ productName }),
  resourceGroup: resourceGroup => ({ resourceGroup }),
  azureSubscription: azureSubscriptionId => ({ azureSubscriptionId }),
  chargeCategory: chargeCategory => ({
    chargeCategory: chargeCategory as Charge['chargeCategory'],
  }),
  customer: customerId => ({ customerId }),
  region: region => ({ region }),
  resource: resourceId => ({ resourceId }),
  tag: value => ({ tag: `Team=${value}` }),
  // Nothing claims anything here.
  entity: () => ({ unattributed: true }),
};

/** Every page of an answer. */
async function readAll(
  { api }: CspCostsHarness,
  query: ChargesQuery,
): Promise<Charge[]> {
  const charges: Charge[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.getCharges({ ...query, cursor });
    expect(page.linesRemoved).toEqual([]);
    expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 100);
    charges.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return charges;
}

function sumOf(charges: readonly Charge[]): string {
  return sumDecimals(charges.map(({ billedCost }) => billedCost));
}

/** Every row of every breakdown is the sum of its charges, to the last digit. */
async function expectSums(harness: CspCostsHarness): Promise<void> {
  const all = await readAll(harness, { billingPeriod, limit: 500 });
  expect(all.length).toBeGreaterThan(300);
  const places = all.map(charge =>
    [
      charge.generationId,
      charge.blobName,
      charge.lineNumber,
      charge.chargeCategory,
    ].join(),
  );
  expect(new Set(places).size).toBe(all.length);

  for (const dimension of Object.keys(FILTERS) as BreakdownDimension[]) {
    const { rows } = await harness.api.getCostBreakdown({
      billingPeriod,
      dimension,
      ...(dimension === 'tag' && { tagKey: 'team' }),
      ...(dimension === 'resource' && { limit: 10 }),
    });
    expect(rows.length).toBeGreaterThan(0);
    // Costs of no Azure subscription cannot be asked for by its id.
    for (const row of rows.filter(
      ({ id, name }) => dimension !== 'azureSubscription' || (id && name),
    )) {
      const scope = FILTERS[dimension](row.id ?? row.name);
      const charges = await readAll(harness, {
        billingPeriod,
        billingCurrency: row.billingCurrency,
        ...scope,
        limit: 500,
      });
      const counted =
        dimension === 'chargeCategory'
          ? charges
          : charges.filter(charge => charge.chargeCategory !== 'Tax');
      expect([dimension, row.name, sumOf(counted)]).toEqual([
        dimension,
        row.name,
        row.billedCost,
      ]);
      if (row.name !== 'Tax') {
        const summary = await harness.api.getCostSummary({
          billingPeriod,
          ...scope,
        });
        const total = summary.totals.find(
          ({ billingCurrency }) => billingCurrency === row.billingCurrency,
        );
        expect([dimension, row.name, total?.billedCost]).toEqual([
          dimension,
          row.name,
          row.billedCost,
        ]);
        expect(
          sumDecimals(
            total!.days.flatMap(day => [day.usageCost, day.otherCost]),
          ),
        ).toBe(row.billedCost);
      }
    }
  }
  const { totals } = await harness.api.getCostSummary({ billingPeriod });
  for (const { billingCurrency, days } of totals) {
    for (const { date, usageCost, otherCost } of days) {
      const charges = await readAll(harness, {
        billingPeriod,
        billingCurrency,
        date,
        limit: 500,
      });
      const [usage, other] = [['Usage'], ['Purchase', 'Credit']].map(wanted =>
        sumOf(charges.filter(charge => wanted.includes(charge.chargeCategory))),
      );
      expect([date, usage, other]).toEqual([date, usageCost, otherCost]);
    }
  }
}

describe.each(ids)('charges on %s', databaseId => {
  let harness: CspCostsHarness;
  let azurite: Azurite;
  let proxy: StorageProxy;

  beforeAll(async () => {
    azurite = await startAzurite();
    proxy = await StorageProxy.start(
      /BlobEndpoint=([^;]+)/.exec(azurite.connectionString)![1]!,
    );
  });

  afterAll(async () => {
    proxy.stop();
    await azurite.stop();
  });

  beforeEach(() => {
    proxy.broken = () => false;
  });

  afterEach(() => harness.stop());

  it('make up every figure, out of a directory', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 3 },
    });
    await harness.untilCollected();
    await harness.untilArchived();
    for (const { archive } of await generations(harness)) {
      expect(archive).toMatchObject({ status: 'archived', attempts: 1 });
    }
    await expectSums(harness);
  });

  it('lead to their lines, out of Azure Blob Storage, before and after they are archived', async () => {
    const { name, client } = await azurite.container();
    const metrics = new RecordedMetrics();
    proxy.broken = line => /^PUT .*parquet/.test(line);
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      metrics: metrics.service,
      simulator: { customers: 3 },
      collection: { backoff: { milliseconds: 500 } },
      config: {
        archive: {
          type: 'azureBlobStorage',
          directory: join('/tmp', `csp-costs-${name}`),
          containerName: name,
          connectionString: azurite.connectionString.replace(
            /BlobEndpoint=http:\/\/[^/]+/,
            `BlobEndpoint=${proxy.url}`,
          ),
        },
      },
    });
    const run = await harness.untilCollected();
    expect(run.status).toBe('succeeded');
    await expectTruth(harness, billingPeriod);

    const failed = await waitFor(async () =>
      (await generations(harness)).find(({ archive }) => archive.problem),
    );
    expect(failed.archive).toMatchObject({
      status: expect.stringMatching(/waiting|running/),
      problem: { code: 'ARCHIVE_UNREACHABLE' },
    });
    expect(await metrics.observe('csp_costs.archive.open')).toContainEqual({
      value: expect.any(Number),
      attributes: { status: 'waiting' },
    });
    const received = await readAll(harness, {
      billingPeriod,
      includeLine: true,
      limit: 37,
    });
    await expectLines(harness, client, received);

    proxy.broken = () => false;
    await harness.untilArchived();
    expect(metrics.sum('csp_costs.archive.lines')).toBeGreaterThan(0);
    for (const { archive } of await generations(harness)) {
      expect(archive).toMatchObject({ status: 'archived' });
      expect(archive.problem).toBeUndefined();
    }
    const files = [];
    for await (const blob of client.listBlobsFlat()) {
      files.push(blob.name);
    }
    expect(files.filter(file => file.endsWith('.json.gz'))).toEqual([]);
    // Another replica, which has nothing on its disk.
    await rm(join('/tmp', `csp-costs-${name}`), { recursive: true });
    expect(
      await readAll(harness, { billingPeriod, includeLine: true, limit: 500 }),
    ).toEqual(received);
    await rm(join('/tmp', `csp-costs-${name}`), { recursive: true });
  });

  it('are given to those who may see costs, and say what is wrong with a question', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 2, months: 1 },
    });
    await harness.untilCollected();
    await harness.untilArchived();
    const ask = async (query: string) =>
      harness.request(`/charges?billingPeriod=${billingPeriod}&${query}`);
    for (const [query, status, message] of [
      ['limit=501', 400, 'limit'],
      ['date=today', 400, 'date'],
      ['chargeCategory=Rounding', 400, 'chargeCategory'],
      ['cursor=WzFd', 400, 'cursor is not one of this API'],
      ['cursor=%ff', 400, 'cursor'],
      [`customerId=${harness.simulator.partner.clientId}`, 404, 'customer'],
      [`generationId=${harness.simulator.partner.clientId}`, 404, 'generation'],
    ] as const) {
      const answer = await ask(query);
      expect([query, answer.status]).toEqual([query, status]);
      expect(answer.body.error?.message).toContain(message);
    }
    expect((await harness.request('/charges')).status).toBe(400);
    expect(
      await readAll(harness, {
        billingPeriod,
        serviceName: "x' or true --",
      }),
    ).toEqual([]);

    const first = await harness.api.getCharges({ billingPeriod, limit: 1 });
    expect(first.items).toHaveLength(1);
    harness.simulator.restate({ billingPeriod });
    await harness.collect();
    await expect(
      harness.api.getCharges({
        billingPeriod,
        limit: 1,
        cursor: first.nextCursor,
      }),
    ).rejects.toMatchObject({
      statusCode: 409,
      message: expect.stringContaining('read it again, without a cursor'),
    });
    await harness.untilArchived();
    const [charge] = await readAll(harness, { billingPeriod });
    const { generationId } = charge!;
    const path: string = (
      await harness
        .knex('generations')
        .where({ generation_id: generationId })
        .first('archive_path')
    ).archive_path;
    await rm(join(harness.archiveDirectory, path), { recursive: true });
    expect(
      await harness.api.getCharges({ billingPeriod, generationId }),
    ).toEqual({ items: [], linesRemoved: [generationId] });

    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.cost.read'] });
    expect((await ask('')).status).toBe(403);
  });
});

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    await delay(10);
  }
}

async function generations({ api }: CspCostsHarness) {
  return (await api.getGenerations({ limit: 500 })).items;
}

/** Each charge names the line it comes from: blob, number, and eTag. */
async function expectLines(
  { knex }: CspCostsHarness,
  client: ContainerClient,
  charges: readonly Charge[],
): Promise<void> {
  const folders = new Map<string, { archive_path: string; etag: string }>(
    (await knex('generations')).map(row => [row.generation_id, row]),
  );
  const blobs = new Map<string, string[]>();
  for (const charge of charges) {
    const { archive_path, etag } = folders.get(charge.generationId)!;
    expect(charge.eTag).toBe(etag);
    const key = `${charge.generationId} ${charge.blobName}`;
    if (!blobs.has(key)) {
      const contents = JSON.parse(
        (
          await client
            .getBlockBlobClient(`${archive_path}/generation.json`)
            .downloadToBuffer()
        ).toString(),
      );
      expect(contents.eTag).toBe(etag);
      const index = contents.blobs.findIndex(
        (blob: { name: string }) => blob.name === charge.blobName,
      );
      const blob = await client
        .getBlockBlobClient(
          `${archive_path}/blob-${String(index).padStart(5, '0')}.json.gz`,
        )
        .downloadToBuffer();
      blobs.set(
        key,
        gunzipSync(blob)
          .toString()
          .split('\n')
          .filter(text => text.trim() !== ''),
      );
    }
    const line = blobs.get(key)![charge.lineNumber - 1]!;
    expect(charge.line).toBe(line.replace(/\r$/, ''));
    const column = {
      Usage: 'BillingPreTaxTotal',
      Purchase: 'Subtotal',
      Credit: 'Subtotal',
      Tax: 'TaxTotal',
      Adjustment: '',
    }[charge.chargeCategory];
    const text = new RegExp(`"${column}":\\s*"?(-?[\\d.eE+-]+)`, 'i').exec(
      line,
    )![1]!;
    expect(charge.billedCost).toBe(normalizeDecimal(text));
  }
}
