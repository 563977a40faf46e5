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

import { setTimeout as delay } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import cspCosts from 'backstage-plugin-csp-costs-backend';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { scaffolderModuleCspCosts } from '../module';
import { paceServiceRef } from '../pace';

/** By how much the actions wait shorter between two asks, for as long in all. */
const HASTE = 100;

/** What a portal is started with. */
export interface PortalSettings {
  config: JsonObject;
  entities: Entity[];
  /** It kills itself before a statement that it sends to the database of csp-costs. */
  dieBefore?: Statement;
}

/** A statement, when it comes for the nth time. */
export interface Statement {
  /** How its SQL begins. */
  sql: string;
  /** A value that it has. */
  value?: string;
  nth: number;
}

/**
 * A portal in a process of its own, for tests that kill it: the scaffolder with
 * our actions, and csp-costs. Waits for its parent to tell its settings, tells
 * its port in return, and runs until it is killed.
 */
async function main({ config, entities, dieBefore }: PortalSettings) {
  let port = 0;
  const { server } = await startTestBackend({
    features: [
      cspCosts,
      scaffolder,
      scaffolderModuleCspCosts,
      createBackendModule({
        pluginId: 'csp-costs',
        moduleId: 'its-database',
        register: env =>
          env.registerInit({
            deps: { database: coreServices.database },
            init: async ({ database }) => {
              const knex = await database.getClient();
              if (await knex.schema.hasTable('credentials')) {
                // As if the minute had passed for which a process that was
                // killed holds what it was changing.
                await knex('credentials').update({ lease_until: '2000-01-01' });
              }
              if (dieBefore) {
                knex.on('query', dieAt(dieBefore));
              }
            },
          }),
      }),
      createServiceFactory({
        service: paceServiceRef,
        deps: {},
        factory: () => ({
          now: () => performance.now(),
          wait: (milliseconds, signal) =>
            delay(milliseconds / HASTE, undefined, { signal }),
        }),
      }),
      mockServices.rootConfig.factory({ data: config }),
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () => ({
          getBaseUrl: async pluginId =>
            `http://127.0.0.1:${port}/api/${pluginId}`,
          // As browsers see it: the same whichever process answers.
          getExternalBaseUrl: async pluginId =>
            `https://portal.example/api/${pluginId}`,
        }),
      }),
      mockServices.rootLogger.factory({ level: 'debug' }),
      catalogServiceMock.factory({ entities }),
    ],
  });
  port = server.port();
  process.send!({ port });
}

/** Hears of every statement before it is sent. */
function dieAt({ sql, value, nth }: Statement) {
  let seen = 0;
  return (query: { sql: string; bindings: unknown[] }) => {
    const isIt =
      query.sql.startsWith(sql) &&
      (value === undefined || query.bindings.includes(value));
    if (isIt && ++seen === nth) {
      process.kill(process.pid, 'SIGKILL');
    }
  };
}

process.once('message', (settings: PortalSettings) =>
  main(settings).catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  }),
);
// Nobody is left to end it when a test is cut off.
process.once('disconnect', () => process.exit());
