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
import type { BreakdownRow } from 'backstage-plugin-csp-costs-common';
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { openPlugin } from '../../__testUtils__/openPlugin';

const SUBSCRIPTION = '5f1c2d3e-0000-4000-8000-000000000001';

function rowsOf(dimension: string): BreakdownRow[] {
  const row = {
    billedCost: '12.5',
    billingCurrency: 'EUR',
    state: 'estimated' as const,
  };
  switch (dimension) {
    case 'azureSubscription':
      return [
        { ...row, id: SUBSCRIPTION, name: 'Production' },
        { ...row, name: '' },
      ];
    case 'tag':
      return [
        { ...row, name: 'shop' },
        { ...row, name: '' },
      ];
    default:
      return [
        { ...row, name: 'Storage' },
        { ...row, name: 'Storage', billingCurrency: 'USD' },
        { ...row, name: '' },
      ];
  }
}

function apiWithRows() {
  return fakeCostsApi({
    getCostBreakdown: jest.fn(async ({ billingPeriod, dimension }) => ({
      billingPeriod,
      dimension,
      comparison: { billingPeriod: '2026-10' },
      rows: rowsOf(dimension),
    })),
  });
}

describe('filters', () => {
  it('are chosen from what costs something, by keyboard, and stand in the address', async () => {
    const user = userEvent.setup();
    const api = apiWithRows();
    openPlugin('/costs/overview', api);
    const button = await screen.findByRole('button', { name: 'Filter' });
    await waitFor(() => expect(button).toBeEnabled());

    button.focus();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('menuitem', { name: 'Service' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Filter by Service',
    });
    const choice = await within(dialog).findByRole('button', {
      name: /Storage.*€12\.50.*\$12\.50/,
    });
    await user.type(within(dialog).getByRole('searchbox'), 'nothing like it');
    expect(dialog).toHaveTextContent(
      'Nothing with a cost has this in its name.',
    );
    expect(choice).not.toBeInTheDocument();
    await user.clear(within(dialog).getByRole('searchbox'));
    await user.type(within(dialog).getByRole('searchbox'), 'stor');
    within(dialog)
      .getByRole('button', { name: /Storage/ })
      .focus();
    await user.keyboard('{Enter}');

    await waitFor(() =>
      expect(api.getCostSummary).toHaveBeenLastCalledWith(
        { serviceName: 'Storage', billingPeriod: '2026-11' },
        { signal: expect.any(AbortSignal) },
      ),
    );
    for (const method of [api.getCostTrend, api.getCostChanges]) {
      await waitFor(() =>
        expect(method).toHaveBeenLastCalledWith(
          expect.objectContaining({ serviceName: 'Storage' }),
          expect.anything(),
        ),
      );
    }
    const chips = screen.getByRole('grid', { name: 'Filters' });
    const chip = within(chips).getByRole('row', { name: 'Service: Storage' });
    expect(
      screen.getByRole('link', { name: 'Costs of Fabrikam' }),
    ).toHaveAttribute('href', expect.stringContaining('service=Storage'));
    chip.focus();
    await user.keyboard('{Delete}');
    await waitFor(() =>
      expect(screen.queryByRole('grid', { name: 'Filters' })).toBeNull(),
    );
    expect(
      screen.getByRole('link', { name: 'Costs of Fabrikam' }),
    ).toHaveAttribute('href', expect.not.stringContaining('service='));
  });

  it('come back from a link, with names for ids and words for nothing', async () => {
    const user = userEvent.setup();
    const api = apiWithRows();
    openPlugin(
      `/costs/overview?subscription=${SUBSCRIPTION}&group=%E2%88%85&category=Nonsense&tag=env%3Dshop`,
      api,
    );

    const chips = await screen.findByRole('grid', { name: 'Filters' });
    expect(
      await within(chips).findByRole('row', {
        name: 'Azure subscription: Production',
      }),
    ).toBeInTheDocument();
    expect(
      within(chips)
        .getAllByRole('row')
        .map(row => row.getAttribute('aria-label') ?? row.textContent),
    ).toEqual([
      expect.stringContaining('Production'),
      expect.stringContaining('No resource group given'),
      expect.stringContaining('env: shop'),
    ]);
    expect(api.getCostSummary).toHaveBeenLastCalledWith(
      {
        azureSubscriptionId: SUBSCRIPTION,
        resourceGroup: '',
        tag: 'env=shop',
        billingPeriod: '2026-11',
      },
      expect.anything(),
    );
    await user.click(screen.getByRole('button', { name: 'Clear all' }));
    await waitFor(() =>
      expect(api.getCostSummary).toHaveBeenLastCalledWith(
        { billingPeriod: '2026-11' },
        expect.anything(),
      ),
    );
  });

  it('take the key of a tag first, and say what fails', async () => {
    const user = userEvent.setup();
    const api = apiWithRows();
    openPlugin('/costs/overview', api);
    const button = await screen.findByRole('button', { name: 'Filter' });
    await waitFor(() => expect(button).toBeEnabled());
    await user.click(button);
    await user.click(await screen.findByRole('menuitem', { name: 'Tag' }));
    const dialog = await screen.findByRole('dialog', { name: 'Filter by Tag' });
    await user.type(within(dialog).getByRole('textbox'), 'Env');
    await user.click(
      await within(dialog).findByRole('button', { name: /shop/ }),
    );
    await waitFor(() =>
      expect(api.getCostSummary).toHaveBeenLastCalledWith(
        { tag: 'env=shop', billingPeriod: '2026-11' },
        expect.anything(),
      ),
    );

    api.getCostBreakdown.mockRejectedValue(refusal(500, 'The database sleeps'));
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Region' }));
    expect(
      await screen.findByText('The choices could not be loaded'),
    ).toBeInTheDocument();
  });
});
