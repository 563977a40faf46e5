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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import type { JsonObject } from '@backstage/types';
import {
  MicrosoftSimulator,
  type AccountKey,
  type SimulatorOptions,
} from '@internal/microsoft-simulator';
import {
  CspCostsClient,
  OnboardingClient,
} from 'backstage-plugin-csp-costs-common';
import cspCostsPlugin from 'backstage-plugin-csp-costs-backend';
import { scaffolderModuleCspCosts } from '../module';
import { paceServiceRef } from '../pace';
import { cspCostsConfig } from './cspCostsConfig';

/** How often is looked whether something has ended. */
const POLLING_MS = 25;

/** By how much the waits of the actions are shorter. */
const HASTE = 100;

/** A task that has ended. */
export interface EndedTask {
  taskId: string;
  status: string;
  /** Lines of all steps. */
  log: string[];
  /** Of the steps, by id. */
  output: JsonObject;
  /** Everything that the scaffolder tells of it. */
  record: string;
}

/**
 * The scaffolder with the actions and the csp-costs backend, both real, beside
 * a simulated partner tenant that nobody has onboarded yet.
 */
export class OnboardingWorld {
  readonly simulator: MicrosoftSimulator;
  readonly costs: CspCostsClient;
  readonly onboarding: OnboardingClient;
  /** What the catalog has; may be changed at any time. */
  readonly entities: Entity[] = [];
  /** Access tokens of people that were handed to the backend. */
  readonly tokens: string[] = [];
  readonly #directory: string;
  readonly #secretOf = new Map<string, string>();
  #database: Awaited<ReturnType<DatabaseService['getClient']>> | undefined;
  #backend: Awaited<ReturnType<typeof startTestBackend>> | undefined;

  private constructor(simulator: MicrosoftSimulator, directory: string) {
    this.simulator = simulator;
    this.#directory = directory;
    const options = {
      discoveryApi: {
        getBaseUrl: async (pluginId: string) => this.#baseUrl(pluginId),
      },
      fetchApi: { fetch },
    };
    this.costs = new CspCostsClient(options);
    this.onboarding = new OnboardingClient(options);
  }

  static async create(
    options: SimulatorOptions = {},
  ): Promise<OnboardingWorld> {
    const world = new OnboardingWorld(
      await MicrosoftSimulator.start({
        applicationRegistered: false,
        customers: 3,
        months: 1,
        linesPerCustomerDay: 2,
        ...options,
      }),
      await mkdtemp(join(tmpdir(), 'csp-costs-')),
    );
    await world.#start();
    return world;
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
    await this.simulator.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** Signs somebody in, as the form does with Backstage's Microsoft provider. */
  async signIn(account: AccountKey = 'onboarder'): Promise<string> {
    const tokens = this.simulator.issueOperatorTokens(account);
    this.tokens.push(tokens.graph, tokens.arm);
    const { signInId } = await this.onboarding.startSignIn({
      partnerTenantId: this.simulator.partner.tenantId,
      nationalCloud: 'simulated',
      tokens,
    });
    const row = await this.#database?.('operator_sign_ins')
      .where({ sign_in_id: signInId })
      .first('secret_id');
    this.#secretOf.set(signInId, row.secret_id);
    return signInId;
  }

  /** Rows of a sign-in, and of its secret. */
  async keptOf(signInId: string): Promise<unknown[]> {
    const database = this.#database!;
    return [
      ...(await database('operator_sign_ins').where({ sign_in_id: signInId })),
      ...(await database('vault_secrets').where({
        secret_id: this.#secretOf.get(signInId),
      })),
    ];
  }

  /** Enters the customers in the catalog, as the catalog module does. */
  enterCustomers(connectorId: string): void {
    this.entities.push(
      ...this.simulator.customers.map(({ id }) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: `csp-customer-${id}`,
          namespace: 'default',
          annotations: {
            'csp-costs/customer-id': id,
            'csp-costs/connector-ids': connectorId,
          },
        },
        spec: { type: 'csp-customer' },
      })),
    );
  }

  /** Runs a template as a task and waits until it has ended. */
  async run(template: Entity, values: JsonObject): Promise<EndedTask> {
    this.#keep(template);
    const { id: taskId } = await this.#scaffolder<{ id: string }>('tasks', {
      templateRef: stringifyEntityRef(template),
      values,
    });
    for (;;) {
      const task = await this.#scaffolder<{ status: string }>(
        `tasks/${taskId}`,
      );
      if (!['open', 'processing'].includes(task.status)) {
        const events = await this.#scaffolder<TaskEvent[]>(
          `tasks/${taskId}/events`,
        );
        return {
          taskId,
          status: task.status,
          log: events.map(({ body }) => body.message),
          output: events.at(-1)?.body.output ?? {},
          record: JSON.stringify([task, events]),
        };
      }
      await delay(POLLING_MS);
    }
  }

  /** Runs a template without doing anything. */
  async dryRun(
    template: Entity,
    values: JsonObject,
  ): Promise<Pick<EndedTask, 'log' | 'output'>> {
    const { log, output } = await this.#scaffolder<{
      log: TaskEvent[];
      output: JsonObject;
    }>('dry-run', { template, values, directoryContents: [] });
    return { log: log.map(({ body }) => body.message), output };
  }

  #keep(template: Entity): void {
    const ref = stringifyEntityRef(template);
    const index = this.entities.findIndex(
      entity => stringifyEntityRef(entity) === ref,
    );
    this.entities.splice(
      index < 0 ? this.entities.length : index,
      index < 0 ? 0 : 1,
      template,
    );
  }

  async #scaffolder<T>(path: string, body?: JsonObject): Promise<T> {
    const response = await fetch(
      `${this.#baseUrl('scaffolder')}/v2/${path}`,
      body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text) as T;
  }

  #baseUrl(pluginId: string): string {
    return `http://localhost:${this.#backend?.server.port()}/api/${pluginId}`;
  }

  async #start(): Promise<void> {
    const { simulator } = this;
    // As it is at the moment, where the mock keeps what it was made with.
    const catalog = new Proxy({} as CatalogService, {
      get: (_, name: keyof CatalogService) => {
        const now = catalogServiceMock({ entities: this.entities });
        // A factory's result is asked for `then`, which is none of its methods.
        return name in now ? now[name].bind(now) : undefined;
      },
    });
    this.#backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleCspCosts,
        cspCostsPlugin,
        createBackendModule({
          pluginId: 'csp-costs',
          moduleId: 'its-database',
          register: env =>
            env.registerInit({
              deps: { database: coreServices.database },
              init: async ({ database }) => {
                this.#database = await database.getClient();
              },
            }),
        }),
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalog,
        }),
        createServiceFactory({
          service: paceServiceRef,
          deps: {},
          factory: () => ({
            // What the machine takes is none of the ten minutes: they never end.
            now: () => 0,
            wait: (milliseconds, signal) =>
              delay(milliseconds / HASTE, undefined, { signal }),
          }),
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
            catalog: { providers: { cspCosts: { owner: 'platform' } } },
            cspCosts: cspCostsConfig({
              microsoft: simulator,
              archiveDirectory: this.#directory,
            }),
          },
        }),
      ],
    });
  }
}

interface TaskEvent {
  body: { message: string; output?: JsonObject };
}
