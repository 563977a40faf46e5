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

import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { LauncherError, say, tail } from './output.mjs';
import { choosePostgresHome } from './postgresHome.mjs';
import {
  commandLine,
  findFreePort,
  isPortFree,
  run,
  startService,
  waitFor,
} from './processes.mjs';

const user = 'csp_costs';

/**
 * Starts the embedded PostgreSQL over a data folder, and makes the cluster
 * first when there is none.
 *
 * A `temporary` cluster is for tests: it does not survive a power cut, and is
 * removed when it stops.
 */
export async function startPostgres({
  directory,
  logFile,
  preferredPort,
  temporary = false,
}) {
  const home = choosePostgresHome(directory);
  const { binaries, dataDirectory, owner } = home;
  const environment = childEnvironment({ LC_ALL: 'C' });
  await endOrphan(dataDirectory);
  const password = await ensureCluster({ ...home, environment, logFile });

  const port =
    preferredPort && (await isPortFree(preferredPort))
      ? preferredPort
      : await findFreePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    // Paths of sockets have a length limit that a deep checkout exceeds.
    unix_socket_directories: '',
    max_connections: 200,
    ...(temporary && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
    }),
  };
  const service = startService(
    'PostgreSQL',
    join(binaries, 'bin/postgres'),
    [
      ...['-D', dataDirectory],
      ...Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
    ],
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
    { logFile, cwd: '/', env: environment, signal: 'SIGINT', ...owner },
  );
  if (temporary) {
    void service.exited.then(() => {
      for (const path of [dataDirectory, `${dataDirectory}.password`]) {
        rmSync(path, { recursive: true, force: true });
      }
    });
  }
  const ready = await waitFor(() => isReady(dataDirectory, service.pid), {
    timeout: 60_000,
    giveUp: () => service.over,
  });
  if (!ready) {
    throw new LauncherError(
      `${tail(logFile)}\nThe embedded PostgreSQL did not start.`,
    );
  }
  return {
    dataDirectory,
    pid: service.pid,
    exited: service.exited,
    environment: {
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(port),
      POSTGRES_USER: user,
      POSTGRES_PASSWORD: password,
    },
    connectionString: `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`,
  };
}

/** Runs initdb unless it has run to its end before. Gives the password of the cluster's user. */
async function ensureCluster(options) {
  const { binaries, dataDirectory, owner, majorVersion } = options;
  const { environment, logFile } = options;
  const passwordFile = `${dataDirectory}.password`;
  const versionFile = join(dataDirectory, 'PG_VERSION');
  if (existsSync(passwordFile) && existsSync(versionFile)) {
    if (readFileSync(versionFile, 'utf8').trim() === majorVersion) {
      return readFileSync(passwordFile, 'utf8');
    }
    say('  The demo database is of another PostgreSQL and starts afresh');
  }
  rmSync(dataDirectory, { recursive: true, force: true });
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });

  const password = randomBytes(18).toString('base64url');
  const unconfirmed = `${dataDirectory}.initdb`;
  writeFileSync(unconfirmed, password, { mode: 0o600 });
  if (owner) {
    for (const path of [dataDirectory, unconfirmed]) {
      chownSync(path, owner.uid, owner.gid);
    }
  }
  chmodSync(dataDirectory, 0o700);
  await run(
    join(binaries, 'bin/initdb'),
    [
      `--pgdata=${dataDirectory}`,
      `--username=${user}`,
      `--pwfile=${unconfirmed}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { logFile, cwd: '/', env: environment, ...owner },
  );
  rmSync(unconfirmed);
  // Written last: it says that the cluster is whole.
  writeFileSync(passwordFile, password, { mode: 0o600 });
  return password;
}

/**
 * Ends a server that still runs over this data folder because its launcher was
 * killed, and removes the lock that a crash left behind. PostgreSQL itself
 * refuses to start when the process id in the lock belongs to anybody by now.
 */
async function endOrphan(dataDirectory) {
  const lock = join(dataDirectory, 'postmaster.pid');
  if (!existsSync(lock)) {
    return;
  }
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const isOurs = () => commandLine(pid)?.includes(`-D ${dataDirectory} `);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
    if (isOurs()) {
      process.kill(pid, signal);
      await waitFor(() => !isOurs(), { timeout: 10_000 });
    }
  }
  rmSync(lock, { force: true });
}

function isReady(dataDirectory, pid) {
  try {
    const lines = readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map(line => line.trim());
    return lines[0] === String(pid) && lines[7] === 'ready';
  } catch {
    return false;
  }
}
