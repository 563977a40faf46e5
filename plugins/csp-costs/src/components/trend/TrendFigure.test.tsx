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
import { costTrend, fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { openPlugin } from '../../__testUtils__/openPlugin';

describe('the days of a month', () => {
  it('are stacked by what the address says, and others can be opened', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi({
      getCostTrend: jest.fn(async ({ billingPeriod, dimension }) =>
        costTrend({ billingPeriod, dimension }),
      ),
    });
    openPlugin('/costs/overview?stack=region', api);

    const legend = await screen.findByRole('list', {
      name: 'What the colours mean',
    });
    expect(api.getCostTrend).toHaveBeenLastCalledWith(
      {
        billingPeriod: '2026-11',
        dimension: 'region',
        tagKey: undefined,
        limit: 7,
      },
      { signal: expect.any(AbortSignal) },
    );
    expect(legend).toHaveTextContent('2 others');
    expect(screen.getByText('Nov 14, more may come')).toBeInTheDocument();
    expect(
      screen.getByText('Lighter: estimated, Microsoft may still change it'),
    ).toBeInTheDocument();
    await user.click(
      within(legend).getByRole('button', { name: 'Hide Storage' }),
    );
    expect(
      within(legend).getByRole('button', { name: 'Show Storage' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('What is hidden here is still part of the total.'),
    ).toBeInTheDocument();

    await user.click(within(legend).getByRole('button', { name: 'Show more' }));
    await waitFor(() =>
      expect(api.getCostTrend).toHaveBeenLastCalledWith(
        expect.objectContaining({ limit: 30 }),
        expect.anything(),
      ),
    );
  });

  it('lead from a series to a filter and to its charges, and from a day to its charges', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi();
    openPlugin('/costs/overview', api);

    await user.click(
      await screen.findByRole('button', { name: 'More about Storage' }),
    );
    await user.click(
      await screen.findByRole('menuitem', { name: 'Look into the charges' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Charges' }),
    ).toHaveTextContent('November 2026 · Storage · EUR');
    await user.keyboard('{Escape}');
    await user.click(
      screen.getByRole('button', { name: 'More about Storage' }),
    );
    await user.click(
      await screen.findByRole('menuitem', { name: 'Show only Storage' }),
    );
    expect(
      await screen.findByRole('row', { name: 'Service: Storage' }),
    ).toBeInTheDocument();

    await user.click(
      within(screen.getByRole('radiogroup', { name: 'Show EUR as' })).getByRole(
        'radio',
        { name: 'Table' },
      ),
    );
    await user.click(
      await screen.findByRole('button', { name: /Charges of Mon, Nov 2/ }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Charges' }),
    ).toHaveTextContent('Mon, Nov 2 · EUR');
    expect(api.getCharges).toHaveBeenLastCalledWith(
      expect.objectContaining({
        serviceName: 'Storage',
        date: '2026-11-02',
        billingCurrency: 'EUR',
      }),
      expect.anything(),
    );
  });

  it('wait for the key of a tag, and say what failed without taking the figure away', async () => {
    const user = userEvent.setup();
    const getCostTrend = jest
      .fn()
      .mockRejectedValueOnce(refusal(400, 'No such thing'))
      .mockResolvedValue(costTrend({ dimension: 'tag' }));
    openPlugin('/costs/overview?stack=tag', fakeCostsApi({ getCostTrend }));

    expect(
      await screen.findByText('Type the key of a tag to stack the costs by.'),
    ).toBeInTheDocument();
    expect(getCostTrend).not.toHaveBeenCalled();
    await user.type(
      screen.getByRole('textbox', { name: 'Key of the tag' }),
      'env{Enter}',
    );
    expect(
      await screen.findByText('The days could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: /in EUR/ })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('list', { name: 'What the colours mean' }),
    ).toBeInTheDocument();
    expect(getCostTrend).toHaveBeenLastCalledWith(
      expect.objectContaining({ dimension: 'tag', tagKey: 'env' }),
      expect.anything(),
    );
  });
});
