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
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import plugin from '../../index';

// In a file of its own, because the answers of usePermission are kept for all
// tests of a file.
it('offers no collection to those who may not start one', async () => {
  const authorize = jest.fn(async () => ({ result: 'DENY' }));
  renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/costs/collection'],
    apis: [
      fakeCostsApi(),
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
  expect(screen.queryByRole('button', { name: 'Collect now' })).toBeNull();
});
