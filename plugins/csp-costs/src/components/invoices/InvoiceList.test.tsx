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

import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { fakeCostsApi } from '../../__testUtils__/fakeCosts';
import { invoice, invoiceDetail } from '../../__testUtils__/invoiceFixtures';
import { openPlugin } from '../../__testUtils__/openPlugin';

const INVOICES = [
  invoice({ unexplained: '-0.52' }),
  invoice({
    invoiceId: 'G024000139',
    billingCurrency: 'USD',
    difference: '-0.0034',
    verdict: 'within-tolerance',
  }),
  invoice({ invoiceId: 'G024000140', unexplained: '0' }),
  invoice({
    invoiceId: 'D02005YFHI',
    commerce: 'legacy',
    lineTotal: '12345.6',
    difference: '0',
    verdict: 'tied',
  }),
  invoice({
    invoiceId: 'G024000121',
    billingPeriod: '2026-09',
    lineTotal: undefined,
    difference: undefined,
    verdict: 'not-complete',
    gaps: [
      { reason: 'missing', source: 'billed-reconciliation' },
      { reason: 'quarantined', source: 'billed-usage', lineCount: 3 },
    ],
  }),
  invoice({
    invoiceId: 'G024000125',
    documentType: 'adjustment-note',
    amendsInvoiceId: 'G024000121',
    totalCharges: '-55.5',
    lineTotal: undefined,
    difference: undefined,
    verdict: 'not-complete',
    gaps: [{ reason: 'not-collected', source: 'invoices' }],
  }),
];

function cellsOf(table: HTMLElement): Array<Array<string | null>> {
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => [...row.children].map(cell => cell.textContent));
}

it('answers for every invoice whether it matches, and what is missing', async () => {
  openPlugin(
    '/costs/invoices',
    fakeCostsApi({
      getInvoices: async () => ({ totalCount: 6, items: INVOICES }),
    }),
  );

  const table = await screen.findByRole('table', { name: 'Invoices' });
  expect(cellsOf(table)).toEqual([
    [
      'G024000130October 2026 · Invoice',
      'EUR',
      '€12,345.60',
      '€12,347.12',
      '-€1.52',
      'Differs-€0.52 unexplained',
    ],
    [
      'G024000139October 2026 · Invoice',
      'USD',
      '$12,345.60',
      '$12,347.12',
      'under -$0.01',
      'Matches within tolerance',
    ],
    [
      'G024000140October 2026 · Invoice',
      'EUR',
      '€12,345.60',
      '€12,347.12',
      '-€1.52',
      'Differs, all explained',
    ],
    [
      'D02005YFHIOctober 2026 · Legacy invoice',
      'EUR',
      '€12,345.60',
      '€12,345.60',
      '€0.00',
      'Matches',
    ],
    [
      'G024000121September 2026 · Invoice',
      'EUR',
      '€12,345.60',
      'none',
      '',
      'Not completeBilled licences and other charges: not collected yet.Billed usage: 3 lines cannot be read.',
    ],
    [
      'G024000125October 2026 · Adjustment note · Amends G024000121',
      'EUR',
      '-€55.50',
      'none',
      '',
      'Not completeNotes come without lines. Microsoft deducts them from the amount of the invoice separately.',
    ],
  ]);
  expect(screen.getByText('6 invoices')).toBeInTheDocument();
  // Every digit is there for whoever needs it.
  expect(within(table).getByText('under -$0.01')).toHaveAttribute(
    'value',
    '-0.0034',
  );
});

it('is narrowed down by month and currency, a page at a time', async () => {
  const user = userEvent.setup();
  let asleep = false;
  const api = fakeCostsApi({
    getBillingPeriods: async () => [
      {
        billingPeriod: '2026-10',
        state: 'invoiced',
        billingCurrencies: ['EUR', 'USD'],
      },
    ],
    getInvoices: async query => {
      if (query?.billingPeriod) {
        return { totalCount: 0, items: [] };
      }
      if (asleep) {
        throw refusal(400, 'The database is asleep');
      }
      const at = query?.offset ?? 0;
      return { totalCount: 6, items: INVOICES.slice(at, at + 3) };
    },
  });
  openPlugin('/costs/invoices', api);

  const table = await screen.findByRole('table', { name: 'Invoices' });
  asleep = true;
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The database is asleep',
  );
  expect(cellsOf(table)).toHaveLength(3);
  asleep = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(cellsOf(table)).toHaveLength(6));
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();

  await user.click(screen.getByRole('button', { name: /All currencies/ }));
  await user.click(await screen.findByRole('option', { name: 'USD' }));
  await user.click(screen.getByRole('button', { name: /All months/ }));
  await user.click(await screen.findByRole('option', { name: 'October 2026' }));
  expect(
    await screen.findByRole('heading', { name: 'No invoice matches' }),
  ).toBeInTheDocument();
  expect(api.getInvoices.mock.lastCall?.[0]).toEqual({
    billingPeriod: '2026-10',
    billingCurrency: 'USD',
    offset: 0,
    limit: 50,
  });
  await user.click(screen.getByRole('button', { name: 'Show all invoices' }));
  expect(await screen.findByRole('table')).toBeInTheDocument();
});

it('says that there is none yet, and what comes', async () => {
  openPlugin('/costs/invoices', fakeCostsApi());

  expect(
    await screen.findByRole('status', { name: 'Loading invoices' }),
  ).toBeInTheDocument();
  expect(
    await screen.findByRole('heading', { name: 'No invoices yet' }),
  ).toBeInTheDocument();
  expect(screen.getByText(/between the 6th and the 8th/)).toBeInTheDocument();
});

it('says which permission is missing, or why it failed, with a retry', async () => {
  const user = userEvent.setup();
  const getInvoices = jest
    .fn()
    .mockRejectedValueOnce(refusal(400, 'The database is asleep'))
    .mockRejectedValue(refusal(403, 'No'));
  openPlugin('/costs/invoices', fakeCostsApi({ getInvoices }));

  expect(await screen.findByRole('alert')).toHaveTextContent(
    /The invoices could not be loaded.*The database is asleep/,
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() =>
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Invoices are of all customers together.*csp-costs\.cost\.read for all/,
    ),
  );
});

it('leads to an invoice and back by keyboard', async () => {
  const user = userEvent.setup();
  openPlugin(
    '/costs/invoices?currency=EUR',
    fakeCostsApi({
      getInvoices: async () => ({ totalCount: 1, items: [invoice()] }),
      getInvoice: async () => invoiceDetail(),
    }),
  );

  const link = await screen.findByRole('link', { name: 'G024000130' });
  act(() => link.focus());
  await user.keyboard('{Enter}');
  expect(
    await screen.findByRole('heading', { name: /It differs by €1.52/ }),
  ).toBeInTheDocument();
  const back = screen.getByRole('link', { name: 'All invoices' });
  expect(back).toHaveAttribute('href', expect.stringContaining('currency=EUR'));
  act(() => back.focus());
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('table', { name: 'Invoices' })).toBeVisible();
});
