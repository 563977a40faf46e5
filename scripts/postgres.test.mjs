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

import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import pg from 'pg';
import { startPostgres } from './postgres.mjs';
import { stopEverything } from './processes.mjs';

suite('The embedded PostgreSQL', () => {
  const directory = mkdtempSync(join(tmpdir(), 'csp-costs-'));
  chmodSync(directory, 0o711);
  const options = {
    directory: join(directory, 'postgres'),
    logFile: join(directory, 'postgres.log'),
  };
  let dataDirectory = options.directory;
  after(async () => {
    await stopEverything();
    // For root it may be outside of the folder that was asked for.
    for (const path of [
      dataDirectory,
      `${dataDirectory}.password`,
      directory,
    ]) {
      rmSync(path, { recursive: true, force: true });
    }
  });

  test('starts again after a crash, with its data, though its process id is somebody else’s by now', async () => {
    const first = await startPostgres(options);
    await query(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    ({ dataDirectory } = first);
    const lock = join(dataDirectory, 'postmaster.pid');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const staleLock = readFileSync(lock, 'utf8');
    writeFileSync(lock, staleLock.replace(/^\d+/, String(process.pid)));

    const second = await startPostgres(options);

    assert.deepEqual(await query(second, 'SELECT value FROM kept'), [
      { value: 7 },
    ]);
  });

  test('ends the server that a killed launcher left behind', async () => {
    await stopEverything();
    const abandoned = await startPostgres(options);

    const next = await startPostgres(options);

    assert.match(await abandoned.exited, /exit code 0/);
    assert.deepEqual(await query(next, 'SELECT value FROM kept'), [
      { value: 7 },
    ]);
  });

  test('leaves nothing behind when it is temporary', async () => {
    const temporary = await startPostgres({
      ...options,
      directory: join(directory, 'temporary'),
      temporary: true,
    });
    assert.ok(existsSync(temporary.dataDirectory));

    await stopEverything();

    assert.equal(existsSync(temporary.dataDirectory), false);
  });
});

async function query({ connectionString }, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
