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

import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  costSummary,
  costTotal,
  customerCosts,
  fakeCostsApi,
  STALE,
} from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { setToday } from '../../__testUtils__/setToday';
import { overviewRouteRef } from '../../routes';
import { MyCosts } from './MyCosts';

setToday();

function open(api: ReturnType<typeof fakeCostsApi>) {
  return renderInTestApp(<MyCosts />, {
    apis: [api, mockApis.permission()],
    mountedRoutes: { '/costs/overview': overviewRouteRef },
  });
}

const comparison = { billingPeriod: '2026-10', throughDate: '2026-11-14' };

describe('the widget of one’s own costs', () => {
  it('tells month, change, forecast, the highest costs, state and the way to more', async () => {
    const api = fakeCostsApi({
      getCostSummary: async () =>
        costSummary({ totals: [costTotal({ forecastCost: '26000' })] }),
    });
    open(api);
    expect(await screen.findByText('November 2026 so far')).toBeInTheDocument();
    const top = await screen.findByRole('list', { name: 'Highest costs' });
    expect(
      within(top)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['Fabrikam+8% €12,480', 'Litware+8% €12,480']);
    expect(within(top).getByRole('link', { name: 'Fabrikam' })).toHaveAttribute(
      'href',
      '/costs/overview?customer=id-of-fabrikam',
    );
    expect(screen.getByText('Forecast').closest('p')).toHaveTextContent(
      'Forecast ≈ €26,000',
    );
    expect(screen.getByText('Estimated')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open costs' })).toHaveAttribute(
      'href',
      '/costs/overview',
    );
    expect(api.getCustomers).toHaveBeenCalledWith(
      { billingPeriod: '2026-11', billingCurrency: 'EUR', limit: 3 },
      expect.anything(),
    );
  });

  it('names services where there is one customer', async () => {
    open(
      fakeCostsApi({
        getCostSummary: async () => costSummary({ coverage: STALE }),
        getCustomers: async ({ billingPeriod }) => ({
          billingPeriod,
          comparison,
          totalCount: 1,
          items: [customerCosts('Fabrikam')],
        }),
      }),
    );
    const top = await screen.findByRole('list', { name: 'Largest services' });
    expect(top).toHaveTextContent(
      'Virtual Machines€9,000Storage€2,000Bandwidth€1,000',
    );
    expect(top).not.toHaveTextContent('Azure Monitor');
  });

  it('keeps currencies apart', async () => {
    open(
      fakeCostsApi({
        getCostSummary: async () =>
          costSummary({
            totals: [
              costTotal(),
              costTotal({ billingCurrency: 'USD', billedCost: '7' }),
            ],
          }),
      }),
    );
    expect(await screen.findByText('$7.00')).toBeInTheDocument();
    expect(screen.getAllByText('€12,480').length).toBeGreaterThan(0);
  });

  it('says that there is nothing yet, or nothing in the month', async () => {
    const { unmount } = open(
      fakeCostsApi({ getBillingPeriods: async () => [] }),
    );
    expect(
      await screen.findByText('Nothing has been collected yet.'),
    ).toBeInTheDocument();
    unmount();
    open(
      fakeCostsApi({ getCostSummary: async () => costSummary({ totals: [] }) }),
    );
    expect(
      await screen.findByText('No charges in November 2026'),
    ).toBeInTheDocument();
  });

  it('has the shape of what is to come, says what failed, and what is not allowed', async () => {
    const { unmount } = open(
      fakeCostsApi({ getCostSummary: () => new Promise(() => {}) }),
    );
    await screen.findByRole('status', { name: 'Loading your costs' });
    unmount();

    const user = userEvent.setup();
    const api = fakeCostsApi();
    api.getCostSummary.mockRejectedValueOnce(refusal(400, 'asleep'));
    const failing = open(api);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('November 2026 so far');
    failing.unmount();

    open(
      fakeCostsApi({
        getBillingPeriods: async () => {
          throw refusal(403, 'no');
        },
      }),
    );
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeInTheDocument();
  });
});
