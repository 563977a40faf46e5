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

import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './app.mjs';
import { installPackages } from './install.mjs';
import { runMain } from './main.mjs';
import { LauncherError, say, seconds, step, tail } from './output.mjs';
import { demoDirectory, logsDirectory, root } from './paths.mjs';
import {
  commandLine,
  isPortFree,
  isStopping,
  serviceEnd,
} from './processes.mjs';
import {
  demoConfigs,
  developmentBackendPort,
  SIMULATOR_PORTS,
  startBackend,
  startDevelopmentServers,
  startSurroundings,
} from './stack.mjs';

const launcherFile = join(demoDirectory, 'launcher.json');
const development = process.argv.includes('--dev');
const ports = {
  portal: portFrom('PORT', 3000),
  simulator: portFrom('SIMULATOR_PORT', 7100),
};
const simulatorPorts = Array.from(
  { length: SIMULATOR_PORTS },
  (_, index) => ports.simulator + index,
);

await runMain(async () => {
  const startedAt = Date.now();
  takeTurn();
  await requireFreePorts();
  await installPackages();
  if (!development) {
    await buildApp();
  }

  const configs = demoConfigs();
  const database = !(await bringsOwnDatabase());
  const environment = await step(
    database
      ? 'Starting PostgreSQL and the simulated Microsoft'
      : 'Starting the simulated Microsoft (the database is yours, from app-config.local.yaml)',
    () =>
      startSurroundings({
        directory: demoDirectory,
        logs: logsDirectory,
        simulatorPorts,
        database,
        databasePort: 5433,
      }),
  );
  const url = await step('Starting the portal', () =>
    (development ? startDevelopmentServers : startBackend)({
      port: ports.portal,
      environment,
      configs,
      logs: logsDirectory,
    }),
  );
  say(
    `\nReady in ${seconds(
      startedAt,
    )}. Logs are in .demo/logs; Ctrl-C stops everything.`,
  );
  say(
    `The portal is at ${url} (enter as Alex, who sees everything, or as Maria or Sam).`,
  );

  const { service, how } = await serviceEnd();
  if (!isStopping()) {
    throw new LauncherError(
      `${tail(service.logFile)}\n${service.name} ended with ${how}.`,
    );
  }
  return 0;
});

/** Two launchers would share one database: the second one says so and ends. */
function takeTurn() {
  if (existsSync(launcherFile)) {
    const { pid, url } = JSON.parse(readFileSync(launcherFile, 'utf8'));
    if (pid !== process.pid && commandLine(pid)?.includes('start.mjs')) {
      throw new LauncherError(
        `The demo of this checkout is running already, at ${url}. To stop it: kill ${pid}`,
      );
    }
  }
  mkdirSync(demoDirectory, { recursive: true });
  writeFileSync(
    launcherFile,
    JSON.stringify({
      pid: process.pid,
      url: `http://localhost:${ports.portal}`,
    }),
  );
  process.once('exit', () => rmSync(launcherFile, { force: true }));
}

async function requireFreePorts() {
  const needed = [
    ['The portal', ports.portal, 'PORT', 3001],
    ...simulatorPorts.map(port => [
      ...['The simulated Microsoft', port, 'SIMULATOR_PORT', 7200],
    ]),
    ...(development
      ? [['The backend', developmentBackendPort(ports.portal), 'PORT', 3001]]
      : []),
  ];
  for (const [what, port, variable, example] of needed) {
    if (!(await isPortFree(port))) {
      throw new LauncherError(
        `${what} needs port ${port}, but another program uses it. Choose another: ${variable}=${example} npm ${
          development ? 'run dev' : 'start'
        }`,
      );
    }
  }
}

/** Whether the reader's own configuration names a database. */
async function bringsOwnDatabase() {
  const file = join(root, 'app-config.local.yaml');
  if (!existsSync(file)) {
    return false;
  }
  const { parse } = await import('yaml');
  return Boolean(parse(readFileSync(file, 'utf8'))?.backend?.database);
}

function portFrom(variable, otherwise) {
  const text = process.env[variable] ?? String(otherwise);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65534) {
    process.stderr.write(`${variable}=${text} is not a port number.\n`);
    process.exit(1);
  }
  return port;
}
