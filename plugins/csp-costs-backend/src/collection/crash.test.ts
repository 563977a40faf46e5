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
import type { FaultRule } from '@internal/microsoft-simulator';
import type { Knex } from 'knex';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { applyMigrations } from '../database/applyMigrations';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';
import {
  endLeases,
  killProcess,
  startProcess,
} from '../__testUtils__/backendProcesses';

// Ten processes are started, one after the other.
jest.setTimeout(600_000);

const { databases, ids } = testDatabases();

/** Moments at which the backend is killed: when there are so many published generations, or when Microsoft is held up. */
const MOMENTS: Array<{
  name: string;
  fault?: FaultRule;
  /** A write that the database does not end, as a trigger has it. */
  heldWrite?: string;
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
  ...[
    ['while daily costs are written', 'insert on cost_series for each row'],
    [
      'while a generation is published',
      'update of current_generation_id on slices for each row',
    ],
    [
      'when a generation is published, and its job not over',
      `update of status on jobs for each row when (new.status = 'published')`,
    ],
    [
      'when its last job is over',
      `update of status on runs for each row when (new.status <> 'running')`,
    ],
  ].map(([name = '', heldWrite]) => ({
    name,
    heldWrite,
    reached: async ({ knex }: CspCostsHarness) =>
      (await heldUp(knex)).length > 0,
  })),
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
        for (const { name, fault, heldWrite, reached } of MOMENTS) {
          harness.simulator.faults.clear();
          harness.simulator.requests.clear();
          if (fault) {
            harness.simulator.faults.add(fault);
          }
          if (heldWrite) {
            await holdUp(knex, heldWrite);
          }
          const backend = await startProcess(harness);
          while (!(await reached(harness).catch(() => false))) {
            await delay(5);
            expect([name, backend.exitCode]).toEqual([name, null]);
          }
          await killProcess(backend);
          await endLeases(knex);
          await knex.raw('drop function if exists hold_up() cascade');
        }
        harness.simulator.faults.clear();

        await harness.startBackend();
        const run = await harness.untilCollected();
        expect(run.status).toBe('succeeded');
        expect(await harness.api.getRuns('demo')).toHaveLength(1);
        for (const billingPeriod of ['2026-09', '2026-10', '2026-11']) {
          await expectTruth(harness, billingPeriod);
        }
        await harness.untilArchived();
        await expectNothingLeftBehind(harness);
      } finally {
        await harness.stop();
      }
    });
  },
);

/** Makes the database wait in a write of the plugin. */
async function holdUp(knex: Knex, write: string): Promise<void> {
  await applyMigrations({ getClient: async () => knex });
  await knex.raw(`
    create or replace function hold_up() returns trigger language plpgsql as
    $$ begin perform pg_sleep(600); return new; end $$`);
  await knex.raw(
    `create trigger hold_up before ${write} execute function hold_up()`,
  );
}

/** Connections that wait in such a write. */
async function heldUp(knex: Knex): Promise<number[]> {
  return knex('pg_stat_activity')
    .whereRaw('datname = current_database()')
    .where({ wait_event: 'PgSleep' })
    .pluck('pid');
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
  for (const folder of ['.spool', '.archiving']) {
    expect(await readdir(join(archiveDirectory, folder))).toEqual([]);
  }
}
