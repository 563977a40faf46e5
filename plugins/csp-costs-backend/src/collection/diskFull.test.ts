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
import { setTimeout as delay } from 'node:timers/promises';
import { killProcess, startProcess } from '../__testUtils__/backendProcesses';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

const DAY_MS = 24 * 60 * 60_000;

/** Of 512 bytes; no blob is as small. */
const BLOCKS = 2;

describe.each(ids.filter(id => id.startsWith('POSTGRES')))(
  'a backend without room for files, on %s',
  databaseId => {
    it('leaves the figures alone, says so, and goes on when there is room', async () => {
      const harness = await CspCostsHarness.create({
        knex: await databases.init(databaseId),
        simulator: { customers: 3, months: 1, linesPerCustomerDay: 2 },
        // A job is tried again when the test says so.
        collection: { backoff: { hours: 1 } },
      });
      const { simulator, knex, api } = harness;
      try {
        await harness.untilCollected();
        const before = await api.getCostSummary({ billingPeriod: '2026-11' });
        await harness.stopBackend();
        simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
        // The next time of the schedule, so that the backend collects by itself.
        simulator.clock.advance(DAY_MS);

        const full = await startProcess(harness, { fileSizeBlocks: BLOCKS });
        const open = () => knex('jobs').whereNotNull('next_at');
        while (
          (await open()).length === 0 ||
          (await open().whereNot({ status: 'waiting' })).length > 0
        ) {
          await delay(10);
          expect(full.exitCode).toBeNull();
        }
        await killProcess(full);

        await harness.startBackend();
        const [{ runId } = { runId: '' }] = (await api.getRuns('demo')).filter(
          ({ status }) => status === 'running',
        );
        const { jobs } = await api.getRun(runId);
        const waiting = jobs.filter(job => job.status === 'waiting');
        expect(waiting.map(job => job.source)).toContain('unbilled-usage');
        for (const { problem } of waiting) {
          expect(problem).toMatchObject({
            code: 'DISK_FULL',
            remedy: expect.stringContaining('Make room'),
          });
        }
        const during = await api.getCostSummary({ billingPeriod: '2026-11' });
        expect(during.totals.map(total => total.billedCost)).toEqual(
          before.totals.map(total => total.billedCost),
        );

        await knex('jobs')
          .where({ status: 'waiting' })
          .update({ next_at: '2020-01-01T00:00:00.000Z' });
        expect((await harness.untilCollected()).status).toBe('succeeded');
        await expectTruth(harness, '2026-11');
        expect(await readdir(join(harness.archiveDirectory, '.spool'))).toEqual(
          [],
        );
      } finally {
        await harness.stop();
      }
    });
  },
);
