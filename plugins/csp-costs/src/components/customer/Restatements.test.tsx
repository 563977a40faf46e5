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
import { refusal } from '../../__testUtils__/FakeConnectors';
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { RESTATEMENTS } from '../../__testUtils__/ledgerFixtures';
import { openPlugin } from '../../__testUtils__/openPlugin';

const CUSTOMER = '/costs/overview?customer=id-of-fabrikam';
const [ESTIMATE, INVOICE, TAX] = RESTATEMENTS;

it('tells what Microsoft changed afterwards, to the last digit, a page at a time', async () => {
  const user = userEvent.setup();
  let asleep = true;
  const api = fakeCostsApi({
    getRestatements: async query => {
      if (!query?.cursor) {
        return { items: [ESTIMATE!, INVOICE!], nextCursor: 'more' };
      }
      if (asleep) {
        throw refusal(400, 'The database is asleep');
      }
      return { items: [TAX!] };
    },
  });
  openPlugin(CUSTOMER, api);

  const table = await screen.findByRole('table', { name: 'Restatements' });
  const rows = () =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => [
        ...[...row.children].slice(1, 5).map(cell => cell.textContent),
        ...[...row.querySelectorAll('data')].map(({ value }) => value),
      ]);
  const first = [
    [
      'November 2026Estimated, through Nov 11',
      'Storage',
      'Usage',
      'EUR',
      '410.25',
      '398.13',
      '-12.12',
    ],
    [
      'October 2026Invoice G053998877',
      'Virtual Machines',
      'Usage',
      'EUR',
      '8000',
      '8123.456789012345678901234567',
      '123.456789012345678901234567',
    ],
  ];
  expect(rows()).toEqual(first);
  expect(table).toHaveTextContent(/-€12\.12.*\+€123\.46/);
  expect(within(table).getByText(/Nov 14, 2026, 02:10/)).toBeInTheDocument();

  const part = screen.getByRole('region', { name: 'Restatements' });
  await user.click(within(part).getByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The database is asleep',
  );
  expect(rows()).toEqual(first);
  asleep = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() =>
    expect(rows()).toEqual([
      ...first,
      [
        'October 2026Invoice G053998877',
        'No service given',
        'Tax',
        'USD',
        '0',
        '19.5',
        '19.5',
      ],
    ]),
  );
  expect(within(part).queryByRole('button', { name: 'Show more' })).toBeNull();
  expect(api.getRestatements.mock.calls.map(([query]) => query)).toEqual([
    { customerId: 'id-of-fabrikam', cursor: undefined, limit: 20 },
    { customerId: 'id-of-fabrikam', cursor: 'more', limit: 20 },
    { customerId: 'id-of-fabrikam', cursor: 'more', limit: 20 },
  ]);
});

it('is not there when nothing was changed', async () => {
  openPlugin(CUSTOMER, fakeCostsApi());

  expect(
    await screen.findByRole('status', { name: 'Loading restatements' }),
  ).toBeInTheDocument();
  await waitFor(() =>
    expect(
      screen.queryByRole('status', { name: 'Loading restatements' }),
    ).toBeNull(),
  );
  expect(screen.queryByText(/Restatements/)).toBeNull();
});

it('says why it could not be loaded', async () => {
  const user = userEvent.setup();
  const getRestatements = jest
    .fn()
    .mockRejectedValueOnce(refusal(400, 'The database is asleep'))
    .mockResolvedValue({ items: [ESTIMATE!] });
  openPlugin(CUSTOMER, fakeCostsApi({ getRestatements }));

  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The restatements could not be loaded',
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(
    await screen.findByRole('heading', { name: 'Restatements' }),
  ).toBeInTheDocument();
});
