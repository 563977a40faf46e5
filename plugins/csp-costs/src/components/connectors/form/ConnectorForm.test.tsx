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
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import {
  connector,
  OPTIONS,
  SETTINGS,
} from '../../../__testUtils__/connectorFixtures';
import { FakeConnectors, refusal } from '../../../__testUtils__/FakeConnectors';
import { apiOf, fakeCostsApi } from '../../../__testUtils__/fakeCosts';
import { openPlugin } from '../../../__testUtils__/openPlugin';
import { setToday } from '../../../__testUtils__/setToday';

const TENANT = '6f1d6c2a-43de-4b60-93a8-1a1d2a9a2b10';
const CLIENT = '0f0ce1c2-9c3a-4a53-9c26-6f7c1c0e1111';
const CUSTOMER = '77aa3f6e-0d39-4a0e-9b54-5d5c8d8e9f01';

setToday();

function field(name: string): HTMLElement {
  return screen.getByRole('textbox', { name });
}

async function retype(name: string, text: string) {
  const user = userEvent.setup();
  await user.clear(field(name));
  await user.click(field(name));
  await user.paste(text);
}

async function save() {
  await userEvent.click(screen.getByRole('button', { name: 'Save connector' }));
}

describe('a new connector', () => {
  it('is saved as it was typed, and leads to what comes next', async () => {
    const user = userEvent.setup();
    const api = apiOf(new FakeConnectors([]));
    openPlugin('/costs/connectors/new', api);
    await screen.findByRole('button', { name: 'Save connector' });

    await retype('Name', ' Contoso US ');
    await retype('Partner tenant id', TENANT.toUpperCase());
    await retype('Application (client) id', CLIENT);
    await retype('Country', 'us');
    expect(field('Country')).toHaveAccessibleDescription('United States');
    await user.click(screen.getByRole('switch', { name: 'Price sheet' }));
    expect(
      screen.getByRole('switch', { name: 'Price sheet' }),
    ).toHaveAccessibleDescription(/They change no cost/);
    await user.click(screen.getByRole('radio', { name: 'Several customers' }));
    await retype('Customer tenant ids', `${CUSTOMER}, ${TENANT}`);
    await retype('Schedule (cron)', '30 5 * * *');
    expect(
      screen.getByText(/^Daily at 05:30 \(UTC\)\. Next run Sun, Nov 15, 05:30/),
    ).toBeInTheDocument();
    await retype('Owners', 'group:default/finance');
    await user.click(screen.getByRole('button', { name: /More settings/ }));
    await retype('Billing currencies', 'usd eur');
    await retype('Tolerated difference: amount', '0.10');
    await retype('Legacy invoice cycle day', '28');
    await retype('Delegated admin URL', 'https://admin.example/approve');
    await save();

    expect(
      await screen.findByRole('region', { name: 'Next steps' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Contoso US' }),
    ).toBeInTheDocument();
    expect(api.createConnector).toHaveBeenCalledWith({
      settings: {
        ...OPTIONS.defaults,
        title: 'Contoso US',
        partnerTenantId: TENANT,
        clientId: CLIENT,
        country: 'US',
        sources: { ...OPTIONS.defaults.sources, priceSheet: true },
        customerScope: { mode: 'several', customerIds: [CUSTOMER, TENANT] },
        schedule: { cron: '30 5 * * *', timeZone: 'UTC' },
        ownerEntityRefs: ['group:default/finance'],
        billingCurrencies: ['USD', 'EUR'],
        usageMismatchTolerance: { amount: '0.10', percent: '0' },
        legacyInvoiceCycleDay: 28,
        delegatedAdminUrl: 'https://admin.example/approve',
        billingAccountId: undefined,
        resellerRelationshipUrl: undefined,
      } satisfies ConnectorSettings,
    });
  });

  it('says at each field what is wrong, and goes to the first one', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi();
    openPlugin('/costs/connectors/new', api);
    await screen.findByRole('button', { name: 'Save connector' });

    await retype('Partner tenant id', 'contoso.onmicrosoft.com');
    expect(field('Partner tenant id')).toBeValid();
    await user.tab();
    expect(field('Partner tenant id')).toHaveAccessibleDescription(
      /Write an id such as/,
    );
    await user.click(screen.getByRole('button', { name: /More settings/ }));
    await retype('Tolerated difference: percent', '0,5');
    await user.click(screen.getByRole('button', { name: /More settings/ }));
    await save();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      '4 fields need a changeName, Partner tenant id, Application (client) id, Tolerated difference: percent',
    );
    await waitFor(() => expect(field('Name')).toHaveFocus());
    expect(field('Tolerated difference: percent')).toHaveAccessibleDescription(
      /Write a point and not a comma/,
    );
    expect(api.createConnector).not.toHaveBeenCalled();
  });

  it('says at the field what the backend has against it', async () => {
    const api = fakeCostsApi({
      createConnector: async () => {
        throw refusal(
          400,
          'settings.sources.graphBilling is on, and Microsoft Graph has no partner billing in the cloud china; switch it off',
        );
      },
    });
    openPlugin('/costs/connectors/new', api);
    await screen.findByRole('button', { name: 'Save connector' });
    await retype('Name', 'China');
    await retype('Partner tenant id', TENANT);
    await retype('Application (client) id', CLIENT);
    await save();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Sources needs a change/,
    );
    const group = screen.getByRole('group', { name: 'Sources' });
    expect(group).toHaveAccessibleDescription(
      'It is on, and Microsoft Graph has no partner billing in the cloud china; switch it off.',
    );
    await userEvent.click(
      within(group).getByRole('switch', {
        name: 'Microsoft Graph partner billing',
      }),
    );
    expect(group).not.toHaveAccessibleDescription();
    expect(field('Name')).toHaveValue('China');
  });
});

describe('editing a connector', () => {
  it('replaces the settings, and nothing else', async () => {
    const api = apiOf(new FakeConnectors([connector()]));
    openPlugin('/costs/connectors/partner/edit', api);

    expect(
      await screen.findByText(
        'Saving leaves the credential and the consent as they are.',
      ),
    ).toBeInTheDocument();
    await screen.findByRole('button', { name: 'Save connector' });
    expect(field('Name')).toHaveValue(SETTINGS.title);
    await retype('Name', 'Contoso Europe');
    await save();

    expect(
      await screen.findByRole('heading', { name: 'Contoso Europe' }),
    ).toBeInTheDocument();
    expect(api.updateConnector).toHaveBeenCalledWith('partner', {
      revision: 3,
      settings: {
        ...SETTINGS,
        title: 'Contoso Europe',
        billingAccountId: undefined,
        legacyInvoiceCycleDay: undefined,
        resellerRelationshipUrl: undefined,
        delegatedAdminUrl: undefined,
      },
    });
    expect(api.setCredential).not.toHaveBeenCalled();
    expect(
      screen.getByText('svc-costs@contoso.onmicrosoft.com'),
    ).toBeInTheDocument();
  });

  it('keeps what was typed when somebody else was faster', async () => {
    const user = userEvent.setup();
    const connectors = new FakeConnectors([connector()]);
    const api = apiOf(connectors);
    openPlugin('/costs/connectors/partner/edit', api);
    await screen.findByRole('button', { name: 'Save connector' });
    await retype('Name', 'Mine');
    await retype('Months of history', '6');
    await connectors.updateConnector('partner', {
      revision: 3,
      settings: {
        ...SETTINGS,
        title: 'Theirs',
        schedule: { cron: '0 5 * * *', timeZone: 'UTC' },
      },
    });
    await save();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Somebody else has changed this connector',
    );
    await user.click(
      screen.getByRole('button', { name: 'Load the current settings' }),
    );
    expect(
      await screen.findByText(/You both changed Name \(theirs: Theirs\)/),
    ).toBeInTheDocument();
    expect(field('Name')).toHaveValue('Mine');
    expect(field('Months of history')).toHaveValue('6');
    expect(field('Schedule (cron)')).toHaveValue('0 5 * * *');
    await save();
    await screen.findByRole('heading', { name: 'Mine' });
    expect(api.updateConnector).toHaveBeenLastCalledWith('partner', {
      revision: 4,
      settings: expect.objectContaining({
        title: 'Mine',
        historyMonths: 6,
        schedule: { cron: '0 5 * * *', timeZone: 'UTC' },
      }),
    });
  });

  it('is done in app-config for connectors of app-config', async () => {
    openPlugin(
      '/costs/connectors/partner/edit',
      apiOf(new FakeConnectors([connector({ origin: 'app-config' })])),
    );
    expect(
      await screen.findByText('This connector is set up in app-config'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Save connector' })).toBeNull();
  });
});
