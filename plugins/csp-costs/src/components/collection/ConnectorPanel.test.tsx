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

import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { screen, waitFor } from '@testing-library/react';
import { cspCostsConnectorUsePermission } from 'backstage-plugin-csp-costs-common';
import { fakeCostsApi, RUN } from '../../__testUtils__/fakeCosts';
import { HELD, HELD_JOB } from '../../__testUtils__/ledgerFixtures';
import plugin from '../../index';

// In a file of its own, because the answers of usePermission are kept for all
// tests of a file.
it('offers nothing to those who may not collect, and says what a decision needs', async () => {
  const run = { ...RUN, status: 'partial' as const, jobs: [HELD_JOB] };
  const authorize = jest.fn(async () => ({ result: 'DENY' }));
  renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/costs/collection'],
    apis: [
      fakeCostsApi({
        getRuns: async () => [run],
        getRun: async () => run,
        getGenerations: async query => ({
          items: query?.status === 'held' ? [HELD] : [],
        }),
      }),
      [permissionApiRef, { authorize } as unknown as PermissionApi],
    ],
  });

  expect(
    await screen.findByRole('heading', { name: 'Contoso Cloud Services' }),
  ).toBeInTheDocument();
  await waitFor(() =>
    expect(authorize).toHaveBeenCalledWith({
      permission: cspCostsConnectorUsePermission,
    }),
  );
  const row = await screen.findByRole('row', { name: /G053998877/ });
  await waitFor(() =>
    expect(row).toHaveTextContent(
      `Publishing or discarding it needs the permission ${cspCostsConnectorUsePermission.name}.`,
    ),
  );
  for (const name of ['Collect now', 'Publish', 'Discard']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
});
