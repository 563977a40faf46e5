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

import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { CSP_CUSTOMER_ID_ANNOTATION } from 'backstage-plugin-csp-costs-common';
import plugin, { cspCostsApiRef } from '../src';
import { EntityCostsCard } from '../src/components/entity/EntityCostsCard';
import { EntityCostsContent } from '../src/components/entity/EntityCostsContent';
import { DemoCspCostsApi } from './DemoCspCostsApi';
import { CUSTOMERS } from './demoCosts';

const demoCosts = createFrontendModule({
  pluginId: 'csp-costs',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: cspCostsApiRef,
          deps: {},
          factory: () => new DemoCspCostsApi(),
        }),
    }),
  ],
});

const allowAll = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ApiBlueprint.make({
      name: 'permission',
      params: defineParams =>
        defineParams({
          api: permissionApiRef,
          deps: {},
          factory: () => ({
            authorize: async () =>
              // The enum is in a package that nothing else here needs.
              ({ result: 'ALLOW' } as Awaited<
                ReturnType<typeof permissionApiRef.T.authorize>
              >),
          }),
        }),
    }),
  ],
});

const customerEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: (CUSTOMERS[4]?.customerName ?? '').replaceAll(' ', '-'),
    annotations: {
      [CSP_CUSTOMER_ID_ANNOTATION]: CUSTOMERS[4]?.customerId ?? '',
    },
  },
  spec: { type: 'csp-customer', owner: 'guests' },
};

const otherEntity = {
  ...customerEntity,
  metadata: { name: 'not-annotated' },
};

const entityPage = createFrontendPlugin({
  pluginId: 'demo-entity',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/entity',
        title: 'Entity',
        loader: async () => (
          <EntityProvider entity={customerEntity}>
            <div style={{ maxWidth: 480, padding: 16 }}>
              <EntityCostsCard />
            </div>
            <EntityCostsContent />
            <EntityProvider entity={otherEntity}>
              <EntityCostsContent />
            </EntityProvider>
          </EntityProvider>
        ),
      },
    }),
  ],
});

createDevApp({ features: [plugin, demoCosts, allowAll, entityPage] });
