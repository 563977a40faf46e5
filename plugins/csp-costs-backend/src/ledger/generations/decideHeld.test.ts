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

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  subtractDecimals,
  sumDecimals,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import { expectTruth } from '../../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

const billingPeriod = '2026-10';

/** One customer, so that a day that falls is a total that falls. */
const SIMULATOR = { customers: 1, months: 1 };

describe.each(ids)('data whose total falls suddenly on %s', databaseId => {
  let harness: CspCostsHarness;

  async function start(
    options: Partial<Parameters<typeof CspCostsHarness.create>[0]> = {},
  ) {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: SIMULATOR,
      collection: { holdDrops: { percent: 1, minimumAmount: '0.01' } },
      ...options,
    });
    await harness.untilCollected();
  }

  afterEach(() => harness.stop());

  it('is held, and shown when a person decides so', async () => {
    await start();
    const before = harness.simulator.truth(billingPeriod);
    await fall();
    const run = await harness.collect();
    const job = run.jobs.find(({ status }) => status === 'held')!;
    expect(run.status).toBe('partial');
    expect(job).toMatchObject({
      source: 'billed-usage',
      billingPeriod,
      problem: { code: 'GENERATION_HELD' },
    });
    expect(job.problem!.cause).toMatch(/fell by \d+\.\d %, more than 1 %/);
    expect(
      job.validation!.map(({ check, verdict }) => [check, verdict]),
    ).toEqual([
      ['tenant', 'pass'],
      ['blobs', 'pass'],
      ['lines', 'pass'],
      ['columns', 'pass'],
      ['amounts', 'pass'],
      ['readable', 'pass'],
      ['currency', 'pass'],
      ['period', 'pass'],
      ['customers', 'pass'],
      ['total', 'held'],
    ]);
    const generationId = job.generationId!;
    expect(await held()).toEqual([generationId]);
    expect(await usage()).toEqual({
      cost: before.customers[0]!.usageCost,
      status: 'stale',
      problem: 'GENERATION_HELD',
    });

    // Microsoft still has the same: nothing is fetched, and nothing is lost.
    harness.simulator.requests.clear();
    const again = await harness.collect();
    expect(again.jobs.find(({ status }) => status === 'held')).toMatchObject({
      generationId,
      problem: { code: 'GENERATION_HELD' },
    });
    expect(harness.simulator.requests.count({ service: 'storage' })).toBe(0);

    const discarded = await harness.api.discardGeneration(generationId);
    expect(discarded).toMatchObject({ status: 'discarded', billingPeriod });
    expect(await held()).toEqual([]);
    await harness.collect();
    expect(harness.simulator.requests.count({ service: 'storage' })).toBe(0);
    expect(await usage()).toEqual({
      cost: before.customers[0]!.usageCost,
      status: 'stale',
      problem: 'GENERATION_DISCARDED',
    });
    expect(await refusal(generationId, 'discard')).toEqual([
      409,
      expect.stringContaining('is discarded'),
    ]);

    const published = await harness.api.publishGeneration(
      generationId.toUpperCase(),
    );
    expect(published).toMatchObject({
      generationId,
      status: 'published',
      validation: job.validation,
    });
    await expectTruth(harness, billingPeriod);
    const after = harness.simulator.truth(billingPeriod);
    expect(await usage()).toEqual({
      cost: after.customers[0]!.usageCost,
      status: 'current',
      problem: undefined,
    });
    const { items } = await harness.api.getRestatements();
    expect(
      sumDecimals(
        items
          .filter(({ source }) => source === 'billed-usage')
          .map(({ costChange }) => costChange),
      ),
    ).toBe(
      subtractDecimals(
        after.customers[0]!.usageCost,
        before.customers[0]!.usageCost,
      ),
    );
    for (const decision of ['publish', 'discard'] as const) {
      expect(await refusal(generationId, decision)).toEqual([
        409,
        expect.stringContaining('is published'),
      ]);
    }
    const last = await harness.collect();
    expect(last.status).toBe('succeeded');
    expect(harness.simulator.requests.count({ service: 'storage' })).toBe(0);
    expect(
      harness.audit
        .filter(({ eventId }) => eventId.startsWith('generation-'))
        .map(({ eventId, status }) => [eventId, status]),
    ).toEqual([
      ['generation-discard', 'succeeded'],
      ['generation-discard', 'failed'],
      ['generation-publish', 'succeeded'],
      ['generation-publish', 'failed'],
      ['generation-discard', 'failed'],
    ]);
  });

  it('gives way to what Microsoft has next', async () => {
    await start();
    const days = await fall();
    await harness.collect();
    const [generationId] = await held();
    const { archive_path } = await harness
      .knex('generations')
      .where({ generation_id: generationId })
      .first();
    const lines = join(harness.archiveDirectory, archive_path);
    await access(lines);

    for (const day of days) {
      harness.simulator.restate({ billingPeriod, day, factor: '1100' });
    }
    await harness.collect();
    await expectTruth(harness, billingPeriod);
    expect((await usage()).status).toBe('current');
    expect(await held()).toEqual([]);
    expect(await refusal(generationId!, 'publish')).toEqual([
      409,
      expect.stringContaining('is replaced'),
    ]);

    harness.simulator.clock.advance(31 * 24 * 60 * 60 * 1000);
    await harness.runTask('csp-costs-remove-replaced');
    await expect(access(lines)).rejects.toThrow('ENOENT');
  });

  it('is shown at once when the installation wants it so', async () => {
    await start({ collection: { holdDrops: false } });
    await fall();
    const run = await harness.collect();
    expect(run.status).toBe('succeeded');
    await expectTruth(harness, billingPeriod);
  });

  it('is decided by whoever may use connectors', async () => {
    await start();
    await fall();
    await harness.collect();
    const [generationId] = await held();
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await refusal(nobody, 'publish'))[0]).toBe(404);
    expect((await refusal('some-id', 'publish'))[0]).toBe(400);
    const { status, body } = await harness.request(
      '/generations?status=staged',
    );
    expect([status, body.error?.message]).toEqual([
      400,
      expect.stringContaining('status'),
    ]);
    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.connector.use'] });
    for (const decision of ['publish', 'discard'] as const) {
      expect((await refusal(generationId!, decision))[0]).toBe(403);
    }
    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.connector.read'] });
    expect((await harness.request('/generations')).status).toBe(403);
  });

  /** Lets some days of the customer's usage all but vanish. */
  async function fall(): Promise<number[]> {
    const days: number[] = [];
    for (let day = 1; day <= 28 && days.length < 10; day++) {
      try {
        harness.simulator.restate({ billingPeriod, day, factor: '0.001' });
        days.push(day);
      } catch {
        // A day without usage.
      }
    }
    return days;
  }

  async function held(): Promise<string[]> {
    const { items } = await harness.api.getGenerations({
      connectorId: 'demo',
      status: 'held',
      billingPeriod,
    });
    return items.map(({ generationId }) => generationId);
  }

  /** What is shown of the month's usage, and how it is covered. */
  async function usage() {
    const { totals, coverage } = await harness.api.getCostSummary({
      billingPeriod,
    });
    const slice = coverage.slices.find(
      ({ source }) => source === 'billed-usage',
    )!;
    return {
      cost: totals[0]!.usageCost,
      status: slice.status,
      problem: slice.problem?.code,
    };
  }

  async function refusal(
    generationId: string,
    decision: 'publish' | 'discard',
  ): Promise<[number, string | undefined]> {
    const { status, body } = await harness.request(
      `/generations/${generationId}/${decision}`,
      { method: 'POST' },
    );
    return [status, body.error?.message];
  }
});
