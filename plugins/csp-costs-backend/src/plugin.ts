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
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { cspCostsPermissions } from 'backstage-plugin-csp-costs-common';
import { clockServiceRef } from './clock';
import { CollectionPlanner } from './collection/CollectionPlanner';
import { collectionSources } from './collection/collectionSources';
import { CollectionWorker } from './collection/CollectionWorker';
import { readConnectorConfigs } from './connectors/ConnectorConfig';
import { ConnectorRegistry } from './connectors/ConnectorRegistry';
import { applyMigrations } from './database/applyMigrations';
import { createRouter } from './http/createRouter';
import { removeReplaced } from './ledger/generations/removeReplaced';
import { readSettings } from './settings';

/**
 * Collects the costs of Microsoft CSP partners' customers and serves them.
 *
 * @public
 */
export const cspCostsPlugin = createBackendPlugin({
  pluginId: 'csp-costs',
  register(env) {
    env.registerInit({
      deps: {
        clock: clockServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init({
        clock,
        config,
        database,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        permissions,
        permissionsRegistry,
        scheduler,
      }) {
        const settings = readSettings(config);
        const now = () => clock.now();
        const connectors = new ConnectorRegistry({
          configs: readConnectorConfigs(config),
          retry: settings.retry,
          exportPollingMs: settings.exportPollingMs,
          now,
        });
        const knex = await applyMigrations(database);
        const planner = new CollectionPlanner({
          knex,
          connectors,
          logger,
          now,
        });
        const { archiveDirectory } = settings;
        const worker = new CollectionWorker({
          knex,
          connectors,
          sources: collectionSources,
          archiveDirectory,
          logger,
          now,
          options: settings.worker,
        });

        permissionsRegistry.addPermissions(cspCostsPermissions);
        httpRouter.use(
          await createRouter({
            connectors,
            planner,
            httpAuth,
            permissions,
            queryContext: () => ({
              knex,
              now: now(),
              staleAfterMs: settings.staleAfterMs,
            }),
          }),
        );

        await scheduler.scheduleTask({
          id: 'csp-costs-start-due-runs',
          frequency: { minutes: 1 },
          timeout: { minutes: 1 },
          fn: () => planner.startDueRuns(),
        });
        await scheduler.scheduleTask({
          id: 'csp-costs-remove-replaced',
          frequency: { hours: 1 },
          timeout: { minutes: 30 },
          fn: async signal => {
            await removeReplaced(knex, {
              before: new Date(now().getTime() - settings.keepReplacedMs),
              archiveDirectory,
              signal,
            });
          },
        });
        lifecycle.addStartupHook(() => worker.start());
        lifecycle.addShutdownHook(() => worker.stop());
      },
    });
  },
});
