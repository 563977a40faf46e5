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
import type { InvoiceDetail } from 'backstage-plugin-csp-costs-common';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { fakeCostsApi, STALE } from '../../__testUtils__/fakeCosts';
import { invoiceDetail } from '../../__testUtils__/invoiceFixtures';
import { RESTATEMENTS } from '../../__testUtils__/ledgerFixtures';
import { openPlugin } from '../../__testUtils__/openPlugin';
import { stepsOf } from './steps';

const PAGE = '/costs/invoices?invoice=partner%2FG024000130';

function open(changes: Partial<InvoiceDetail> = {}) {
  const api = fakeCostsApi({ getInvoice: async () => invoiceDetail(changes) });
  openPlugin(PAGE, api);
  return api;
}

it('reads like an explanation: the answer, both sides, each cause with its amount', async () => {
  const api = open({
    difference: '19.2566',
    residuals: [
      {
        cause: 'source-missing',
        amount: '33',
        lineCount: 1,
        customers: [],
      },
      { cause: 'late-usage', amount: '-7.5', customers: [] },
      ...invoiceDetail().residuals,
      { cause: 'unexplained', amount: '-4.72', customers: [] },
    ],
  });

  expect(
    await screen.findByRole('heading', {
      name: 'It differs by €19.26, of which €4.72 is unexplained',
    }),
  ).toBeInTheDocument();
  expect(api.getInvoice.mock.calls[0]?.[0]).toEqual({
    connectorId: 'partner',
    invoiceId: 'G024000130',
  });
  expect(screen.getByText(/Invoice G024000130 · October 2026/)).toBeVisible();
  const table = screen.getByRole('table', { name: 'Why it differs' });
  const rows = within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => [
      row.querySelector('strong')?.textContent ?? row.children[0]?.textContent,
      row.querySelector('td data')?.getAttribute('value'),
    ]);
  expect(rows).toEqual([
    ['Usage missing', '33'],
    ['Late usage', '-7.5'],
    ['Rounding', '-1.5234'],
    ['Unexplained', '-4.72'],
    ['Difference', '19.2566'],
  ]);
  expect(table).toHaveTextContent(
    'The invoice charges 1 line of usage that daily usage does not have.',
  );
  expect(table).toHaveTextContent('412 lines were cut');
  expect(table).toHaveTextContent(/FabrikamFabrikam|Fabrikam-€1.20/);

  const parts = screen.getByRole('table', { name: 'Our lines by part' });
  expect([...parts.querySelectorAll('data')].map(({ value }) => value)).toEqual(
    ['2000.1', '1970.5', '8376.5234', '12347.1234'],
  );
  expect(
    screen.getByText(/€8,376.52 in daily usage.*€8,375.00 in reconciliation/),
  ).toBeVisible();
});

it.each([
  [
    'It matches, to the last digit',
    { verdict: 'tied', difference: '0', residuals: [] },
    'Both sides are equal',
  ],
  [
    'It matches: under €0.01 apart, €0.50 is tolerated',
    { verdict: 'within-tolerance', difference: '-0.0034' },
    'Rounding',
  ],
  ['It differs by €1.52, and all of it is explained', {}, 'Rounding'],
  [
    'It differs by €1.52',
    { evidence: 'reading' },
    'The lines of this invoice are being read',
  ],
  [
    'It differs by €1.52',
    { evidence: 'removed' },
    'The lines of this invoice are no longer kept',
  ],
  [
    'It cannot be compared in full yet',
    {
      verdict: 'not-complete',
      gaps: [{ reason: 'held', source: 'billed-usage' }],
    },
    'Billed usage: newer lines wait for a decision',
  ],
] as Array<[string, Partial<InvoiceDetail>, string]>)(
  'says: %s',
  async (answer, changes, reason) => {
    open(changes);
    expect(
      await screen.findByRole('heading', { name: answer }),
    ).toBeInTheDocument();
    expect(document.body).toHaveTextContent(reason);
  },
);

it('tells that a note has no lines, and which invoice has notes', async () => {
  open({
    documentType: 'void-note',
    amendsInvoiceId: 'G024000121',
    verdict: 'not-complete',
    gaps: [{ reason: 'not-collected', source: 'invoices' }],
    lineTotal: undefined,
    difference: undefined,
    parts: [],
    residuals: [],
    usage: undefined,
    hasDocument: false,
    notes: [
      {
        invoiceId: 'G024000177',
        documentType: 'adjustment-note',
        invoiceDate: '2026-11-09',
        totalCharges: '-55.5',
      },
    ],
  });

  expect(
    await screen.findByRole('heading', {
      name: 'A note that amends an invoice',
    }),
  ).toBeInTheDocument();
  expect(screen.getByText(/Amends G024000121/)).toBeInTheDocument();
  expect(
    screen.getByText(/Only Partner Center has the document/),
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: /Download/ })).toBeNull();
  const notes = screen.getByRole('table', { name: 'Notes that amend it' });
  expect(notes).toHaveTextContent(/G024000177Adjustment note.*-€55.50/);
  expect(screen.queryByRole('table', { name: 'Why it differs' })).toBeNull();
});

it('shows what Microsoft changed in it, how fresh it is, and the lines of a part', async () => {
  const user = userEvent.setup();
  const api = fakeCostsApi({
    getInvoice: async () => invoiceDetail({ coverage: STALE }),
    getRestatements: async () => ({ items: [RESTATEMENTS[1]!] }),
  });
  openPlugin(PAGE, api);

  const changed = await screen.findByRole('table', { name: 'Restatements' });
  expect(changed).toHaveTextContent(/Virtual Machines.*\+€123\.46/);
  expect(api.getRestatements.mock.calls[0]?.[0]).toEqual({
    connectorId: 'partner',
    invoiceId: 'G024000130',
    limit: 20,
  });
  expect(screen.getByText(/Nov 11, 2026/)).toBeInTheDocument();

  await user.click(screen.getByRole('link', { name: 'Show the lines: Tax' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Lines of G024000130');
  expect(api.getCharges.mock.calls[0]?.[0]).toMatchObject({
    billingPeriod: '2026-10',
    billingCurrency: 'EUR',
    generationId: '6d1b3c9a-2f0e-4e57-8c55-0b8f0e9b1d41',
    chargeCategory: 'Tax',
  });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('saves the document, or says what to do', async () => {
  const user = userEvent.setup();
  const saved: string[] = [];
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function click(this: HTMLAnchorElement) {
      saved.push(this.download);
    });
  URL.createObjectURL = jest.fn(() => 'blob:document');
  URL.revokeObjectURL = jest.fn();
  const getInvoiceDocument = jest
    .fn()
    .mockRejectedValueOnce(
      refusal(409, 'Nobody has consented. Sign in with Microsoft once more.'),
    )
    .mockResolvedValue({
      fileName: 'G024000130.pdf',
      content: new Blob(['%PDF-1.4']),
    });
  openPlugin(
    PAGE,
    fakeCostsApi({
      getInvoice: async () => invoiceDetail(),
      getInvoiceDocument,
    }),
  );

  await user.click(
    await screen.findByRole('button', { name: 'Download the document' }),
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /could not be downloaded.*Sign in with Microsoft/,
  );
  expect(saved).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('The document was saved')).toBeInTheDocument();
  expect(saved).toEqual(['G024000130.pdf']);
});

it('says why an invoice or its restatements cannot be shown', async () => {
  const user = userEvent.setup();
  const getInvoice = jest
    .fn()
    .mockRejectedValueOnce(refusal(400, 'The database is asleep'))
    .mockResolvedValue(invoiceDetail());
  openPlugin(
    PAGE,
    fakeCostsApi({
      getInvoice,
      getRestatements: async () => {
        throw refusal(400, 'Not now');
      },
    }),
  );

  expect(
    await screen.findByRole('status', { name: 'Loading the invoice' }),
  ).toBeInTheDocument();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The invoice could not be loaded',
  );
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByRole('heading', { name: /It differs/ });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The restatements could not be loaded',
  );
});

it('draws bars that lead from our lines to the total', () => {
  expect(
    stepsOf([{ amount: '30' }, { amount: '-10' }, { amount: '-30' }]),
  ).toEqual([
    { start: 25, width: 75, adds: true },
    { start: 75, width: 25, adds: false },
    { start: 0, width: 75, adds: false },
  ]);
  expect(stepsOf([{ amount: '0' }])).toEqual([
    { start: 0, width: 0, adds: true },
  ]);
});
