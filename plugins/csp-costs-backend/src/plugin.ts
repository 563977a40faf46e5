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

import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { EntityCosts } from './attribution/EntityCosts';
import { clockServiceRef } from './clock';
import { createArchiveStore } from './collection/archive/createArchiveStore';
import { startCollection } from './collection/startCollection';
import { createConnectors } from './connectors/createConnectors';
import { applyMigrations } from './database/applyMigrations';
import { CONSENT_PATHS } from './http/consentPages';
import { createRoutes } from './http/createRoutes';
import { LineCache } from './ledger/archive/LineCache';
import { watchBudgets } from './ledger/budgets/watchBudgets';
import { Onboarding } from './onboarding/Onboarding';
import { createCustomerRights } from './rights/createCustomerRights';
import { CustomerOwners } from './rights/CustomerOwners';
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
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        clock: clockServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(services) {
        const { config, httpRouter } = services;
        const settings = readSettings(config);
        const knex = await applyMigrations(services.database);
        const archive = createArchiveStore(config, settings.archiveDirectory);
        const now = () => services.clock.now();
        const entityCosts = new EntityCosts({
          ...services,
          knex,
          settings,
          now,
        });
        const core = {
          ...services,
          archive,
          customerRights: createCustomerRights({
            ...services,
            entityCosts,
            knex,
          }),
          lineCache: new LineCache({
            store: archive,
            directory: join(settings.archiveDirectory, '.cache'),
            maxBytes: settings.archiveCacheBytes,
          }),
          entityCosts,
          knex,
          settings,
          now,
        };
        const connectors = await createConnectors(core);
        const planner = await startCollection(core, connectors);
        await core.scheduler.scheduleTask({
          id: 'csp-costs-watch-budgets',
          frequency: { hours: 1 },
          timeout: { minutes: 10 },
          fn: signal =>
            watchBudgets(
              { ...core, owners: new CustomerOwners(services) },
              signal,
            ),
        });

        const onboarding = await Onboarding.create(core, connectors);
        httpRouter.use(
          await createRoutes(core, connectors, planner, onboarding),
        );
        for (const path of CONSENT_PATHS) {
          httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
      },
    });
  },
});
