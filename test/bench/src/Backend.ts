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

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { CspCostsClient } from 'backstage-plugin-csp-costs-common';
import type { MicrosoftSimulator } from '@internal/microsoft-simulator';

/** What a backend process is told. */
export interface BackendOptions {
  config: JsonObject;
  /** Connection string of its database. */
  connection: string;
  /** Its time, ISO 8601; it stands still until it is moved. */
  now: string;
}

/** What a backend process measured since it was asked last. */
export interface BackendMeasures {
  rssBytes: number;
  peakRssBytes: number;
  eventLoopDelayP99Ms: number;
  eventLoopDelayMaxMs: number;
  /** When the last operation of an export was answered, in milliseconds of Unix time. */
  succeededAt?: number;
  /** Statements sent to the database. */
  queries: number;
  /** Since the process began. */
  cpuSeconds: number;
}

/** A backend with the product in it, in a process of its own. */
export class Backend {
  readonly api: CspCostsClient;
  readonly #child: ChildProcess;
  readonly #measuresPort: number;

  private constructor(child: ChildProcess, port: number, measuresPort: number) {
    this.#child = child;
    this.#measuresPort = measuresPort;
    this.api = new CspCostsClient({
      discoveryApi: {
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/csp-costs`,
      },
      fetchApi: { fetch },
    });
  }

  /** Resolves when it answers requests. */
  static async start(options: BackendOptions): Promise<Backend> {
    const child = fork(join(__dirname, 'backendMain.ts'), {
      execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_ENV: 'test',
        CSP_COSTS_BENCH_BACKEND: JSON.stringify(options),
      },
    });
    const { port, measuresPort } = await new Promise<{
      port: number;
      measuresPort: number;
    }>((resolve, reject) => {
      // Backstage's development tools send messages of their own.
      child.on('message', (message: { measuresPort?: number }) => {
        if (message.measuresPort) {
          resolve(message as { port: number; measuresPort: number });
        }
      });
      child.once('exit', () =>
        reject(new Error('The backend ended by itself')),
      );
    });
    return new Backend(child, port, measuresPort);
  }

  async measures(): Promise<BackendMeasures> {
    const response = await fetch(`http://127.0.0.1:${this.#measuresPort}/`);
    return (await response.json()) as BackendMeasures;
  }

  /** Asks the other route of the process; gives the milliseconds it took. */
  async ping(): Promise<number> {
    const startedAt = performance.now();
    await (await fetch(`http://127.0.0.1:${this.#measuresPort}/ping`)).text();
    return performance.now() - startedAt;
  }

  /** Moves its time, and has it start the runs that are due then. */
  async moveTo(now: Date): Promise<void> {
    const path = `move-to/${encodeURIComponent(now.toISOString())}`;
    await (
      await fetch(`http://127.0.0.1:${this.#measuresPort}/${path}`)
    ).text();
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}

/** The configuration of a product that collects from a simulated Microsoft. */
export function benchConfig(
  simulator: MicrosoftSimulator,
  options: {
    archiveDirectory: string;
    billingCurrencies: string[];
    /** Default: as quick as can be. */
    collection?: JsonObject;
  },
): JsonObject {
  const { partner, url, storageUrl } = simulator;
  return {
    cspCosts: {
      vault: {
        keys: [
          { id: 'bench', key: Buffer.alloc(32, 'bench').toString('base64') },
        ],
      },
      defaultNationalCloud: 'simulated',
      // What is measured is the work, not the politeness.
      rateLimits: false,
      archive: { directory: options.archiveDirectory },
      collection: options.collection ?? {
        exportPolling: { milliseconds: 1 },
        pollingInterval: { milliseconds: 10 },
        concurrency: 1,
      },
      clouds: {
        simulated: {
          loginUrl: url,
          graphUrl: url,
          partnerCenterUrl: url,
          armUrl: url,
          partnerApiUrl: url,
          storageOrigins: [storageUrl],
        },
      },
      connectors: {
        bench: {
          title: 'Bench partner',
          nationalCloud: 'simulated',
          partnerTenantId: partner.tenantId,
          clientId: partner.clientId,
          clientSecret: partner.clientSecret,
          sources: { costManagement: false },
          billingCurrencies: options.billingCurrencies,
        },
      },
    },
  };
}
