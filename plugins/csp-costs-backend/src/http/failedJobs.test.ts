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

import type { FailedJob } from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

describe.each(ids)('jobs that failed for good, on %s', databaseId => {
  let harness: CspCostsHarness;

  beforeEach(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 4, months: 1, linesPerCustomerDay: 1 },
      startBackend: false,
    });
  });

  afterEach(() => harness.stop());

  function breakEstimates() {
    return harness.simulator.faults.add({
      match: { export: 'unbilled-usage', billingPeriod: 'current' },
      times: 'always',
      fault: { kind: 'fail-operation', code: '1000' },
    });
  }

  async function failed(): Promise<FailedJob[]> {
    const { items } = await harness.api.getFailedJobs();
    return items;
  }

  it('are listed across runs, once a slice, until something puts them right', async () => {
    const { api, simulator } = harness;
    breakEstimates();
    await harness.startBackend();
    const first = await harness.untilCollected();
    expect(await failed()).toEqual(
      expect.arrayContaining(
        ['EUR', 'USD'].map(billingCurrency =>
          expect.objectContaining({
            connectorId: 'demo',
            runId: first.runId,
            source: 'unbilled-usage',
            billingPeriod: '2026-11',
            billingCurrency,
            status: 'failed',
            attempts: 4,
            finishedAt: simulator.clock.now().toISOString(),
            problem: expect.objectContaining({ code: 'EXPORT_FAILED' }),
          }),
        ),
      ),
    );
    expect(await failed()).toHaveLength(2);

    // A later run fails at the same: only that is the last word.
    simulator.clock.advance(60_000);
    const second = await harness.collect();
    expect((await failed()).map(({ runId }) => runId)).toEqual([
      second.runId,
      second.runId,
    ]);

    const page = await api.getFailedJobs({ connectorId: 'demo', limit: 1 });
    const rest = await api.getFailedJobs({
      limit: 1,
      cursor: page.nextCursor,
    });
    expect(
      [...page.items, ...rest.items].map(job => job.billingCurrency).sort(),
    ).toEqual(['EUR', 'USD']);
    expect(rest.nextCursor).toBeUndefined();

    // A retry that is cancelled leaves it as it was.
    simulator.faults.clear();
    simulator.faults.add({
      match: { export: 'unbilled-usage', billingPeriod: 'current' },
      times: 'always',
      fault: { kind: 'never-finish' },
    });
    const [eur, usd] = await failed();
    const retried = await api.retryJob(eur!.jobId);
    expect((await failed()).map(({ jobId }) => jobId)).toEqual([usd!.jobId]);
    await api.cancelRun(retried.runId);
    expect((await failed()).map(({ jobId }) => jobId)).toEqual([
      eur!.jobId,
      usd!.jobId,
    ]);

    simulator.faults.clear();
    await api.retryJob(eur!.jobId);
    await harness.untilCollected();
    expect((await failed()).map(({ jobId }) => jobId)).toEqual([usd!.jobId]);
    await harness.collect();
    expect(await failed()).toEqual([]);
    await expect(api.retryJob(usd!.jobId)).resolves.toBeDefined();
    await harness.untilCollected();
  });

  it('are of connectors that are there, and asked for in a form that is known', async () => {
    breakEstimates();
    await harness.startBackend();
    await harness.untilCollected();
    await expect(
      harness.api.getFailedJobs({ connectorId: 'other' }),
    ).rejects.toThrow('No connector');
    for (const [path, field] of [
      ['/jobs', 'status'],
      ['/jobs?status=running', 'status'],
      ['/jobs?status=failed&limit=0', 'limit'],
      ['/jobs?status=failed&cursor=x', 'cursor'],
    ] as const) {
      const { status, body } = await harness.request(path);
      expect([path, status]).toEqual([path, 400]);
      expect(body.error?.message).toContain(field);
    }
    await harness.stopBackend();
    await harness.startBackend({ config: { connectors: {} } });
    expect(await failed()).toEqual([]);
  });
});
