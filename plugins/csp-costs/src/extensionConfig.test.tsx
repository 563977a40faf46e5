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

import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import type { JsonObject } from '@backstage/types';
import { fakeCostsApi } from './__testUtils__/fakeCosts';
import plugin from './index';

/** Opens the plugin in an app whose config says something about its extensions. */
function open(
  path: string,
  extensions: JsonObject[],
  api = fakeCostsApi(),
  annotations: Record<string, string> = {},
) {
  renderTestApp({
    config: { app: { extensions } },
    ...(path === '/'
      ? {
          extensions: [
            createTestEntityPage({
              entity: {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: { name: 'web-shop', annotations },
                spec: { type: 'service' },
              },
            }),
          ],
        }
      : { initialRouteEntries: [path] }),
    features: [plugin],
    apis: [api, mockApis.permission()],
  });
  return api;
}

const CUSTOMER = { 'csp-costs/customer-id': 'id-of-fabrikam' };

describe('what the app’s config says about the extensions', () => {
  it('moves and names the page and its tabs', async () => {
    open('/money/all', [
      {
        'page:csp-costs': { config: { path: '/money', title: 'Cloud bills' } },
      },
      {
        'sub-page:csp-costs/overview': {
          config: { path: 'all', title: 'Everything' },
        },
      },
      { 'sub-page:csp-costs/collection': false },
    ]);

    expect(
      await screen.findByRole('tab', { name: 'Everything' }),
    ).toBeInTheDocument();
    for (const link of screen.getAllByRole('link', { name: 'Cloud bills' })) {
      expect(link).toHaveAttribute('href', '/money');
    }
    expect(screen.queryByRole('tab', { name: 'Collection' })).toBeNull();
    expect(
      await screen.findByRole('link', { name: 'Costs of Fabrikam' }),
    ).toHaveAttribute('href', expect.stringContaining('/money/'));
  });

  it('says what the costs of an entity are grouped by at first', async () => {
    const api = open(
      '/',
      [
        { 'entity-card:csp-costs': false },
        {
          'entity-content:csp-costs': {
            config: { defaultGrouping: 'resourceGroup' },
          },
        },
      ],
      fakeCostsApi(),
      CUSTOMER,
    );

    expect(
      await screen.findByRole('radio', { name: 'Resource group' }),
    ).toBeChecked();
    await waitFor(() =>
      expect(api.getCostBreakdown).toHaveBeenCalledWith(
        expect.objectContaining({ dimension: 'resourceGroup' }),
        expect.anything(),
      ),
    );
  });
});
