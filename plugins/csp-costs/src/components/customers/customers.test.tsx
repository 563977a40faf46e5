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
import type {
  CustomerCosts,
  CustomersQuery,
} from 'backstage-plugin-csp-costs-common';
import {
  budget,
  COMPLETE,
  costSummary,
  costTotal,
  customerCosts,
  fakeCostsApi,
  STALE,
} from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { openPlugin } from '../../__testUtils__/openPlugin';
import { setToday } from '../../__testUtils__/setToday';

setToday();

/** A backend with this many customers, called `Customer 0001` and so on. */
function manyCustomers(count: number) {
  const all = Array.from({ length: count }, (_, index) =>
    customerCosts(`Customer ${String(index + 1).padStart(4, '0')}`),
  );
  return fakeCostsApi({ getCustomers: pagesOf(all) });
}

function pagesOf(all: CustomerCosts[]) {
  return jest.fn(
    async ({
      billingPeriod,
      search = '',
      offset = 0,
      limit = 24,
    }: CustomersQuery) => {
      const matching = all.filter(one =>
        `${one.customerName} ${one.customerId}`
          .toLowerCase()
          .includes(search.toLowerCase()),
      );
      return {
        billingPeriod,
        comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
        totalCount: matching.length,
        items: matching.slice(offset, offset + limit),
      };
    },
  );
}

/** Exact amounts below an element, in the order of the page. */
function amountsIn(element: HTMLElement): string[] {
  return [...element.querySelectorAll('data')].map(amount => amount.value);
}

const list = () => screen.findByRole('list', { name: 'Customers' });

describe('a thousand customers', () => {
  it('are a few cards in the document, and all of them within reach of the keyboard', async () => {
    const user = userEvent.setup();
    const api = manyCustomers(1_000);
    openPlugin('/costs/overview', api);

    const first = await screen.findByRole('link', {
      name: 'Costs of Customer 0001',
    });
    expect((await list()).children.length).toBeLessThan(10);
    expect(first.closest('li')).toHaveAttribute('aria-setsize', '1000');
    // All of them have their place, so that the page is as long as it will be.
    expect((await list()).style.height).toBe('27999rem');

    act(() => first.focus());
    await user.keyboard('{End}');
    const last = await screen.findByRole('link', {
      name: 'Costs of Customer 1000',
    });
    await waitFor(() => expect(last).toHaveFocus());
    expect(last.closest('li')).toHaveAttribute('aria-posinset', '1000');
    expect((await list()).children.length).toBeLessThan(10);
    // Of 42 pages, the two that were looked at.
    expect(api.getCustomers.mock.calls.map(([query]) => query.offset)).toEqual([
      0, 984,
    ]);

    await user.keyboard('{ArrowUp}');
    await waitFor(() =>
      expect(
        screen.getByRole('link', { name: 'Costs of Customer 0999' }),
      ).toHaveFocus(),
    );
    await user.keyboard('{Home}{ArrowLeft}');
    await waitFor(() =>
      expect(
        screen.getByRole('link', { name: 'Costs of Customer 0001' }),
      ).toHaveFocus(),
    );
  });

  it('are found by name', async () => {
    const user = userEvent.setup();
    openPlugin('/costs/overview', manyCustomers(1_000));
    await screen.findByRole('link', { name: 'Costs of Customer 0001' });

    await user.type(screen.getByRole('searchbox'), '1000');

    expect(
      await screen.findByRole('link', { name: 'Costs of Customer 1000' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('heading', { name: 'Customers 1' }),
      ).toBeInTheDocument(),
    );
  });

  it('are a table on request, with the same figures, keys and length', async () => {
    const user = userEvent.setup();
    openPlugin('/costs/overview?month=2026-11', manyCustomers(1_000));
    await screen.findByRole('link', { name: 'Costs of Customer 0001' });

    await user.click(
      within(
        screen.getByRole('radiogroup', { name: 'Show customers as' }),
      ).getByRole('radio', { name: 'Table' }),
    );

    const table = await screen.findByRole('table', { name: 'Customers' });
    expect(table).toHaveAttribute('aria-rowcount', '1001');
    const link = within(table).getByRole('link', {
      name: 'Costs of Customer 0001',
    });
    expect(link.getAttribute('href')).toContain('view=table');
    const row = link.closest('tr')!;
    expect(amountsIn(row).slice(0, 2)).toEqual([
      '12480.034900000000000001',
      '25000',
    ]);
    expect(row).toHaveTextContent(/\+8%.*Virtual Machines.*Estimated/);

    act(() => link.focus());
    await user.keyboard('{End}');
    const last = await screen.findByRole('link', {
      name: 'Costs of Customer 1000',
    });
    await waitFor(() => expect(last).toHaveFocus());
    expect(last.closest('tr')).toHaveAttribute('aria-rowindex', '1001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(40);
  });

  it('are where they were left when one comes back from a customer', async () => {
    const user = userEvent.setup();
    openPlugin('/costs/overview?month=2026-11', manyCustomers(1_000));
    const first = await screen.findByRole('link', {
      name: 'Costs of Customer 0001',
    });
    act(() => first.focus());
    await user.keyboard('{End}');
    await waitFor(() =>
      expect(
        screen.getByRole('link', { name: 'Costs of Customer 1000' }),
      ).toHaveFocus(),
    );

    await user.keyboard('{Enter}');
    await user.click(
      await screen.findByRole('link', { name: /All customers/ }),
    );

    await waitFor(() =>
      expect(
        screen.getByRole('link', { name: 'Costs of Customer 1000' }),
      ).toHaveFocus(),
    );
  });
});

describe('a customer’s card', () => {
  async function cardOf(customer: CustomerCosts, budgets = [budget()]) {
    openPlugin(
      '/costs/overview',
      fakeCostsApi({
        getCustomers: pagesOf([customer]),
        getBudgets: async () => budgets,
      }),
    );
    return screen.findByRole('article', { name: customer.customerName });
  }

  it('tells cost, change, last month, forecast, usage, licences, services, budget and state', async () => {
    const card = await cardOf(
      customerCosts('Fabrikam', {
        totals: [costTotal({ forecastCost: '26000.5' })],
      }),
      [budget(), budget({ customerId: 'somebody-else', monthlyAmount: '1' })],
    );

    expect(amountsIn(card)).toEqual([
      '12480.034900000000000001',
      '12380.034900000000000001',
      '100',
      '25000',
      '26000.5',
      '9000',
      '2000.034900000000000001',
      '1000',
    ]);
    expect(card).toHaveTextContent(/\+8%.*vs Oct 1.–.14/);
    await waitFor(() =>
      expect(card).toHaveTextContent(
        '50% of the budget of €24,960Forecast €1,040 over budget',
      ),
    );
    expect(card).toHaveTextContent(
      /Usage€12,380Licences etc.€100.*October€25,000.*Forecast≈ €26,001/,
    );
    expect(within(card).getByTitle(/No fact: usage goes on/)).toHaveTextContent(
      '≈ €26,001',
    );
    expect(card).toHaveTextContent(/Estimated.*as of Nov 14/);
  });

  it('tells a budget that is used up by how much, in words', async () => {
    const card = await cardOf(customerCosts('Fabrikam'), [
      budget({ monthlyAmount: '12000' }),
    ]);
    await waitFor(() =>
      expect(card).toHaveTextContent(
        '104% of the budget of €12,000€480.03 over budget',
      ),
    );
  });

  it('keeps currencies and their states apart', async () => {
    const card = await cardOf(
      customerCosts('Fabrikam', {
        totals: [
          costTotal({ state: 'invoiced' }),
          costTotal({ billingCurrency: 'USD', billedCost: '0.5' }),
        ],
      }),
      [],
    );
    expect(card).toHaveTextContent(/EUR invoiced, USD estimated/);
  });

  it('tells of figures that are stale, and of connectors that need somebody', async () => {
    const card = await cardOf(
      customerCosts('Fabrikam', { coverage: STALE }),
      [],
    );
    expect(within(card).getByRole('button')).toHaveTextContent(/stale/);
  });

  it('says that there are no costs', async () => {
    const card = await cardOf(customerCosts('Fabrikam', { totals: [] }));
    expect(card).toHaveTextContent('No costs in November 2026');
  });
});

describe('the list of customers', () => {
  it('has the shape of its cards while it loads', async () => {
    openPlugin(
      '/costs/overview',
      fakeCostsApi({ getCustomers: () => new Promise(() => {}) }),
    );
    const loading = await screen.findByRole('status', {
      name: 'Loading customers',
    });
    expect(loading.querySelectorAll('article')).toHaveLength(8);
  });

  it('says that nothing matches, and shows all again', async () => {
    const user = userEvent.setup();
    openPlugin('/costs/overview?search=zzz', manyCustomers(3));
    await screen.findByText('No customer matches');
    await user.click(
      screen.getByRole('button', { name: 'Show all customers' }),
    );
    await screen.findByRole('link', { name: 'Costs of Customer 0003' });
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('says that there is none yet', async () => {
    openPlugin('/costs/overview', manyCustomers(0));
    expect(await screen.findByText('No customers yet')).toBeInTheDocument();
  });

  it('tries again when it could not be loaded', async () => {
    const user = userEvent.setup();
    const api = manyCustomers(2);
    api.getCustomers.mockRejectedValueOnce(refusal(400, 'out of order'));
    openPlugin('/costs/overview', api);
    const alert = (
      await screen.findByText('The customers could not be loaded')
    ).closest<HTMLElement>('[role="alert"]')!;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'Costs of Customer 0002' }),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    openPlugin(
      '/costs/overview',
      fakeCostsApi({
        getCustomers: async () => {
          throw refusal(403, 'no');
        },
      }),
    );
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeInTheDocument();
  });

  it('shows what there is when a page further down fails, and tries that again', async () => {
    const user = userEvent.setup();
    const api = manyCustomers(100);
    const answer = api.getCustomers.getMockImplementation()!;
    let isBroken = true;
    api.getCustomers.mockImplementation(async (query, options) => {
      if (isBroken && query.offset) {
        throw refusal(400, 'out of order');
      }
      return answer(query, options);
    });
    openPlugin('/costs/overview', api);
    const first = await screen.findByRole('link', {
      name: 'Costs of Customer 0001',
    });
    act(() => first.focus());
    await user.keyboard('{End}');
    const alert = (
      await screen.findByText('Some customers could not be loaded')
    ).closest<HTMLElement>('[role="alert"]')!;
    expect(first).toBeInTheDocument();
    isBroken = false;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await screen.findByRole('link', { name: 'Costs of Customer 0100' });
  });

  it('calls those of a reader of some the reader’s own, also on the way back', async () => {
    const coverage = { ...COMPLETE, limited: true };
    openPlugin(
      '/costs/overview?customer=id-of-fabrikam',
      fakeCostsApi({
        getCostSummary: async () => costSummary({ coverage }),
        getCustomers: pagesOf([customerCosts('Fabrikam', { coverage })]),
      }),
    );
    expect(
      await screen.findByRole('link', { name: /Your customers/ }),
    ).toBeInTheDocument();
  });
});
