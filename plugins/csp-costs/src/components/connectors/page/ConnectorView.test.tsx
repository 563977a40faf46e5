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

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cspCostsConnectorReadPermission } from 'backstage-plugin-csp-costs-common';
import { connector } from '../../../__testUtils__/connectorFixtures';
import { FakeConnectors, refusal } from '../../../__testUtils__/FakeConnectors';
import { apiOf, fakeCostsApi } from '../../../__testUtils__/fakeCosts';
import { openPlugin } from '../../../__testUtils__/openPlugin';
import { setToday } from '../../../__testUtils__/setToday';

const PATH = '/costs/connectors/partner';

setToday();

async function press(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

describe('the page of a connector', () => {
  it('guides from saved settings to the first costs', async () => {
    const user = userEvent.setup();
    const connectors = new FakeConnectors([
      connector({ lastSucceededAt: undefined }),
    ]);
    await connectors.disconnect('partner');
    openPlugin(PATH, apiOf(connectors));

    const steps = within(
      await screen.findByRole('region', { name: 'Next steps' }),
    );
    const current = () =>
      steps
        .getAllByRole('listitem')
        .find(step => step.getAttribute('aria-current') === 'step');
    expect(current()).toHaveTextContent('Give the application a credential');
    await press('To the sign-in');
    expect(screen.getByRole('heading', { name: 'Sign-in' })).toHaveFocus();
    await user.click(screen.getByRole('radio', { name: 'Client secret' }));
    await user.type(
      screen.getByLabelText('Client secret value', { selector: 'input' }),
      'a-secret',
    );
    await press('Set the client secret');

    await screen.findByRole('button', { name: 'To the doctor' });
    expect(current()).toHaveTextContent('Run all checks');
    await press('Run all checks');
    expect(await steps.findByText('Nothing is wrong.')).toBeInTheDocument();
    expect(current()).toHaveTextContent(
      /Wait for the first collectionIt starts at Nov 14, 2026/,
    );
  });

  it('sums the settings up, and leads to changing them', async () => {
    openPlugin(PATH, apiOf(new FakeConnectors([connector()])));
    const settings = within(
      await screen.findByRole('region', { name: 'Settings' }),
    );
    expect(
      settings.getByText('Daily at 03:00 (Europe/Amsterdam)'),
    ).toBeVisible();
    expect(settings.getByText('Global, Netherlands')).toBeVisible();
    expect(settings.getByText('0.5 or 0%, whichever is larger')).toBeVisible();
    expect(
      await settings.findByRole('link', { name: 'Edit settings' }),
    ).toHaveAttribute('href', '/costs/connectors/partner/edit');
    expect(
      settings.getByRole('link', { name: 'Runs in Collection' }),
    ).toHaveAttribute('href', '/costs/collection');
  });

  it('deletes a connector whose name has been typed', async () => {
    const user = userEvent.setup();
    const api = apiOf(new FakeConnectors([connector()]));
    openPlugin(PATH, api);
    await press('Delete connector');
    const confirm = screen.getByRole('button', { name: 'Delete for good' });
    expect(confirm).toBeDisabled();
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'The costs that were collected stay.',
    );
    await user.type(
      screen.getByRole('textbox', {
        name: 'Type Contoso Cloud Services to confirm',
      }),
      'Contoso Cloud Services',
    );
    await user.click(confirm);

    expect(
      await screen.findByText('Contoso Cloud Services is deleted'),
    ).toBeInTheDocument();
    expect(api.deleteConnector).toHaveBeenCalledWith('partner');
    expect(
      screen.getByRole('heading', { name: 'No connector yet' }),
    ).toBeInTheDocument();
  });

  it('cannot change what is in app-config, and says where it is', async () => {
    openPlugin(
      PATH,
      apiOf(new FakeConnectors([connector({ origin: 'app-config' })])),
    );
    expect(
      await screen.findByText('From app-config, read-only'),
    ).toBeInTheDocument();
    await screen.findByRole('button', { name: 'Run all checks' });
    expect(screen.queryByRole('link', { name: 'Edit settings' })).toBeNull();
    expect(
      screen.queryByRole('button', { name: 'Delete connector' }),
    ).toBeNull();
  });

  it('says that there is no such connector', async () => {
    openPlugin('/costs/connectors/other', apiOf(new FakeConnectors([])));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such connectorThere is no connector other.',
    );
  });

  it('names the permission that is missing', async () => {
    openPlugin(
      PATH,
      fakeCostsApi({
        getConnector: async () => {
          throw refusal(403, 'Forbidden');
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      cspCostsConnectorReadPermission.name,
    );
  });
});
