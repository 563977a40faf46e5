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
import type {
  CostChange,
  CostChanges,
} from 'backstage-plugin-csp-costs-common';
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { openPlugin } from '../../__testUtils__/openPlugin';

const CHANGE: CostChange = {
  customerId: 'id-of-fabrikam',
  customerName: 'Fabrikam',
  azureSubscriptionId: 'subscription-1',
  azureSubscriptionName: 'Prod',
  serviceName: 'Virtual Machines',
  billedCost: '1412.5',
  comparableCost: '1000',
  change: '412.5',
  newResource: {
    resourceId: '/subscriptions/subscription-1/machines/vm-batch-03',
    since: '2026-11-09',
    billedCost: '400',
    otherCount: 0,
  },
};

function changes(rows: CostChange[]): CostChanges {
  return {
    billingPeriod: '2026-11',
    comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
    totals: [
      {
        billingCurrency: 'EUR',
        change: '924.447',
        explainedChange: '352.5',
        rows,
      },
    ],
  };
}

describe('what changed', () => {
  it('is told in sentences, each of which leads to its charges', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi({
      getCostChanges: async () =>
        changes([
          CHANGE,
          {
            ...CHANGE,
            azureSubscriptionId: undefined,
            azureSubscriptionName: undefined,
            serviceName: '',
            billedCost: '0',
            comparableCost: '60',
            change: '-60',
            newResource: undefined,
          },
        ]),
    });
    openPlugin('/costs/overview', api);

    const heading = await screen.findByRole('heading', {
      name: /What changed against Oct 1.–.14/,
    });
    const panel = heading.parentElement!;
    expect(within(panel).getAllByRole('listitem')[0]).toHaveTextContent(
      '+€412.50Virtual Machines in Prod of Fabrikam (new: vm-batch-03, since Nov 9)',
    );
    expect(within(panel).getAllByRole('listitem')[1]).toHaveTextContent(
      '-€60.00Charges without a service of Fabrikam (gone)',
    );
    expect(panel).toHaveTextContent('Together +€352.50 of +€924.45.');
    await user.click(
      within(panel).getByRole('button', { name: /^Virtual Machines in Prod/ }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent('Charges');
    expect(api.getCharges).toHaveBeenLastCalledWith(
      expect.objectContaining({
        customerId: 'id-of-fabrikam',
        azureSubscriptionId: 'subscription-1',
        serviceName: 'Virtual Machines',
      }),
      expect.anything(),
    );
  });

  it('says when nothing did, when there is nothing to compare with, and when it failed', async () => {
    const first = openPlugin(
      '/costs/overview',
      fakeCostsApi({ getCostChanges: async () => changes([]) }),
    );
    expect(
      await screen.findByText(/Nothing changed against Oct 1.–.14/),
    ).toBeInTheDocument();
    first.unmount();
    const second = openPlugin('/costs/overview', fakeCostsApi());
    expect(
      await screen.findByText(
        'There are no figures for October to compare with.',
      ),
    ).toBeInTheDocument();
    second.unmount();
    openPlugin(
      '/costs/overview',
      fakeCostsApi({
        getCostChanges: async () => {
          throw refusal(400, 'The database is asleep');
        },
      }),
    );
    expect(
      await screen.findByText('What changed could not be loaded'),
    ).toBeInTheDocument();
  });
});
