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
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { CspCostsHarness } from './CspCostsHarness';

/** Longer than a connection takes to end. */
const GONE_WITHIN_MS = 60_000;

/** What the connections of these processes are called by the database. */
const APPLICATION = 'csp-costs-process';

/**
 * Starts a backend in a process of its own, on the database of a harness.
 *
 * @param options - What its clock says, unless it is the harness's; and the
 * largest file that it may write, in blocks of 512 bytes.
 */
export async function startProcess(
  harness: CspCostsHarness,
  options: { now?: Date; fileSizeBlocks?: number } = {},
): Promise<ChildProcess> {
  const { now = harness.simulator.clock.now(), fileSizeBlocks } = options;
  const directory = resolvePackagePath('backstage-plugin-csp-costs-backend');
  const { connection } = harness.knex.client.config;
  const command = [
    process.execPath,
    '--require',
    '@backstage/cli/config/nodeTransform.cjs',
    join(directory, 'src/__testUtils__/backendProcess.ts'),
  ];
  return spawn(
    'sh',
    ['-c', `${limit(fileSizeBlocks)} exec "$@"`, 'sh', ...command],
    {
      cwd: directory,
      // The limit would hold for a log file, too.
      stdio: ['ignore', 'ignore', fileSizeBlocks ? 'ignore' : 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        CSP_COSTS_TEST_BACKEND: JSON.stringify({
          config: harness.config(),
          connection: {
            ...connection,
            // Knex hides it from whoever lists its settings.
            password: connection.password,
            application_name: APPLICATION,
          },
          now,
        }),
      },
    },
  );
}

function limit(fileSizeBlocks: number | undefined): string {
  return fileSizeBlocks ? `ulimit -f ${fileSizeBlocks};` : '';
}

/** Kills it, and returns when it is gone. */
export async function killProcess(backend: ChildProcess): Promise<void> {
  backend.kill('SIGKILL');
  await once(backend, 'exit');
}

/**
 * Makes the leases of killed processes end now, instead of waiting for it.
 *
 * @remarks
 * What they had asked of the database before they were killed is ended first,
 * as it does by itself in a while: it could still take a job or extend a lease.
 */
export async function endLeases(knex: Knex): Promise<void> {
  await knex('pg_stat_activity')
    .whereRaw('datname = current_database()')
    .where({ application_name: APPLICATION })
    .select(knex.raw('pg_terminate_backend(pid, ?)', [GONE_WITHIN_MS]));
  for (const table of ['jobs', 'archive_jobs']) {
    await knex(table)
      .where({ status: 'running' })
      .update({ next_at: knex.raw(`now() - interval '1 second'`) });
  }
}
