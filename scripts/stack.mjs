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

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { LauncherError, tail } from './output.mjs';
import { root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { startService, waitFor } from './processes.mjs';

/** How many ports the simulated Microsoft takes. */
export const SIMULATOR_PORTS = 4;

/** Runs TypeScript from its sources, as the Backstage CLI of a repository does. */
export const nodeArguments = nodeArgumentsIn(root);

function nodeArgumentsIn(repository) {
  return [
    '--enable-source-maps',
    '--require',
    join(repository, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
  ];
}

/** The partner that app-config.yaml has the credentials of. */
const simulatedPartner = ['--customers', '40', '--seed', '7'];

/** A partner that nobody has onboarded yet: its tenant has no app registration. */
const simulatedNewcomer = [
  ...['--customers', '6', '--seed', '8'],
  '--no-application',
];

/**
 * Starts the simulated Microsoft, once for each of two partners, and, unless
 * `database` is false, PostgreSQL. Gives the variables that app-config.yaml reads.
 */
export async function startSurroundings({
  directory,
  logs,
  simulatorPorts,
  simulatorArguments = [],
  database = true,
  databasePort,
  temporary,
}) {
  mkdirSync(directory, { recursive: true });
  const [partner, newcomer] = [
    startSimulator({
      logFile: join(logs, 'simulator.log'),
      ports: simulatorPorts.slice(0, 2),
      otherArguments: [...simulatedPartner, ...simulatorArguments],
    }),
    startSimulator({
      logFile: join(logs, 'newcomer.log'),
      ports: simulatorPorts.slice(2),
      otherArguments: [...simulatedNewcomer, ...simulatorArguments],
    }),
  ];
  const [postgres, partnerUrls, newcomerUrls] = await Promise.all([
    database
      ? startPostgres({
          directory: join(directory, 'postgres'),
          logFile: join(logs, 'postgres.log'),
          preferredPort: databasePort,
          temporary,
        })
      : undefined,
    partner,
    newcomer,
  ]);
  return {
    ...postgres?.environment,
    SIMULATOR_URL: partnerUrls.main,
    SIMULATOR_STORAGE_URL: partnerUrls.storage,
    NEWCOMER_URL: newcomerUrls.main,
    NEWCOMER_STORAGE_URL: newcomerUrls.storage,
    CSP_COSTS_ARCHIVE: join(directory, 'archive'),
    CSP_COSTS_TOKEN_FILE: join(directory, 'federated-token'),
  };
}

/** Starts the backend of a repository, which serves the built frontend too. Resolves when it is ready to be used. */
export async function startBackend({
  port,
  environment,
  configs,
  logs,
  repository = root,
}) {
  const logFile = join(logs, 'backend.log');
  const service = startService(
    'The portal',
    process.execPath,
    [
      ...nodeArgumentsIn(repository),
      'src/index.ts',
      ...configs.flatMap(config => ['--config', config]),
    ],
    {
      logFile,
      cwd: join(repository, 'packages/backend'),
      env: childEnvironment({
        ...environment,
        NODE_ENV: 'development',
        PORT: String(port),
      }),
    },
  );
  const url = `http://localhost:${port}`;
  await ready(service, `${url}/.backstage/health/v1/readiness`, 120_000);
  return url;
}

/** The same as `startBackend` with frontend and backend rebuilt at every change of their sources. */
export async function startDevelopmentServers({
  port,
  environment,
  configs,
  logs,
}) {
  const backendPort = developmentBackendPort(port);
  const service = startService(
    'The development server',
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['repo', 'start', 'packages/app', 'packages/backend'],
      ...[...configs, join(root, 'app-config.development.yaml')].flatMap(
        config => ['--config', config],
      ),
    ],
    {
      logFile: join(logs, 'development.log'),
      env: childEnvironment({
        ...environment,
        BROWSER: 'none',
        NODE_ENV: 'development',
        PORT: String(port),
        BACKEND_PORT: String(backendPort),
      }),
    },
  );
  const readiness = '/.backstage/health/v1/readiness';
  await ready(service, `http://localhost:${backendPort}${readiness}`, 120_000);
  await ready(service, `http://localhost:${port}`, 120_000);
  return `http://localhost:${port}`;
}

/** The backend's own port during development, when the frontend has the portal's. */
export function developmentBackendPort(port) {
  return port + 4007;
}

/** The configuration files of the demo: the committed one, and the reader's own where there is one. */
export function demoConfigs() {
  return ['app-config.yaml', 'app-config.local.yaml']
    .map(name => join(root, name))
    .filter(existsSync);
}

async function startSimulator({ logFile, ports, otherArguments }) {
  const service = startService(
    'The simulated Microsoft',
    process.execPath,
    [
      ...nodeArguments,
      join(root, 'test/microsoft-simulator/src/cli.ts'),
      ...['--port', String(ports[0]), '--storage-port', String(ports[1])],
      ...otherArguments,
    ],
    { logFile, env: childEnvironment() },
  );
  const main = `http://127.0.0.1:${ports[0]}`;
  await ready(service, `${main}/admin/partner`, 60_000);
  return { main, storage: `http://127.0.0.1:${ports[1]}` };
}

async function ready(service, url, timeout) {
  const answered = await waitFor(
    async () => {
      try {
        const response = await fetch(url, {
          signal: AbortSignal.timeout(5000),
        });
        await response.arrayBuffer();
        return response.ok;
      } catch {
        return false;
      }
    },
    { timeout, giveUp: () => service.over },
  );
  if (!answered) {
    throw new LauncherError(
      `${tail(service.logFile)}\n${service.name} did not start: see ${
        service.logFile
      }.`,
    );
  }
}
