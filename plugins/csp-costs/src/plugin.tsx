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
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
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
  invoicesRouteRef,
  newConnectorRouteRef,
  overviewRouteRef,
  rootRouteRef,
} from './routes';
import { DefaultGrouping } from './state/DefaultGrouping';
import { defaultGroupingSchema } from './state/defaultGroupingSchema';

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

const overviewPage = SubPageBlueprint.makeWithOverrides({
  name: 'overview',
  configSchema: { defaultGrouping: defaultGroupingSchema },
  factory: (originalFactory, { config }) =>
    originalFactory({
      path: 'overview',
      title: 'Overview',
      routeRef: overviewRouteRef,
      loader: () =>
        import('./components/summary/OverviewPage').then(module => (
          <DefaultGrouping by={config.defaultGrouping}>
            <module.OverviewPage />
          </DefaultGrouping>
        )),
    }),
});

const invoicesPage = SubPageBlueprint.make({
  name: 'invoices',
  params: {
    path: 'invoices',
    title: 'Invoices',
    routeRef: invoicesRouteRef,
    loader: () =>
      import('./components/invoices/InvoicesPage').then(module => (
        <module.InvoicesPage />
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

const entityCostsContent = EntityContentBlueprint.makeWithOverrides({
  configSchema: { defaultGrouping: defaultGroupingSchema },
  factory: (originalFactory, { config }) =>
    originalFactory({
      path: '/costs',
      title: 'Costs',
      filter: entityHasCosts,
      routeRef: entityCostsRouteRef,
      loader: () =>
        import('./components/entity/EntityCostsContent').then(module => (
          <DefaultGrouping by={config.defaultGrouping}>
            <module.EntityCostsContent />
          </DefaultGrouping>
        )),
    }),
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

const myCostsWidget = HomePageWidgetBlueprint.make({
  name: 'my-costs',
  params: {
    name: 'CspMyCosts',
    title: 'My costs',
    description: 'What the Microsoft customers that you may see cost.',
    layout: {
      width: { minColumns: 3, defaultColumns: 4 },
      height: { minRows: 4, defaultRows: 6 },
    },
    components: () =>
      import('./components/home/MyCosts').then(module => ({
        Content: module.MyCosts,
      })),
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
    invoices: invoicesRouteRef,
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
    invoicesPage,
    connectorsPage,
    collectionPage,
    entityCostsContent,
    entityCostsCard,
    myCostsWidget,
  ],
});
