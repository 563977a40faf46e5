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

import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_CUSTOMER_TYPE,
  type Budget,
  type BreakdownRow,
  type CustomerSubscription,
} from 'backstage-plugin-csp-costs-common';
import {
  budget,
  COMPLETE,
  costSummary,
  costTotal,
  customerCosts,
  fakeCostsApi,
} from '../../__testUtils__/fakeCosts';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { openPlugin } from '../../__testUtils__/openPlugin';
import { setToday } from '../../__testUtils__/setToday';
import plugin from '../../index';

setToday();

const CUSTOMER = '/costs/overview?customer=id-of-fabrikam';

const COMPARISON = { billingPeriod: '2026-10', throughDate: '2026-11-14' };

function subscription(
  changes: Partial<CustomerSubscription>,
): CustomerSubscription {
  return {
    subscriptionId: 'a356ac8c',
    connectorId: 'partner',
    kind: 'commerce',
    name: 'Microsoft 365 E5',
    productName: 'Microsoft 365 E5',
    status: 'active',
    listed: true,
    ...changes,
  };
}

const LICENCE = subscription({
  name: 'Licences of the north',
  quantity: 1250,
  termDuration: 'P1Y',
  termEndsAt: '2026-11-24T00:00:00Z',
  autoRenew: false,
  billingCycle: 'monthly',
});

const LIST = {
  connectorId: 'partner',
  title: 'Gullwing',
  status: 'complete' as const,
  asOf: '2026-11-14T02:10:00Z',
};

function region(name: string): HTMLElement {
  return screen.getByRole('region', { name });
}

const findRegion = (name: string | RegExp) =>
  screen.findByRole('region', { name });

/** Cells of a table in a part of the page, row by row, without its head. */
async function cellsOf(part: HTMLElement): Promise<string[][]> {
  const rows = await within(part).findAllByRole('row');
  return rows
    .slice(1)
    .map(row => [...row.children].map(cell => cell.textContent ?? ''));
}

describe('what a customer has', () => {
  it('is licences with their terms, those that end soon and those that are gone', async () => {
    openPlugin(
      CUSTOMER,
      fakeCostsApi({
        getCustomerSubscriptions: async () => ({
          lists: [LIST],
          items: [
            subscription({
              subscriptionId: 'old',
              name: 'Visio Plan 2',
              productName: 'Visio Plan 2',
              status: 'expired',
              listed: false,
            }),
            LICENCE,
            subscription({
              subscriptionId: 'plan',
              name: 'Azure plan',
              productName: 'Azure plan',
              billingCycle: 'monthly',
              autoRenew: false,
              status: 'WarmingUp',
            }),
          ],
        }),
      }),
    );
    const part = await findRegion('Licences and plans');
    await within(part).findByText('Licences of the north');
    expect(part).toHaveTextContent('As of Nov 14, 2026');
    expect(await cellsOf(part)).toEqual([
      [
        'Licences of the northMicrosoft 365 E5',
        '1,250',
        '1 year',
        'Nov 24in 10 days',
        'No',
        'Monthly',
        'Active',
      ],
      ['Azure plan', '', '', '', '', 'Monthly', 'WarmingUp'],
      ['Visio Plan 2', '', '', '', '', '', 'No longer listed'],
    ]);
  });

  it('is Azure subscriptions, with what each costs in each currency', async () => {
    const row = (changes: Partial<BreakdownRow>): BreakdownRow => ({
      id: 'sub-1',
      name: 'Production',
      billingCurrency: 'EUR',
      billedCost: '9000.5',
      comparableCost: '8000.5',
      state: 'estimated',
      ...changes,
    });
    const api = fakeCostsApi({
      getCustomerSubscriptions: async () => ({
        lists: [LIST],
        items: [
          subscription({
            kind: 'azure',
            subscriptionId: 'sub-1',
            name: 'Production',
          }),
          subscription({
            kind: 'azure',
            subscriptionId: 'sub-2',
            name: 'sub-2',
            status: undefined,
            listed: false,
          }),
        ],
      }),
      getCostBreakdown: async ({ billingPeriod, dimension }) => ({
        billingPeriod,
        dimension,
        comparison: COMPARISON,
        rows:
          dimension === 'azureSubscription'
            ? [
                row({}),
                row({
                  billingCurrency: 'USD',
                  billedCost: '1',
                  comparableCost: undefined,
                }),
              ]
            : [],
      }),
    });
    openPlugin(CUSTOMER, api);
    const part = await findRegion('Azure subscriptions');
    await within(part).findByText('€9,000.50');
    expect(await cellsOf(part)).toEqual([
      [
        'Productionsub-1',
        '€9,000.50$1.00',
        '+12%+€1,000 No figures for October',
        'Active',
      ],
      ['sub-2', '', '', 'Known by its charges'],
    ]);
    expect(
      within(part).getByRole('link', { name: 'Costs of Production only' }),
    ).toHaveAttribute(
      'href',
      '/costs/overview?customer=id-of-fabrikam&subscription=sub-1',
    );
  });

  it('is what it bought in the month, asked for by itself', async () => {
    const api = fakeCostsApi();
    api.getCostBreakdown.mockImplementation(
      async ({ billingPeriod, dimension, chargeCategory }) => ({
        billingPeriod,
        dimension,
        comparison: COMPARISON,
        rows:
          chargeCategory === 'Purchase'
            ? [
                {
                  name: 'Reserved VM Instance, D4s v5, 1 Year',
                  billingCurrency: 'EUR',
                  billedCost: '1234.5678',
                  state: 'estimated',
                },
              ]
            : [],
      }),
    );
    openPlugin(CUSTOMER, api);
    const part = await findRegion('Bought in November 2026');
    await within(part).findByText('€1,234.57');
    expect(await cellsOf(part)).toEqual([
      ['Reserved VM Instance, D4s v5, 1 Year', '€1,234.57'],
    ]);
  });

  it('is on invoices, which are opened by those who may see all of them', async () => {
    const api = () =>
      fakeCostsApi({
        getCustomerInvoices: async () => [
          {
            connectorId: 'partner',
            invoiceId: 'G053998877',
            invoiceDate: '2026-11-08',
            billingPeriod: '2026-10',
            billingCurrency: 'EUR',
            billedCost: '8123.456',
            taxCost: '1543.45664',
            complete: true,
          },
          {
            connectorId: 'partner',
            invoiceId: 'G0529',
            billingPeriod: '2026-09',
            billingCurrency: 'EUR',
            billedCost: '1',
            taxCost: '0',
            complete: false,
          },
        ],
      });
    const { unmount } = openPlugin(CUSTOMER, api());
    const part = await findRegion('Invoices');
    await within(part).findByText('€8,123.46');
    expect(await cellsOf(part)).toEqual([
      ['G053998877Nov 8', 'October 2026', '€8,123.46', '€1,543.46'],
      ['G0529', 'September 2026', '€1.00not read completely yet', '€0.00'],
    ]);
    expect(
      within(part).getByRole('link', { name: 'G053998877' }),
    ).toHaveAttribute('href', '/costs/invoices?invoice=partner%2FG053998877');
    unmount();

    const limited = api();
    limited.getCustomers.mockImplementation(async ({ billingPeriod }) => ({
      billingPeriod,
      comparison: COMPARISON,
      totalCount: 1,
      items: [
        customerCosts('Fabrikam', { coverage: { ...COMPLETE, limited: true } }),
      ],
    }));
    openPlugin(CUSTOMER, limited);
    await within(await findRegion('Invoices')).findByText('G053998877');
    expect(
      within(region('Invoices')).queryByRole('link', { name: 'G053998877' }),
    ).toBeNull();
  });

  it.each([
    [
      'failed' as const,
      '2026-11-11T02:12:41Z',
      /The last attempt to read the list of Gullwing failed; it is as of Nov 11, 2026/,
    ],
    ['failed' as const, undefined, /The list of Gullwing could not be read/],
    ['pending' as const, undefined, /The list of Gullwing was not read yet/],
    ['off' as const, undefined, /Gullwing does not collect lists/],
  ])('says of a list that is %s as of %s what that means', async (...row) => {
    const [status, asOf, words] = row;
    openPlugin(
      CUSTOMER,
      fakeCostsApi({
        getCustomerSubscriptions: async () => ({
          lists: [{ connectorId: 'partner', title: 'Gullwing', status, asOf }],
          items: [],
        }),
      }),
    );
    const part = await findRegion('Licences and plans');
    expect(await within(part).findByText(words)).toBeInTheDocument();
    expect(part).toHaveTextContent(
      'Partner Center lists no licence and no plan.',
    );
    expect(region('Azure subscriptions')).toHaveTextContent(
      'There is no Azure subscription, and none has had costs.',
    );
  });

  it('says when there is nothing, and tries again what failed', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi();
    api.getCustomerSubscriptions.mockRejectedValueOnce(refusal(400, 'asleep'));
    api.getCustomerInvoices.mockRejectedValueOnce(refusal(400, 'asleep'));
    api.getBudgets.mockRejectedValueOnce(refusal(400, 'asleep'));
    openPlugin(CUSTOMER, api);
    for (const [title, failure, then] of [
      ['Budget', 'The budgets could not be loaded', 'No budget is set'],
      [
        'Licences and plans',
        'The subscriptions could not be loaded',
        'Partner Center lists no licence and no plan.',
      ],
      [
        'Invoices',
        'The invoices could not be loaded',
        'No invoice has charges of this customer yet.',
      ],
    ] as const) {
      const part = await findRegion(title);
      await within(part).findByText(failure);
      await user.click(within(part).getByRole('button', { name: 'Try again' }));
      expect(await within(part).findByText(then)).toBeInTheDocument();
    }
    expect(await findRegion('Bought in November 2026')).toHaveTextContent(
      'Nothing was bought in November 2026.',
    );
  });

  it('is not told to those who may see a part of its costs', async () => {
    const unknown = async () => {
      throw refusal(404, 'No connector knows a customer id-of-fabrikam');
    };
    openPlugin(
      CUSTOMER,
      fakeCostsApi({
        getCustomerSubscriptions: unknown,
        getCustomerInvoices: unknown,
      }),
    );
    for (const title of [
      'Licences and plans',
      'Azure subscriptions',
      'Invoices',
    ]) {
      expect(
        await within(await findRegion(title)).findByText(
          /this is for those who see all of them/,
        ),
      ).toBeInTheDocument();
    }
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('has the shape of what is to come while it loads', async () => {
    const never = () => new Promise<never>(() => {});
    openPlugin(
      CUSTOMER,
      fakeCostsApi({
        getCustomerSubscriptions: never,
        getCustomerInvoices: never,
        getBudgets: never,
      }),
    );
    await findRegion('Invoices');
    for (const [name, count] of [
      ['Loading the budget', 1],
      ['Loading subscriptions', 2],
      ['Loading invoices', 1],
    ] as const) {
      expect(screen.getAllByRole('status', { name })).toHaveLength(count);
    }
  });

  it('is in the catalog too, where there is an entity of it', async () => {
    const entity = {
      apiVersion: 'backstage.io/v1beta1',
      kind: 'Resource',
      metadata: {
        name: 'fabrikam',
        annotations: { [CSP_CUSTOMER_ID_ANNOTATION]: 'id-of-fabrikam' },
      },
      spec: { type: CSP_CUSTOMER_TYPE, owner: 'group:default/north' },
    };
    renderTestApp({
      features: [plugin],
      initialRouteEntries: [CUSTOMER],
      extensions: [
        PageBlueprint.make({
          name: 'entities',
          params: {
            path: '/catalog/:namespace/:kind/:name',
            routeRef: entityRouteRef,
            loader: async () => <>An entity</>,
          },
        }),
      ],
      apis: [
        fakeCostsApi(),
        mockApis.permission(),
        [
          catalogApiRef,
          catalogApiMock({
            entities: [
              { ...entity, metadata: { name: 'somebody-else' } },
              entity,
            ],
          }),
        ],
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'In the catalog' }),
    ).toHaveAttribute('href', '/catalog/default/resource/fabrikam');
  });
});

describe('the budget of a customer', () => {
  it('is told with cost, forecast and thresholds, currency by currency', async () => {
    openPlugin(
      CUSTOMER,
      fakeCostsApi({
        getCostSummary: async () =>
          costSummary({
            totals: [
              costTotal({ forecastCost: '26000' }),
              costTotal({ billingCurrency: 'USD' }),
            ],
          }),
        getBudgets: async () => [
          budget({ monthlyAmount: '13000' }),
          budget({ billingCurrency: 'GBP', monthlyAmount: '5' }),
          budget({ customerId: 'somebody-else', monthlyAmount: '7' }),
        ],
      }),
    );
    const part = await findRegion('Budget');
    await within(part).findByText('96% of the budget of €13,000');
    expect(part).toHaveTextContent('Forecast €13,000 over budget');
    expect(part).toHaveTextContent(
      'So far the month has cost €12,480 · Forecast ≈ €26,000 · Owners are told at 80%, 100%',
    );
    expect(part).toHaveTextContent('0% of the budget of £5.00');
    expect(part).toHaveTextContent('No costs in GBP this month');
    expect(
      within(part).getByRole('button', { name: 'Set a budget in USD' }),
    ).toBeEnabled();
    expect(part).not.toHaveTextContent('€7');
  });

  it('is set, and refused before it is sent when it makes no sense', async () => {
    const user = userEvent.setup();
    let budgets: Budget[] = [];
    const api = fakeCostsApi({ getBudgets: async () => budgets });
    api.setBudget.mockImplementation(
      async (customerId, billingCurrency, input) => {
        budgets = [budget({ customerId, billingCurrency, ...input })];
        return budgets[0]!;
      },
    );
    openPlugin(CUSTOMER, api);
    await user.click(
      await screen.findByRole('button', { name: 'Set a budget in EUR' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Budget in EUR',
    });
    const amount = within(dialog).getByRole('textbox', {
      name: /Amount a month/,
    });
    const thresholds = within(dialog).getByRole('textbox', {
      name: /Tell the owners at/,
    });
    const save = within(dialog).getByRole('button', { name: 'Save' });
    expect(thresholds).toHaveValue('80, 100');
    for (const wrong of ['1,000', '0', '-5', '1e3', '0.00001']) {
      await user.clear(amount);
      await user.type(amount, wrong);
      await user.click(save);
      expect(
        await within(dialog).findByText(/This is no amount above zero/),
      ).toBeInTheDocument();
    }
    await user.clear(amount);
    await user.type(amount, '15000.50');
    for (const wrong of ['0', 'many', '80, 1001', '1,2,3,4,5,6']) {
      await user.clear(thresholds);
      await user.type(thresholds, wrong);
      await user.click(save);
      expect(
        await within(dialog).findByText(/These are not one to five/),
      ).toBeInTheDocument();
    }
    expect(api.setBudget).not.toHaveBeenCalled();
    await user.clear(thresholds);
    await user.type(thresholds, '120, 90');
    await user.click(save);

    expect(
      await screen.findByText('83% of the budget of €15,001'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(api.setBudget).toHaveBeenCalledWith('id-of-fabrikam', 'EUR', {
      monthlyAmount: '15000.50',
      thresholds: [90, 120],
      revision: undefined,
    });
  });

  it('is not overwritten when somebody else was faster', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi({ getBudgets: async () => [budget()] });
    api.setBudget.mockRejectedValue(refusal(409, 'revision 3 is out of date'));
    openPlugin(CUSTOMER, api);
    await user.click(
      await screen.findByRole('button', { name: 'Change the budget in EUR' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('textbox', { name: /Amount a month/ }),
    ).toHaveValue('24960.069800000000000002');
    const amount = within(dialog).getByRole('textbox', {
      name: /Amount a month/,
    });
    await user.clear(amount);
    await user.type(amount, '30000');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Somebody else has changed it meanwhile.',
    );
    expect(api.setBudget).toHaveBeenCalledWith(
      'id-of-fabrikam',
      'EUR',
      expect.objectContaining({ revision: 3 }),
    );
  });

  it('is taken away', async () => {
    const user = userEvent.setup();
    let budgets = [budget()];
    const api = fakeCostsApi({ getBudgets: async () => budgets });
    api.deleteBudget.mockImplementation(async () => {
      budgets = [];
    });
    openPlugin(CUSTOMER, api);
    await user.click(
      await screen.findByRole('button', { name: 'Change the budget in EUR' }),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Take the budget away' }),
    );
    await waitFor(() =>
      expect(region('Budget')).toHaveTextContent('No budget is set'),
    );
    expect(api.deleteBudget).toHaveBeenCalledWith('id-of-fabrikam', 'EUR', 3);
  });
});
