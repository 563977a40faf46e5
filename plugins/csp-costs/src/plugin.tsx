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
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiMoneyEuroCircleLine } from '@remixicon/react';
import { CspCostsClient } from 'backstage-plugin-csp-costs-common';
import { cspCostsApiRef } from './api/cspCostsApiRef';
import { entityHasCosts } from './components/entity/entityHasCosts';
import {
  collectionRouteRef,
  connectorRouteRef,
  connectorsRouteRef,
  editConnectorRouteRef,
  entityCostsRouteRef,
  newConnectorRouteRef,
  overviewRouteRef,
  rootRouteRef,
} from './routes';

const cspCostsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: cspCostsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new CspCostsClient(deps),
    }),
});

const costsPage = PageBlueprint.make({
  params: {
    path: '/costs',
    title: 'Costs',
    routeRef: rootRouteRef,
  },
});

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    routeRef: overviewRouteRef,
    loader: () =>
      import('./components/summary/OverviewPage').then(module => (
        <module.OverviewPage />
      )),
  },
});

const connectorsPage = SubPageBlueprint.make({
  name: 'connectors',
  params: {
    path: 'connectors',
    title: 'Connectors',
    routeRef: connectorsRouteRef,
    loader: () =>
      import('./components/connectors/ConnectorsPage').then(module => (
        <module.ConnectorsPage />
      )),
  },
});

const collectionPage = SubPageBlueprint.make({
  name: 'collection',
  params: {
    path: 'collection',
    title: 'Collection',
    routeRef: collectionRouteRef,
    loader: () =>
      import('./components/collection/CollectionPage').then(module => (
        <module.CollectionPage />
      )),
  },
});

const entityCostsContent = EntityContentBlueprint.make({
  params: {
    path: '/costs',
    title: 'Costs',
    filter: entityHasCosts,
    routeRef: entityCostsRouteRef,
    loader: () =>
      import('./components/entity/EntityCostsContent').then(module => (
        <module.EntityCostsContent />
      )),
  },
});

const entityCostsCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: entityHasCosts,
    loader: () =>
      import('./components/entity/EntityCostsCard').then(module => (
        <module.EntityCostsCard />
      )),
  },
});

/**
 * Costs of Microsoft CSP customers: a page, and a tab and a card on catalog
 * entities that are annotated with a customer or an Azure subscription.
 *
 * @public
 */
export const cspCostsPlugin = createFrontendPlugin({
  pluginId: 'csp-costs',
  title: 'Costs',
  icon: <RiMoneyEuroCircleLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    overview: overviewRouteRef,
    connectors: connectorsRouteRef,
    newConnector: newConnectorRouteRef,
    connector: connectorRouteRef,
    editConnector: editConnectorRouteRef,
    collection: collectionRouteRef,
  },
  extensions: [
    cspCostsApi,
    costsPage,
    overviewPage,
    connectorsPage,
    collectionPage,
    entityCostsContent,
    entityCostsCard,
  ],
});
