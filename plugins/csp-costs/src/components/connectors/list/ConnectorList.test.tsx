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

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cspCostsConnectorReadPermission } from 'backstage-plugin-csp-costs-common';
import { CONNECTORS } from '../../../__testUtils__/connectorFixtures';
import { FakeConnectors, refusal } from '../../../__testUtils__/FakeConnectors';
import { apiOf, fakeCostsApi } from '../../../__testUtils__/fakeCosts';
import { openPlugin } from '../../../__testUtils__/openPlugin';
import { setToday } from '../../../__testUtils__/setToday';

setToday();

describe('the list of connectors', () => {
  it('says how each is, when it last worked, and what to do next', async () => {
    openPlugin('/costs/connectors', apiOf(new FakeConnectors(CONNECTORS)));

    const list = await screen.findByRole('list', { name: 'Connectors' });
    await screen.findByRole('link', { name: 'Set the credential: Contoso US' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(row => row.textContent),
    ).toEqual([
      expect.stringMatching(
        /Contoso Cloud Services.*ConnectedClient secret good until Jun 3, 2027Last worked Nov 14, 2026.*Run checks/,
      ),
      expect.stringMatching(
        /Contoso US.*ExpiringClient secret expires Dec 3Last worked.*Set the credential/,
      ),
      expect.stringMatching(
        /Contoso UK.*Needs consentNo consent since Nov 11Last worked.*Sign in again/,
      ),
      expect.stringMatching(
        /Tailspin.*DisconnectedNo credential yetLast worked neverSet the credential/,
      ),
      expect.stringMatching(
        /Partner lab.*From app-config, read-only.*ConnectedFederated identity.*Run checks/,
      ),
    ]);
    expect(
      screen.getByText('3 partner tenants need somebody to act'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Contoso UK' })).toHaveAttribute(
      'href',
      '/costs/connectors/contoso-uk',
    );
    expect(
      screen.getByRole('link', { name: 'Sign in again: Contoso UK' }),
    ).toHaveAttribute('href', '/costs/connectors/contoso-uk#consent');
    expect(
      screen.getByRole('link', { name: 'Connect a partner tenant' }),
    ).toHaveAttribute('href', '/costs/connectors/new');
  });

  it('runs the checks of a connector and leads to their results', async () => {
    const user = userEvent.setup();
    const api = apiOf(new FakeConnectors(CONNECTORS));
    openPlugin('/costs/connectors', api);

    await user.click(
      await screen.findByRole('button', {
        name: 'Run checks: Contoso Cloud Services',
      }),
    );

    expect(
      await screen.findByText(/^Nothing needs you\. Last checked/),
    ).toBeInTheDocument();
    expect(api.runChecks).toHaveBeenCalledWith('contoso-partner', {});
    await waitFor(() =>
      expect(screen.getByRole('heading', { name: 'Doctor' })).toHaveFocus(),
    );
  });

  it('begins with the first step when there is none', async () => {
    openPlugin('/costs/connectors', apiOf(new FakeConnectors([])));
    expect(
      await screen.findByRole('heading', { name: 'No connector yet' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Connect a partner tenant' }),
    ).toHaveAttribute('href', '/costs/connectors/new');
  });

  it('shows that it loads, then why it could not, and tries again', async () => {
    const user = userEvent.setup();
    let fail: (error: Error) => void = () => {};
    const api = fakeCostsApi();
    api.getConnectors.mockImplementationOnce(
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    openPlugin('/costs/connectors', api);

    expect(
      await screen.findByRole('status', { name: 'Loading connectors' }),
    ).toBeInTheDocument();
    fail(refusal(400, 'The database is asleep'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The connectors could not be loadedThe database is asleep',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'Contoso Cloud Services' }),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    openPlugin(
      '/costs/connectors',
      fakeCostsApi({
        getConnectors: async () => {
          throw refusal(403, 'Forbidden');
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      cspCostsConnectorReadPermission.name,
    );
  });
});
