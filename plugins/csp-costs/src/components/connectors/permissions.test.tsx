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

import { screen, waitFor } from '@testing-library/react';
import {
  cspCostsConnectorCreatePermission,
  cspCostsConnectorReadPermission,
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorUsePermission,
} from 'backstage-plugin-csp-costs-common';
import { CHECKS, connector } from '../../__testUtils__/connectorFixtures';
import { FakeConnectors } from '../../__testUtils__/FakeConnectors';
import { apiOf } from '../../__testUtils__/fakeCosts';
import { openPluginAs } from '../../__testUtils__/openPlugin';

const READ_ONLY = [cspCostsConnectorReadPermission.name];

// In a file of its own, because the answers of usePermission are kept for all
// tests of a file.
describe('somebody who may only look', () => {
  function api() {
    return apiOf(
      new FakeConnectors([connector({ consentDeadline: undefined })], {
        checks: { partner: CHECKS },
      }),
    );
  }

  it('sees a connector with all that is wrong, and what acting would need', async () => {
    openPluginAs(READ_ONLY, '/costs/connectors/partner', api());

    expect(
      await screen.findByRole('listitem', { name: 'Roles of the account' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(document.body).toHaveTextContent(
        `Running checks needs the permission ${cspCostsConnectorUsePermission.name}.`,
      ),
    );
    expect(document.body).toHaveTextContent(
      `Signing in needs the permission ${cspCostsConnectorUsePermission.name}.`,
    );
    expect(document.body).toHaveTextContent(
      `Changing the credential needs the permission ${cspCostsConnectorUpdatePermission.name}.`,
    );
    for (const name of [
      /Run all checks/,
      /Check again/,
      /Sign in with Microsoft/,
      /Copy consent link/,
      /Use a refresh token/,
      /Replace the credential/,
      /Set a deadline/,
      /Disconnect/,
      /Delete connector/,
    ]) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    expect(screen.queryByRole('link', { name: 'Edit settings' })).toBeNull();
  });

  it('finds no way to set up or change a connector', async () => {
    const list = openPluginAs(READ_ONLY, '/costs/connectors', api());
    await screen.findByRole('link', { name: 'Contoso Cloud Services' });
    expect(
      screen.queryByRole('link', { name: 'Connect a partner tenant' }),
    ).toBeNull();
    expect(screen.queryByRole('button', { name: /Run checks/ })).toBeNull();
    list.unmount();

    const created = openPluginAs(READ_ONLY, '/costs/connectors/new', api());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      cspCostsConnectorCreatePermission.name,
    );
    created.unmount();

    openPluginAs(READ_ONLY, '/costs/connectors/partner/edit', api());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      cspCostsConnectorUpdatePermission.name,
    );
    expect(screen.queryByRole('button', { name: 'Save connector' })).toBeNull();
  });
});
