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
import type {
  ConnectorWarning,
  Coverage,
} from 'backstage-plugin-csp-costs-common';
import { SECRET_PROBLEM } from '../../__testUtils__/connectorFixtures';
import {
  COMPLETE,
  costSummary,
  customerCosts,
  fakeCostsApi,
  STALE,
} from '../../__testUtils__/fakeCosts';
import { openPlugin } from '../../__testUtils__/openPlugin';
import { setToday } from '../../__testUtils__/setToday';

setToday();

const WANTED: ConnectorWarning = {
  connectorId: 'demo',
  title: 'Demo partner',
  status: 'needs-consent',
  until: '2026-12-03T00:00:00Z',
  nextStep: 'sign-in',
  problem: {
    code: 'CONSENT_DEADLINE',
    cause: 'A new consent is wanted: Microsoft asks for MFA',
    remedy: 'Sign in with Microsoft again.',
    since: '2026-11-14T08:00:00Z',
  },
};

const STOPPED: ConnectorWarning = {
  connectorId: 'other',
  title: 'Other partner',
  status: 'disconnected',
  problem: SECRET_PROBLEM,
};

function apiWith(coverage: Coverage) {
  return fakeCostsApi({
    getCostSummary: async () => costSummary({ coverage }),
    getCustomers: async ({ billingPeriod }) => ({
      billingPeriod,
      comparison: { billingPeriod: '2026-10' },
      totalCount: 1,
      items: [customerCosts('Fabrikam', { coverage })],
    }),
  });
}

describe('figures of a connector that needs somebody', () => {
  it('say so, each of them, and lead to the connector', async () => {
    openPlugin(
      '/costs',
      apiWith({ ...COMPLETE, connectors: [WANTED, STOPPED] }),
    );

    // Of the totals, and of the customer's card.
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('link', {
            name: 'Demo partner needs a new consent by Dec 3, and 1 more',
          })
          .map(link => link.getAttribute('href')),
      ).toEqual(['/costs/connectors/demo', '/costs/connectors/demo']),
    );
    const banners = screen
      .getAllByRole('status')
      .map(({ textContent }) => textContent);
    expect(banners).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Demo partner needs a new consent by Dec 3A new consent is wanted.*Sign in with Microsoft again/,
        ),
        expect.stringMatching(
          /^Other partner is disconnected.*figures stay as they are until it is connected again/,
        ),
      ]),
    );
    expect(
      screen
        .getAllByRole('link', { name: 'Open the connector' })
        .map(link => link.getAttribute('href')),
    ).toEqual(['/costs/connectors/demo', '/costs/connectors/other']);
  });

  it('say it beside what is stale, where the reasons are', async () => {
    openPlugin('/costs', apiWith({ ...STALE, connectors: [WANTED] }));
    const card = await screen.findByRole('article', { name: /Fabrikam/ });
    await userEvent.click(
      within(card).getByRole('button', { name: /1 source is stale/ }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByRole('heading', {
        name: 'Demo partner needs a new consent by Dec 3',
      }),
    ).toBeInTheDocument();
    expect(
      dialog.getByRole('link', { name: 'Open the connector' }),
    ).toHaveAttribute('href', '/costs/connectors/demo');
  });
});
