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

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { FaultRule } from '@internal/microsoft-simulator';
import type { Knex } from 'knex';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

jest.setTimeout(180_000);

const { databases, ids } = testDatabases();

/** Moments at which the backend is killed: when there are so many published generations, or when Microsoft is held up. */
const MOMENTS: Array<{
  name: string;
  fault?: FaultRule;
  reached: (harness: CspCostsHarness) => Promise<boolean>;
}> = [
  {
    name: 'while the list of customers is read',
    fault: {
      match: { path: '/v1/customers$' },
      times: 'always',
      fault: { kind: 'delay', milliseconds: 60_000 },
    },
    reached: async ({ simulator }) =>
      simulator.requests.count({ path: /\/v1\/customers$/ }) > 0,
  },
  {
    name: 'while an export is waited for',
    fault: {
      match: { export: 'billed-usage' },
      times: 'always',
      fault: { kind: 'never-finish' },
    },
    reached: async ({ simulator }) =>
      simulator.requests.count({ path: /\/billed\/export$/ }) > 0,
  },
  {
    name: 'while a blob is downloaded',
    fault: {
      match: { path: 'part-', nth: 2 },
      times: 'always',
      fault: { kind: 'delay', milliseconds: 60_000 },
    },
    reached: async ({ simulator }) =>
      simulator.requests.count({ service: 'storage' }) > 2,
  },
  ...[1, 3, 6].map(count => ({
    name: `after ${count} generations`,
    reached: async ({ knex }: CspCostsHarness) =>
      (await knex('generations').where({ status: 'published' })).length >=
      count,
  })),
];

describe.each(ids.filter(id => id.startsWith('POSTGRES')))(
  'a backend that is killed, on %s',
  databaseId => {
    it('leaves no figure missing, doubled or half, and its run is finished', async () => {
      const knex: Knex = await databases.init(databaseId);
      const harness = await CspCostsHarness.create({
        knex,
        startBackend: false,
        collection: { attempts: MOMENTS.length + 4 },
      });
      try {
        for (const { name, fault, reached } of MOMENTS) {
          harness.simulator.faults.clear();
          harness.simulator.requests.clear();
          if (fault) {
            harness.simulator.faults.add(fault);
          }
          const backend = await startProcess(harness);
          while (!(await reached(harness).catch(() => false))) {
            await delay(5);
            expect([name, backend.exitCode]).toEqual([name, null]);
          }
          backend.kill('SIGKILL');
          await once(backend, 'exit');
          await endLeases(knex);
        }
        harness.simulator.faults.clear();

        await harness.startBackend();
        const run = await harness.untilCollected();
        expect(run.status).toBe('succeeded');
        expect(await harness.api.getRuns('demo')).toHaveLength(1);
        for (const billingPeriod of ['2026-09', '2026-10', '2026-11']) {
          await expectTruth(harness, billingPeriod);
        }
        await expectNothingLeftBehind(harness);
      } finally {
        await harness.stop();
      }
    });
  },
);

async function startProcess(harness: CspCostsHarness): Promise<ChildProcess> {
  const directory = resolvePackagePath('backstage-plugin-csp-costs-backend');
  const { connection } = harness.knex.client.config;
  return spawn(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      join(directory, 'src/__testUtils__/backendProcess.ts'),
    ],
    {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        CSP_COSTS_TEST_BACKEND: JSON.stringify({
          config: harness.config(),
          // Knex hides the password from whoever lists its settings.
          connection: {
            ...connection,
            password: connection.password,
          },
          now: harness.simulator.clock.now(),
        }),
      },
    },
  );
}

/** Makes the leases of a killed process end now, instead of waiting for it. */
async function endLeases(knex: Knex): Promise<void> {
  await knex('jobs')
    .where({ status: 'running' })
    .update({ next_at: knex.raw(`now() - interval '1 second'`) });
}

/** Every generation is shown, and every folder belongs to one. */
async function expectNothingLeftBehind(harness: CspCostsHarness) {
  const { knex, archiveDirectory } = harness;
  const generations = await knex('generations').select(
    'generation_id',
    'status',
    'archive_path',
  );
  const current = await knex('slices')
    .whereNotNull('current_generation_id')
    .pluck('current_generation_id');
  expect(generations.map(row => row.generation_id).sort()).toEqual(
    current.sort(),
  );
  const folders = (
    await readdir(join(archiveDirectory, 'demo'), {
      recursive: true,
      withFileTypes: true,
    })
  )
    .filter(entry => entry.name.endsWith('.parquet'))
    .map(entry => entry.parentPath);
  expect([...new Set(folders)].sort()).toEqual(
    generations.map(row => join(archiveDirectory, row.archive_path)).sort(),
  );
  expect(await readdir(join(archiveDirectory, '.spool'))).toEqual([]);
}
