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
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { createDirectoryClient } from './createDirectoryClient';
import { CspCostsEntityProvider } from './CspCostsEntityProvider';
import { readProviderConfigs } from './readProviderConfigs';

/**
 * Adds the customers of Microsoft CSP partners, and their Azure subscriptions, to
 * the catalog, as `catalog.providers.cspCosts` says.
 *
 * @public
 */
export const catalogModuleCspCosts = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'csp-costs',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(services) {
        const { catalog, config, logger, scheduler } = services;
        const providers = readProviderConfigs(config);
        if (providers.length === 0) {
          logger.warn(
            'CSP customers are not in the catalog: set catalog.providers.cspCosts.owner to the group or user that owns them',
          );
        }
        const client = createDirectoryClient(services);
        catalog.addEntityProvider(
          providers.map(
            provider =>
              new CspCostsEntityProvider({
                config: provider,
                client,
                scheduler,
                logger,
                appUrl: config
                  .getOptionalString('app.baseUrl')
                  ?.replace(/\/+$/, ''),
              }),
          ),
        );
      },
    });
  },
});
