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
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { CspCostsClient } from 'backstage-plugin-csp-costs-common';
import { cspCostsApiRef } from '../api/cspCostsApiRef';
import type { ReactElement } from 'react';
import { legacyEntityRouteRef, legacyRootRouteRef } from './legacyRoutes';

/**
 * Costs of Microsoft CSP customers, for apps of the legacy frontend system.
 *
 * @public
 */
export const cspCostsPlugin = createPlugin({
  id: 'csp-costs',
  apis: [
    createApiFactory({
      api: cspCostsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CspCostsClient(deps),
    }),
  ],
  routes: { root: legacyRootRouteRef, entityContent: legacyEntityRouteRef },
});

/**
 * The page with all its tabs; mount it at `/costs`.
 *
 * @public
 */
export const CspCostsPage: () => ReactElement = cspCostsPlugin.provide(
  createRoutableExtension({
    name: 'CspCostsPage',
    mountPoint: legacyRootRouteRef,
    component: () =>
      import('./LegacyCostsPage').then(module => module.LegacyCostsPage),
  }),
);

/**
 * The costs of an entity, for a tab of its page.
 *
 * @public
 */
export const EntityCspCostsContent: () => ReactElement = cspCostsPlugin.provide(
  createRoutableExtension({
    name: 'EntityCspCostsContent',
    mountPoint: legacyEntityRouteRef,
    component: () =>
      import('./LegacyEntityCosts').then(module => module.LegacyEntityContent),
  }),
);

/**
 * The latest month of an entity's costs, as a card of its overview.
 *
 * @public
 */
export const EntityCspCostsCard: () => ReactElement = cspCostsPlugin.provide(
  createComponentExtension({
    name: 'EntityCspCostsCard',
    component: {
      lazy: () =>
        import('./LegacyEntityCosts').then(module => module.LegacyEntityCard),
    },
  }),
);

/**
 * One's own costs of the latest month, as a card of a home page.
 *
 * @public
 */
export const HomePageCspMyCosts = cspCostsPlugin.provide(
  createCardExtension({
    name: 'HomePageCspMyCosts',
    title: 'My costs',
    components: () =>
      import('./LegacyMyCosts').then(module => ({
        Content: module.LegacyMyCosts,
      })),
  }),
);
