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
import type { Charge } from 'backstage-plugin-csp-costs-common';
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { openPlugin } from '../../__testUtils__/openPlugin';

const LINK =
  '/costs/overview?month=2026-11&region=westeurope&lines=in%3DEUR%26on%3D2026-11-02%26service%3DStorage';

const CHARGE: Charge = {
  customerId: 'id-of-fabrikam',
  customerName: 'Fabrikam',
  azureSubscriptionId: 'subscription',
  azureSubscriptionName: 'Production',
  resourceGroup: 'rg-web',
  resourceId: '/subscriptions/subscription/disks/disk-01',
  serviceName: 'Storage',
  productName: 'Premium SSD',
  chargeCategory: 'Usage',
  chargePeriodStart: '2026-11-02',
  billingCurrency: 'EUR',
  billedCost: '0.000000000000000001',
  connectorId: 'partner',
  source: 'unbilled-usage',
  generationId: 'generation',
  eTag: '"0x8D"',
  blobName: 'part-0001.json.gz',
  lineNumber: 4711,
};

describe('the charges of a cell', () => {
  it('add up to it, page by page, and show the line Microsoft sent', async () => {
    const user = userEvent.setup();
    const getCharges = jest.fn(async query => {
      if (query.includeLine) {
        return {
          items: [{ ...CHARGE, line: '{"Quantity":1.10,"Tags":"a:b,c"}' }],
          linesRemoved: [],
        };
      }
      return query.cursor
        ? {
            items: [
              {
                ...CHARGE,
                lineNumber: 4712,
                source: 'billed-usage' as const,
                invoiceId: 'G0001',
                billedCost: '2000.0349',
              },
              {
                ...CHARGE,
                lineNumber: 4712,
                chargeCategory: 'Tax' as const,
                billedCost: '380',
              },
            ],
            linesRemoved: [],
          }
        : { items: [CHARGE], nextCursor: 'next', linesRemoved: [] };
    });
    openPlugin(LINK, fakeCostsApi({ getCharges }));

    const dialog = await screen.findByRole('dialog', { name: 'Charges' });
    expect(dialog).toHaveTextContent('Mon, Nov 2 · Storage · EUR');
    expect(
      await within(dialog).findByText(
        /The first charge, €0\.000000000000000001 together/,
      ),
    ).toBeInTheDocument();
    expect(getCharges).toHaveBeenCalledWith(
      {
        region: 'westeurope',
        serviceName: 'Storage',
        billingPeriod: '2026-11',
        billingCurrency: 'EUR',
        date: '2026-11-02',
        cursor: undefined,
        limit: 100,
      },
      { signal: expect.any(AbortSignal) },
    );
    await user.click(within(dialog).getByRole('button', { name: 'Load more' }));
    expect(
      await within(dialog).findByText(/3 charges: €2,000\.034900000000000001/),
    ).toHaveTextContent('Tax beside it: €380');
    const table = within(dialog).getByRole('table', { name: 'Charges in EUR' });
    expect(table).toHaveTextContent('Production › rg-web › disk-01');
    expect(table).toHaveTextContent('invoice G0001');

    await user.click(
      within(dialog).getByRole('button', { name: 'Line 4,711' }),
    );
    expect(await within(dialog).findByText(/"Quantity": 1\.10/)).toBeVisible();
    expect(dialog).toHaveTextContent('"Tags": "a:b,c"');
    expect(dialog).toHaveTextContent('part-0001.json.gz');
    expect(dialog).toHaveTextContent('"0x8D"');

    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(
      screen.getByRole('link', { name: 'Costs of Fabrikam' }),
    ).toHaveAttribute('href', expect.not.stringContaining('lines='));
  });

  it('say when newer data came, lines are on their way, or no longer kept', async () => {
    const user = userEvent.setup();
    const getCharges = jest
      .fn()
      .mockRejectedValueOnce(refusal(503, 'Later'))
      .mockRejectedValueOnce(refusal(503, 'Later'))
      .mockResolvedValueOnce({
        items: [CHARGE],
        nextCursor: 'next',
        linesRemoved: [],
      })
      .mockRejectedValueOnce(refusal(409, 'Other data'))
      .mockResolvedValue({ items: [], linesRemoved: ['generation'] });
    openPlugin(LINK, fakeCostsApi({ getCharges }));

    expect(
      await screen.findByText('The lines are being fetched'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await user.click(await screen.findByRole('button', { name: 'Load more' }));
    expect(
      await screen.findByText('Newer data is shown now'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    expect(
      await screen.findByText('Some lines are no longer kept'),
    ).toBeInTheDocument();
    expect(screen.queryByText('No charges belong to this.')).toBeNull();
  });

  it('say when there are none, who may not see them, and ignore a broken link', async () => {
    const first = openPlugin(LINK, fakeCostsApi());
    expect(
      await screen.findByText('No charges belong to this.'),
    ).toBeInTheDocument();
    first.unmount();
    const second = openPlugin(
      LINK,
      fakeCostsApi({
        getCharges: async () => {
          throw refusal(403, 'No');
        },
      }),
    );
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeInTheDocument();
    second.unmount();
    openPlugin('/costs/overview?lines=on%3Dtoday', fakeCostsApi());
    expect(
      await screen.findByRole('heading', { name: /in EUR/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
