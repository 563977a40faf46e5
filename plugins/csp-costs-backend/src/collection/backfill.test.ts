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

import { setTimeout as delay } from 'node:timers/promises';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

/** As far back as Microsoft has anything, and one month further. */
const SIMULATOR = {
  now: new Date('2024-05-14T09:00:00Z'),
  months: 21,
  customers: 2,
  linesPerCustomerDay: 1,
};

describe.each(ids)('the backfill, on %s', databaseId => {
  let harness: CspCostsHarness;

  afterEach(() => harness.stop());

  /** Jobs of the latest backfill. */
  async function backfilled() {
    const run = (await harness.api.getRuns('demo')).find(
      ({ trigger }) => trigger === 'backfill',
    );
    return run && harness.api.getRun(run.runId);
  }

  async function untilEnded(runId: string) {
    let run = await harness.api.getRun(runId);
    while (run.status === 'running') {
      await delay(5);
      run = await harness.api.getRun(runId);
    }
    return run;
  }

  it('reaches as far back as Microsoft has data, newest first, and tells how far it is', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: SIMULATOR,
      connector: { history: { months: 60 } },
      collection: { concurrency: 1 },
      startBackend: false,
    });
    const { api, simulator } = harness;
    simulator.faults.add({
      match: { export: 'billed-usage', billingPeriod: '2023-05' },
      times: 'always',
      fault: { kind: 'fail-operation', code: '1000' },
    });
    await harness.startBackend();
    const run = await harness.untilCollected();
    expect(run.status).toBe('succeeded');
    expect([...new Set(run.jobs.map(job => job.billingPeriod))].sort()).toEqual(
      ['2024-03', '2024-04', '2024-05', undefined],
    );
    const backfill = await backfilled();
    expect(backfill).toMatchObject({ trigger: 'backfill', status: 'partial' });
    const oldestOf = (source: string) =>
      backfill!.jobs
        .filter(job => job.source === source)
        .map(job => job.billingPeriod!)
        .sort()[0];
    expect(oldestOf('billed-usage')).toBe('2022-09');
    expect(oldestOf('billed-reconciliation')).toBe('2024-02');
    const order = simulator.requests
      .find({ service: 'storage' })
      .map(({ path }) => /BillingMonth=(\d{6})/.exec(path)?.[1])
      .filter(month => month! < '202403');
    expect(order).toEqual([...order].sort().reverse());

    expect(await api.getBackfill('demo')).toEqual({
      connectorId: 'demo',
      from: '2022-09',
      monthCount: 20,
      collectedMonthCount: 19,
      failedMonthCount: 1,
      noDataMonthCount: 0,
      oldestCollectedMonth: '2022-09',
      lineCount: expect.any(Number),
      done: false,
      run: expect.objectContaining({ runId: backfill!.runId }),
    });
    for (const billingPeriod of ['2024-02', '2024-03', '2024-05']) {
      await expectTruth(harness, billingPeriod);
    }

    // What has failed is due again with the next run, and nothing else.
    simulator.faults.clear();
    await harness.collect();
    const {
      done,
      failedMonthCount,
      run: second,
    } = await api.getBackfill('demo');
    expect({ done, failedMonthCount }).toEqual({
      done: true,
      failedMonthCount: 0,
    });
    expect(second?.runId).not.toBe(backfill!.runId);
    expect(second?.jobCount).toBe(backfill!.failedJobCount);
    await harness.collect();
    expect((await api.getBackfill('demo')).run?.runId).toBe(second?.runId);
  });

  it('keeps nobody from today’s figures, and grows with the history that is asked for', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { ...SIMULATOR, months: 6 },
      connector: { history: { months: 4 } },
      startBackend: false,
    });
    const { api, simulator } = harness;
    const hanging = simulator.faults.add({
      match: { export: 'billed-usage', billingPeriod: '2024-02' },
      times: 'always',
      fault: { kind: 'never-finish' },
    });
    await harness.startBackend();
    let [first] = await api.getRuns('demo');
    while (!first) {
      [first] = await api.getRuns('demo');
    }
    expect((await untilEnded(first.runId)).status).toBe('succeeded');
    while ((await backfilled())?.jobs.every(job => job.status === 'queued')) {
      await delay(5);
    }
    expect(await api.getBackfill('demo')).toMatchObject({
      from: '2024-01',
      monthCount: 4,
      collectedMonthCount: 2,
      oldestCollectedMonth: '2024-03',
      done: false,
      run: { status: 'running' },
    });

    simulator.restate({ billingPeriod: '2024-05', factor: '1.5' });
    const { runId, trigger } = await api.startRun('demo');
    expect(trigger).toBe('manual');
    expect((await untilEnded(runId)).status).toBe('succeeded');
    await expectTruth(harness, '2024-05');
    expect((await backfilled())?.status).toBe('running');
    expect(await api.getConnector('demo')).toMatchObject({
      lastRun: { runId },
    });

    simulator.faults.remove(hanging);
    await harness.untilCollected();
    expect(await api.getBackfill('demo')).toMatchObject({
      collectedMonthCount: 4,
      oldestCollectedMonth: '2024-01',
      done: true,
      run: { status: 'succeeded' },
    });

    await harness.stopBackend();
    await harness.startBackend({
      connector: { history: { months: 6 } },
    });
    await harness.runTask('csp-costs-start-due-runs');
    await harness.untilCollected();
    expect(await api.getBackfill('demo')).toMatchObject({
      from: '2023-11',
      monthCount: 6,
      collectedMonthCount: 6,
      done: true,
    });
    expect(
      new Set((await backfilled())!.jobs.map(job => job.billingPeriod)),
    ).toEqual(new Set(['2023-12', '2023-11']));
  });
});
