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
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  TestApiProvider,
  wrapInTestApp,
} from '@backstage/test-utils';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  CSP_CUSTOMER_ID_ANNOTATION,
  CspCostsClient,
} from 'backstage-plugin-csp-costs-common';
import { Outlet, Route, Routes } from 'react-router-dom';
import { connector } from './__testUtils__/connectorFixtures';
import { fakeCostsApi } from './__testUtils__/fakeCosts';
import {
  cspCostsApiRef,
  cspCostsPlugin,
  CspCostsPage,
  EntityCspCostsCard,
  EntityCspCostsContent,
  isCspCostsAvailable,
} from './legacy';
import { pathsBelowPage } from './legacy/legacyRoutes';
import * as routes from './routes';

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    namespace: 'default',
    name: 'fabrikam',
    annotations: { [CSP_CUSTOMER_ID_ANNOTATION]: 'id-of-fabrikam' },
  },
};

const EntityPage = createPlugin({ id: 'catalog' }).provide(
  createRoutableExtension({
    name: 'EntityPage',
    mountPoint: entityRouteRef,
    component: async () => () =>
      (
        <EntityProvider entity={ENTITY}>
          <Outlet />
        </EntityProvider>
      ),
  }),
);

/** An app of the legacy frontend system, with all that the plugin has for it. */
function openLegacyApp(path: string, api: ReturnType<typeof fakeCostsApi>) {
  return render(
    wrapInTestApp(
      <TestApiProvider
        apis={[
          [cspCostsApiRef, api],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <Routes>
          <Route path="/money/*" element={<CspCostsPage />} />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<EntityPage />}
          >
            <Route path="" element={<EntityCspCostsCard />} />
            <Route path="costs" element={<EntityCspCostsContent />} />
          </Route>
        </Routes>
      </TestApiProvider>,
      { routeEntries: [path] },
    ),
  );
}

describe('the plugin in an app of the legacy frontend system', () => {
  it('has the page with its tabs, and links inside of it wherever it is mounted', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi({
      getConnectors: async () => [connector({ connectorId: 'main' })],
    });
    openLegacyApp('/money', api);

    expect(
      await screen.findByRole('heading', {
        name: /^November 2026 so far in EUR/,
      }),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('tab', { name: 'Connectors' }));
    expect(
      await screen.findByRole('link', { name: /Connect a partner tenant/ }),
    ).toHaveAttribute('href', '/money/connectors/new');
  });

  it('has a tab and a card of an entity', async () => {
    openLegacyApp('/catalog/default/resource/fabrikam', fakeCostsApi());

    const card = await screen.findByRole('heading', { name: 'Costs' });
    expect(card).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'See all' }),
    ).toHaveAttribute('href', '/catalog/default/resource/fabrikam/costs');
  });

  it('shows the tab of an entity', async () => {
    openLegacyApp('/catalog/default/resource/fabrikam/costs', fakeCostsApi());

    const totals = await screen.findByRole('region', { name: 'Totals' });
    expect(
      await within(totals).findByRole('heading', { name: /in EUR/ }),
    ).toBeInTheDocument();
  });

  it('knows which entities have costs', () => {
    expect(isCspCostsAvailable(ENTITY)).toBe(true);
    expect(
      isCspCostsAvailable({ ...ENTITY, metadata: { name: 'other' } }),
    ).toBe(false);
  });

  it('brings its client', () => {
    const [client] = [...cspCostsPlugin.getApis()];
    expect(client?.api).toBe(cspCostsApiRef);
    expect(
      client?.factory({
        discoveryApi: mockApis.discovery(),
        fetchApi: { fetch },
      }),
    ).toBeInstanceOf(CspCostsClient);
  });

  it('has a path for every route that a part may link to', () => {
    const { entityCostsRouteRef, ...ofThePage } = routes;
    expect([...pathsBelowPage.keys()]).toEqual(
      expect.arrayContaining(Object.values(ofThePage)),
    );
    expect(pathsBelowPage.has(entityCostsRouteRef)).toBe(false);
  });
});
