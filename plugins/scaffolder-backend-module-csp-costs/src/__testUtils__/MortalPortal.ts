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
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  CspCostsClient,
  OnboardingClient,
} from 'backstage-plugin-csp-costs-common';
import type { JsonObject } from '@backstage/types';
import { cspCostsConfig } from './cspCostsConfig';
import type { PortalSettings, Statement } from './portalProcess';
import { readTemplate } from './readTemplate';

const LOOK_AGAIN_MS = 25;
const PACKAGE = 'backstage-plugin-scaffolder-backend-module-csp-costs';

/** How a task stands, as the scaffolder tells it. */
export interface Task {
  id: string;
  status: 'open' | 'processing' | 'completed' | 'failed' | 'cancelled';
}

/**
 * A portal in a process of its own that may be killed at any moment. What it
 * keeps is in files, and is there again when it is started anew.
 */
export class MortalPortal {
  readonly directory: string;
  readonly #microsoft: { url: string; storageUrl: string };
  #process: ChildProcess | undefined;
  /** Loads while the one before runs, which takes longer than all else. */
  #standby: Promise<ChildProcess>;
  #port = 0;

  private constructor(
    microsoft: { url: string; storageUrl: string },
    directory: string,
  ) {
    this.#microsoft = microsoft;
    this.directory = directory;
    this.#standby = this.#load();
  }

  /** @param microsoft - Where its APIs are, and where its blobs are. */
  static async create(microsoft: {
    url: string;
    storageUrl: string;
  }): Promise<MortalPortal> {
    return new MortalPortal(
      microsoft,
      await mkdtemp(join(tmpdir(), 'csp-costs-portal-')),
    );
  }

  /** All that it says, at every level. */
  get logFile(): string {
    return join(this.directory, 'portal.log');
  }

  get costs(): CspCostsClient {
    return new CspCostsClient(this.#apis());
  }

  get onboarding(): OnboardingClient {
    return new OnboardingClient(this.#apis());
  }

  /** Whether it has neither been killed nor killed itself. */
  get isAlive(): boolean {
    return this.#process !== undefined && isRunning(this.#process);
  }

  /** @param dieBefore - It kills itself before this statement. */
  async start(dieBefore?: Statement): Promise<void> {
    const settings: PortalSettings = {
      config: this.#config(),
      entities: [readTemplate('onboard-partner-tenant')],
      dieBefore,
    };
    const child = await this.#standby;
    this.#process = child;
    const port = new Promise<number>((resolve, reject) => {
      // The transpiler of the sources says things to its parent, too.
      child.on('message', (told: { port?: number }) => {
        if (told.port !== undefined) {
          resolve(told.port);
        }
      });
      child.once('exit', code =>
        reject(new Error(`The portal ended with ${code}: see its log`)),
      );
    });
    child.send(settings);
    this.#port = await port;
    this.#standby = this.#load();
  }

  /** Signs somebody in by device code; `approve` is what they do on Microsoft's page. */
  async signIn(
    partnerTenantId: string,
    approve: (userCode: string) => void,
  ): Promise<string> {
    const { signInId, deviceCode } = await this.onboarding.startSignIn({
      partnerTenantId,
    });
    approve(deviceCode!.userCode);
    await until(
      async () =>
        (await this.onboarding.getSignIn(signInId)).status === 'given',
    );
    return signInId;
  }

  /** Kills it, and returns when it is gone. */
  async kill(): Promise<void> {
    if (this.#process) {
      await end(this.#process);
    }
    this.#process = undefined;
  }

  /** Runs the template that onboards a tenant, and gives the task's id. */
  async startTask(values: JsonObject): Promise<string> {
    const { id } = await this.#ask<{ id: string }>('scaffolder/v2/tasks', {
      templateRef: 'template:default/onboard-csp-partner-tenant',
      values,
    });
    return id;
  }

  async task(taskId: string): Promise<Task> {
    return this.#ask(`scaffolder/v2/tasks/${taskId}`);
  }

  /** What a task has told, a line each. */
  async log(taskId: string): Promise<string> {
    const events = await this.#ask<Array<{ body: { message: string } }>>(
      `scaffolder/v2/tasks/${taskId}/events`,
    );
    return events.map(({ body }) => body.message).join('\n');
  }

  async remove(): Promise<void> {
    await this.kill();
    await end(await this.#standby);
    await rm(this.directory, { recursive: true, force: true });
  }

  /** A process that waits for being told what to start with. */
  async #load(): Promise<ChildProcess> {
    const root = resolvePackagePath(PACKAGE);
    const log = await open(this.logFile, 'a');
    const child = fork(join(root, 'src/__testUtils__/portalProcess.ts'), {
      cwd: root,
      execArgv: ['--require', '@backstage/cli/config/nodeTransform.cjs'],
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    await log.close();
    return child;
  }

  #config(): JsonObject {
    return {
      backend: {
        database: {
          client: 'better-sqlite3',
          connection: { directory: join(this.directory, 'databases') },
        },
        workingDirectory: this.directory,
      },
      cspCosts: cspCostsConfig({
        microsoft: this.#microsoft,
        archiveDirectory: join(this.directory, 'archive'),
      }),
    };
  }

  #apis() {
    return {
      discoveryApi: {
        getBaseUrl: async (pluginId: string) =>
          `http://127.0.0.1:${this.#port}/api/${pluginId}`,
      },
      fetchApi: { fetch },
    };
  }

  async #ask<T>(path: string, body?: JsonObject): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.#port}/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
    return response.json() as Promise<T>;
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function end(child: ChildProcess): Promise<void> {
  if (isRunning(child)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** Looks until something is so. */
export async function until(check: () => Promise<boolean> | boolean) {
  while (!(await check())) {
    await delay(LOOK_AGAIN_MS);
  }
}
