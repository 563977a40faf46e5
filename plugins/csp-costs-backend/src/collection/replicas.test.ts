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
import type { Knex } from 'knex';
import { killProcess, startProcess } from '../__testUtils__/backendProcesses';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

jest.setTimeout(300_000);

const { databases, ids } = testDatabases();

/** Whoever waits for an export leaves the machine to those that start. */
const UNHURRIED = { exportPolling: { milliseconds: 50 } };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SKEWS_MS = [10 * MINUTE_MS, -10 * MINUTE_MS, DAY_MS, -DAY_MS];

describe.each(ids.filter(id => id.startsWith('POSTGRES')))(
  'two replicas, on %s',
  databaseId => {
    it('share the work, and do no slice twice', async () => {
      const harness = await CspCostsHarness.create({
        knex: await databases.init(databaseId),
        simulator: { months: 6, customers: 3, linesPerCustomerDay: 1 },
        collection: UNHURRIED,
      });
      const { simulator } = harness;
      const other = await startProcess(harness);
      try {
        await harness.untilCollected();
        simulator.requests.clear();
        simulator.faults.add({
          times: 'always',
          fault: { kind: 'never-finish' },
        });
        const { runId } = await harness.api.startRun('demo');
        await untilAtWork(harness.knex, 2);
        simulator.faults.clear();
        await harness.untilCollected();
        const run = await harness.api.getRun(runId);
        expect(run.status).toBe('succeeded');
        const slices = run.jobs.filter(job =>
          /usage|reconciliation/.test(job.source),
        );
        expect(
          simulator.requests.count({ method: 'POST', path: /\/export$/ }),
        ).toBe(slices.length);
        expect(run.jobs.map(job => job.attempts)).toEqual(
          run.jobs.map(() => 1),
        );
        await expectTruth(harness, '2026-11');
      } finally {
        await killProcess(other);
        await harness.stop();
      }
    });

    it('whose clocks differ by minutes and days do no slice twice, and lose none', async () => {
      const harness = await CspCostsHarness.create({
        knex: await databases.init(databaseId),
        simulator: { months: 2, customers: 3, linesPerCustomerDay: 1 },
        collection: UNHURRIED,
      });
      const { simulator, knex, api } = harness;
      await harness.untilCollected();
      simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
      simulator.restate({ billingPeriod: '2026-10', factor: '1.5' });
      simulator.faults.add({
        times: 'always',
        fault: { kind: 'never-finish' },
      });
      simulator.requests.clear();
      const now = simulator.clock.now().getTime();
      const others = await Promise.all(
        SKEWS_MS.map(skewMs =>
          startProcess(harness, { now: new Date(now + skewMs) }),
        ),
      );
      try {
        const { runId } = await api.startRun('demo');
        await untilAtWork(knex, 1 + others.length);
        simulator.faults.clear();
        const run = await harness.untilCollected();
        expect(run.runId).toBe(runId);
        expect(run.status).toBe('succeeded');
        expect(run.jobs.map(job => job.attempts)).toEqual(
          run.jobs.map(() => 1),
        );
        const slices = run.jobs.filter(job =>
          /usage|reconciliation/.test(job.source),
        );
        expect(
          simulator.requests.count({ method: 'POST', path: /\/export$/ }),
        ).toBe(slices.length);
        await expectTruth(harness, '2026-11');
        await expectTruth(harness, '2026-10');
      } finally {
        await Promise.all(others.map(killProcess));
        await harness.stop();
      }
    });
  },
);

/** Waits until so many processes are at work, which takes each as long as its start. */
async function untilAtWork(knex: Knex, processes: number): Promise<void> {
  const running = () => knex('jobs').where({ status: 'running' });
  // Each works at two jobs at most, so all of them take part.
  while ((await running()).length < 2 * processes) {
    await delay(20);
  }
}
