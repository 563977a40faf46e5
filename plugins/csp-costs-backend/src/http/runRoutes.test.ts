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

import { randomUUID } from 'node:crypto';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

const SMALL = { customers: 6, months: 1, linesPerCustomerDay: 1 };

describe.each(ids)('runs and jobs in people’s hands, on %s', databaseId => {
  let harness: CspCostsHarness;

  afterEach(() => harness.stop());

  it('a pause is shown on connector and figures, holds schedule and hand, and ends', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: SMALL,
    });
    const { api, simulator } = harness;
    await harness.untilCollected();

    const paused = await api.pauseCollection('demo');
    expect(paused.paused).toEqual({
      since: simulator.clock.now().toISOString(),
      pausedBy: 'user:default/mock',
    });
    expect(paused.nextRunAt).toBeUndefined();
    const { coverage } = await api.getCostSummary({ billingPeriod: '2026-11' });
    expect(coverage.connectors).toEqual([
      {
        connectorId: 'demo',
        title: 'Demo partner',
        status: 'connected',
        paused: paused.paused,
      },
    ]);
    await expect(api.startRun('demo')).rejects.toThrow(/paused; resume it/);
    simulator.clock.set(new Date('2026-11-20T09:00:00Z'));
    await harness.runTask('csp-costs-start-due-runs');
    expect(await api.getRuns('demo')).toHaveLength(1);

    const resumed = await api.resumeCollection('demo');
    expect(resumed.paused).toBeUndefined();
    expect(resumed.nextRunAt).toBeDefined();
    await harness.runTask('csp-costs-start-due-runs');
    await harness.untilCollected();
    expect(await api.getRuns('demo')).toHaveLength(2);
    const after = await api.getCostSummary({ billingPeriod: '2026-11' });
    expect(after.coverage.connectors).toEqual([]);
    expect(harness.audit.map(({ eventId }) => eventId)).toEqual(
      expect.arrayContaining(['collection-pause', 'collection-resume']),
    );

    await harness.stopBackend();
    // Everybody is told to look again, and nothing besides.
    expect(harness.signals.length).toBeGreaterThan(0);
    for (const signal of harness.signals) {
      expect(signal).toEqual({
        recipients: { type: 'broadcast' },
        channel: 'csp-costs:runs',
        message: {},
      });
    }
  });

  it('a job that failed for good stays with its cause, and a retry puts it right', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: SMALL,
      startBackend: false,
    });
    const { api, simulator } = harness;
    simulator.faults.add({
      match: { export: 'unbilled-usage', billingPeriod: '2026-11' },
      times: 'always',
      fault: { kind: 'fail-operation', code: '1000' },
    });
    await harness.startBackend();
    const run = await harness.untilCollected();
    const dead = run.jobs.filter(job => job.status === 'failed');
    expect(dead.length).toBeGreaterThan(1);
    for (const job of dead) {
      expect(job).toMatchObject({
        attempts: 4,
        problem: { code: 'EXPORT_FAILED', remedy: expect.any(String) },
      });
    }
    simulator.faults.clear();

    const [first, ...others] = dead;
    await api.retryJob(first!.jobId);
    const alone = await harness.untilCollected();
    expect(alone).toMatchObject({
      trigger: 'retry',
      requestedBy: 'user:default/mock',
      status: 'succeeded',
      jobs: [{ source: first!.source, attempts: 1, status: 'published' }],
    });
    await expect(api.retryJob(first!.jobId)).rejects.toThrow(
      'has been retried already',
    );

    const rest = await api.retryRun(run.runId);
    expect(rest.jobCount).toBe(others.length);
    await harness.untilCollected();
    await expectTruth(harness, '2026-11');
    const retried = await api.getRun(run.runId);
    expect(
      retried.jobs
        .filter(job => job.status === 'failed')
        .map(job => job.retriedIn)
        .sort(),
    ).toEqual([alone.runId, ...others.map(() => rest.runId)].sort());
    await expect(api.retryRun(run.runId)).rejects.toThrow('no failed job');
    await expect(api.cancelRun(run.runId)).rejects.toThrow('ended already');
  });

  it('what does not exist, or has ended, is said', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: SMALL,
    });
    const run = await harness.untilCollected();
    const unknown = randomUUID();
    for (const [path, status] of [
      ['/connectors/nobody/pause', 404],
      ['/connectors/nobody/resume', 404],
      [`/runs/${unknown}/cancel`, 404],
      [`/runs/${unknown}/retry`, 404],
      [`/jobs/${unknown}/retry`, 404],
      ['/jobs/x/retry', 400],
      [`/runs/${run.runId}/cancel`, 409],
      [`/runs/${run.runId}/retry`, 409],
      [`/jobs/${run.jobs[0]!.jobId}/retry`, 409],
    ] as const) {
      expect([
        path,
        (await harness.request(path, { method: 'POST' })).status,
      ]).toEqual([path, status]);
    }
  });
});
