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
import { connectorOf } from '../../__testUtils__/connectorOf';
import {
  FakeOnboarding,
  OTHER_TENANT_ID,
  refusal,
  TENANT_ID,
} from '../../__testUtils__/FakeOnboarding';
import {
  openTemplate,
  userOf,
  setTestTime,
} from '../../__testUtils__/openTemplate';

setTestTime();

const CONNECTORS = [
  connectorOf(
    'north-2',
    { title: 'North 10', partnerTenantId: OTHER_TENANT_ID.toUpperCase() },
    { health: { status: 'disconnected' } },
  ),
  connectorOf(
    'north',
    { title: 'North 9' },
    { paused: { since: '2026-11-01T00:00:00Z' } },
  ),
  connectorOf('demo', { title: 'Demo' }, { origin: 'app-config' }),
];

/** The field for the sign-in to a connector's tenant. */
const SIGN_IN = {
  signInId: {
    type: 'string',
    'ui:field': 'CspMicrosoftSignIn',
    'ui:options': { connectorField: 'connectorId' },
  },
};

function open(options: {
  onboarding?: FakeOnboarding;
  connectors?: FakeOnboarding['connectors'];
  field?: object;
  others?: Record<string, object>;
  initial?: Record<string, unknown>;
}) {
  const { connectors = CONNECTORS, onboarding = new FakeOnboarding() } =
    options;
  onboarding.connectors = connectors;
  const template = openTemplate({
    onboarding,
    pages: [
      {
        title: 'Connector',
        required: ['connectorId'],
        properties: {
          connectorId: {
            type: 'string',
            'ui:field': 'CspCostsConnector',
            ...options.field,
          },
          ...options.others,
        },
      },
    ],
    ...(options.initial && { initial: options.initial }),
  });
  return { ...template, onboarding };
}

function findSelect() {
  return screen.findByRole('button', { name: /Connector/ });
}

async function optionsOf() {
  return (await screen.findAllByRole('option')).map(
    ({ textContent }) => textContent,
  );
}

describe('the field for a connector', () => {
  it('lists connectors with their tenant and state, finds one, and puts its id into the form', async () => {
    const { tasks, create } = open({});
    const user = userOf();
    const select = await findSelect();
    await waitFor(() => expect(select).toBeEnabled());
    expect(select).toHaveTextContent('Choose a connector');

    // The keyboard alone is enough.
    select.focus();
    await user.keyboard('{ArrowDown}');
    expect(await optionsOf()).toEqual([
      `DemoConnected · ${TENANT_ID}`,
      `North 9Connected, paused · ${TENANT_ID}`,
      `North 10Disconnected · ${OTHER_TENANT_ID.toUpperCase()}`,
    ]);
    expect(
      screen.getByRole('option', { name: 'North 9' }),
    ).toHaveAccessibleDescription(`Connected, paused · ${TENANT_ID}`);
    await user.type(
      screen.getByRole('searchbox', { name: /Find by title or tenant id/ }),
      `north ${OTHER_TENANT_ID.slice(0, 8)}`,
    );
    await waitFor(async () => expect(await optionsOf()).toHaveLength(1));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(
      await screen.findByText(
        `It collects from the tenant ${OTHER_TENANT_ID.toUpperCase()}.`,
      ),
    ).toBeInTheDocument();
    expect(select).toHaveTextContent('North 10');
    expect(
      screen.getByRole('link', { name: 'North 10 (opens in a new tab)' }),
    ).toHaveAttribute('href', '/costs/connectors/north-2');

    await create();
    expect(tasks[0]?.values).toEqual({ connectorId: 'north-2' });
  });

  it('takes the connector of an address, and says so when there is none of that id', async () => {
    const { tasks, create } = open({
      field: { title: 'Who', 'ui:options': { connectorsPath: '/money' } },
      initial: { connectorId: 'gone' },
    });
    const user = userOf();
    const alert = (
      await screen.findByText('There is no connector gone')
    ).closest('[role=alert]');
    expect(alert).toHaveTextContent('It may have been deleted.');
    const select = screen.getByRole('button', { name: /Who/ });
    expect(select).toHaveTextContent('gone');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    // The form says it too.
    await waitFor(() =>
      expect(
        screen.getAllByText(/There is no connector gone/).length,
      ).toBeGreaterThan(1),
    );
    expect(tasks).toEqual([]);

    await user.click(select);
    await user.click(await screen.findByRole('option', { name: 'North 9' }));
    expect(
      await screen.findByRole('link', { name: /North 9.*new tab/ }),
    ).toHaveAttribute('href', '/money/north');
    await create();
    expect(tasks[0]?.values).toEqual({ connectorId: 'north' });
  });

  it('offers no connector that the template is not for, and takes none from an address', async () => {
    open({
      field: { 'ui:options': { origin: 'portal' } },
      initial: { connectorId: 'demo' },
    });
    const user = userOf();
    expect(
      await screen.findByText('Demo is set up in app-config'),
    ).toBeInTheDocument();
    await user.click(await findSelect());
    const demo = await screen.findByRole('option', { name: 'Demo' });
    expect(demo).toHaveAttribute('aria-disabled', 'true');
    expect(demo).toHaveTextContent(`Set up in app-config · ${TENANT_ID}`);
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    // The form says it too.
    await waitFor(() =>
      expect(
        screen.getAllByText(/Demo is set up in app-config/).length,
      ).toBeGreaterThan(1),
    );
  });

  it('says that it loads, that there is none, and what to do when they cannot be read', async () => {
    const onboarding = new FakeOnboarding();
    onboarding.failures.set('getConnectors', refusal(500, 'Out of order'));
    const { tasks, create } = open({
      onboarding,
      connectors: [],
      initial: { connectorId: 'north' },
    });
    const user = userOf();
    const select = await findSelect();
    expect(
      screen
        .getAllByRole('status')
        .some(status => status.textContent === 'Loading connectors…'),
    ).toBe(true);
    expect(await screen.findByText('Out of order')).toBeInTheDocument();
    expect(select).toBeDisabled();
    expect(select).toHaveTextContent('north');

    onboarding.failures.set('getConnectors', refusal(403, 'Forbidden'));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/csp-costs\.connector\.read/),
    ).toBeInTheDocument();
    // The backend knows whether there is one, and says so.
    await create();
    await waitFor(() =>
      expect(tasks[0]?.values).toEqual({ connectorId: 'north' }),
    );
  });

  it('says that there is none', async () => {
    open({ connectors: [] });
    const none = await screen.findByText('There is no connector');
    expect(none.closest('[role=status]')).toHaveTextContent(
      'A connector is made when a partner tenant is onboarded.',
    );
    expect(await findSelect()).toBeDisabled();
  });

  it('tells the sign-in which tenant it is for, also after a form is opened again', async () => {
    const onboarding = new FakeOnboarding();
    const { signInId } = await onboarding.startSignIn({
      partnerTenantId: OTHER_TENANT_ID,
      tokens: { graph: 'graph', arm: 'arm' },
    });
    const { tasks } = open({
      onboarding,
      others: SIGN_IN,
      initial: { signInId, connectorId: 'north-2' },
    });
    const user = userOf();
    expect(
      await screen.findByText('Signed in as ada@contoso.example'),
    ).toBeInTheDocument();

    // Another tenant takes another sign-in, which takes the right to offboard.
    onboarding.failures.set('startSignIn', refusal(403, 'Forbidden'));
    const select = await findSelect();
    await user.click(select);
    await user.click(await screen.findByRole('option', { name: 'North 9' }));
    await user.click(
      await screen.findByRole('button', { name: 'Sign in with a code' }),
    );
    expect(
      await screen.findByText(/csp-costs\.connector\.delete/),
    ).toBeInTheDocument();
    onboarding.failures.clear();
    await user.click(
      screen.getByRole('button', { name: 'Sign in with a code' }),
    );
    expect(await screen.findByText('ABCD-EFGH')).toBeInTheDocument();
    expect(onboarding.inputsOf('startSignIn')).toContainEqual({
      partnerTenantId: TENANT_ID,
      nationalCloud: 'global',
    });

    // Nobody goes on with the one for the connector before.
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/Sign in with Microsoft\.$/))[0],
    ).toBeInTheDocument();
    expect(tasks).toEqual([]);
  });

  it('lets the sign-in say why it does not know the tenant, and leaves the one that was given to the backend', async () => {
    const onboarding = new FakeOnboarding();
    const { signInId } = await onboarding.startSignIn({
      partnerTenantId: TENANT_ID,
      tokens: { graph: 'graph', arm: 'arm' },
    });
    onboarding.failures.set('getConnectors', refusal(500, 'Out of order'));
    const { tasks, create } = open({
      onboarding,
      others: SIGN_IN,
      initial: { signInId, connectorId: 'north' },
    });
    const group = within(
      await screen.findByRole('group', { name: /Sign-in with Microsoft/ }),
    );
    expect(group.getByText('Loading connectors…')).toBeInTheDocument();
    expect(await group.findByText('Out of order')).toBeInTheDocument();
    expect(group.queryByText('Loading connectors…')).toBeNull();

    onboarding.failures.set('getConnectors', refusal(403, 'Forbidden'));
    await userOf().click(group.getByRole('button', { name: 'Try again' }));
    expect(
      await group.findByText(/csp-costs\.connector\.read/),
    ).toBeInTheDocument();
    await create();
    await waitFor(() =>
      expect(tasks[0]?.values).toEqual({ connectorId: 'north', signInId }),
    );
  });
});
