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
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createActions } from './actions/createActions';
import { connectCspCosts } from './connectCspCosts';
import { paceServiceRef } from './pace';

/**
 * Adds template actions that onboard partner tenants of Microsoft CSP partners
 * and take them away again.
 *
 * @public
 */
export const scaffolderModuleCspCosts = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'csp-costs',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        pace: paceServiceRef,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ auth, catalog, config, discovery, pace, scaffolder }) {
        scaffolder.addActions(
          ...createActions({
            connect: credentials =>
              connectCspCosts({ auth, discovery }, credentials),
            catalog,
            entersCustomers: config.has('catalog.providers.cspCosts'),
            now: () => pace.now(),
            wait: (milliseconds, signal) => pace.wait(milliseconds, signal),
          }),
        );
      },
    });
  },
});
