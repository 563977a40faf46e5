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

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CspCostsApi } from 'backstage-plugin-csp-costs-common';
import { refusal } from '../../__testUtils__/FakeConnectors';
import {
  costSummary,
  costTotal,
  fakeCostsApi,
} from '../../__testUtils__/fakeCosts';
import { CostsRoot } from '../layout/CostsRoot';
import { Unattributed } from './Unattributed';

function open(api: ReturnType<typeof fakeCostsApi>) {
  return renderInTestApp(
    <CostsRoot>
      <Unattributed month="2026-11" />
    </CostsRoot>,
    { apis: [api], initialRouteEntries: ['/?month=2026-11'] },
  );
}

/** Seven Azure subscriptions, or resource groups of which one has no name. */
const getPieces: CspCostsApi['getCostBreakdown'] = async ({
  billingPeriod,
  dimension,
}) => ({
  billingPeriod,
  dimension,
  comparison: { billingPeriod: '2026-10' },
  rows: Array.from({ length: 7 }, (_, index) => ({
    id: dimension === 'azureSubscription' ? `sub-${index}` : undefined,
    name: dimension === 'azureSubscription' || index > 0 ? `Name ${index}` : '',
    billingCurrency: 'EUR',
    billedCost: `${700 - index}.004`,
    state: 'estimated' as const,
  })),
});

describe('what belongs to no entity', () => {
  it('is a figure and its biggest pieces, each a way to narrow the page down', async () => {
    const api = fakeCostsApi({
      getCostSummary: async () =>
        costSummary({ totals: [costTotal({ billedCost: '4879.028' })] }),
      getCostBreakdown: getPieces,
    });
    open(api);
    expect(await screen.findByText('€4,879')).toBeInTheDocument();
    const table = await screen.findByRole('table', {
      name: 'Unattributed costs in EUR',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(6);
    expect(within(table).getByRole('link', { name: 'Name 0' })).toHaveAttribute(
      'href',
      '/?month=2026-11&subscription=sub-0',
    );
    expect(
      screen.getByText('2 smaller pieces are not listed.'),
    ).toBeInTheDocument();
    expect(api.getCostBreakdown).toHaveBeenCalledWith(
      expect.objectContaining({ unattributed: true, billingPeriod: '2026-11' }),
      expect.anything(),
    );

    await userEvent.click(
      screen.getByRole('radio', { name: 'Resource group' }),
    );
    expect(
      await screen.findByText('No resource group given'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Name 1' })).toHaveAttribute(
      'href',
      '/?month=2026-11&group=Name+1',
    );
  });

  it('may be nothing', async () => {
    open(
      fakeCostsApi({ getCostSummary: async () => costSummary({ totals: [] }) }),
    );
    expect(
      await screen.findByText(
        'Every cost of November 2026 belongs to an entity.',
      ),
    ).toBeInTheDocument();
  });

  it('is loaded, may fail, and is asked for again', async () => {
    let failure: Error | undefined = new Error('Not now');
    open(
      fakeCostsApi({
        getCostSummary: async () => {
          if (failure) {
            throw failure;
          }
          return costSummary();
        },
        getCostBreakdown: getPieces,
      }),
    );
    expect(
      await screen.findByRole('status', {
        name: 'Loading what belongs to no entity',
      }),
    ).toBeInTheDocument();
    expect(await screen.findByRole('alert')).toHaveTextContent('Not now');
    failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('€12,480')).toBeInTheDocument();
  });

  it('is not for those who see some customers', async () => {
    open(
      fakeCostsApi({
        getCostSummary: async () => {
          throw refusal(403, 'No');
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You do not have access to this',
    );
  });
});
