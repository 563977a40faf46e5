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

import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  cspCostsCostReadPermission,
  type RunDetail,
} from 'backstage-plugin-csp-costs-common';
import { connector } from './__testUtils__/connectorFixtures';
import { refusal } from './__testUtils__/FakeConnectors';
import {
  costSummary,
  costTotal,
  customerCosts,
  fakeCostsApi,
  PROBLEM,
  RUN,
  STALE,
} from './__testUtils__/fakeCosts';
import plugin from './index';

function open(path: string, api: ReturnType<typeof fakeCostsApi>) {
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    apis: [api, mockApis.permission()],
  });
}

/** Exact amounts below an element, in the order of the page. */
function amountsIn(element: HTMLElement): string[] {
  return [...element.querySelectorAll('data')].map(amount => amount.value);
}

function currencyPanel(name: RegExp): HTMLElement {
  return screen.getByRole('article', { name });
}

describe('the costs page', () => {
  it('shows a figure a currency, how it compares, and customers as cards', async () => {
    const api = fakeCostsApi({
      getCostSummary: async () =>
        costSummary({
          totals: [
            costTotal(),
            costTotal({
              billingCurrency: 'USD',
              billedCost: '0.5',
              comparableCost: undefined,
            }),
          ],
        }),
    });
    open('/costs', api);

    const heading = await screen.findByRole('heading', {
      name: 'November 2026 so far in EUR (€)',
    });
    expect(heading).toBeInTheDocument();
    const euros = currencyPanel(/EUR/);
    expect(amountsIn(euros)[0]).toBe('12480.034900000000000001');
    expect(euros).toHaveTextContent(/\+8%.*\+€924\.45.*vs Oct 1.–.14/);
    expect(euros).toHaveTextContent(/Estimated.*as of Nov 14, 2026.*complete/);
    expect(euros).toHaveTextContent('Tax, not included€2,371');
    expect(euros).toHaveTextContent('Whole October€25,000');
    expect(
      within(euros).getByText(
        /^November so far costs €12,480, 8% more than Oct 1.–.14, mostly Virtual Machines\.$/,
      ),
    ).toBeInTheDocument();
    expect(currencyPanel(/USD/)).toHaveTextContent('No figures for October');

    const card = await screen.findByRole('article', { name: /Fabrikam/ });
    expect(amountsIn(card)[0]).toBe('12480.034900000000000001');
    expect(
      screen.getByRole('link', { name: 'Costs of Fabrikam' }),
    ).toHaveAttribute('href', '/costs/overview?customer=id-of-fabrikam');
  });

  it('tells the same in a table, one key away', async () => {
    const user = userEvent.setup();
    open('/costs', fakeCostsApi());

    const views = await screen.findByRole('radiogroup', {
      name: 'Show EUR as',
    });
    await user.click(within(views).getByRole('radio', { name: 'Table' }));

    const table = await screen.findByRole('table');
    const rows = within(table).getAllByRole('row');
    expect(amountsIn(rows[1]!)).toEqual([
      '5000',
      '0',
      '1100',
      '6100',
      '11555.5879',
    ]);
    expect(amountsIn(rows.at(-1)!)).toEqual([
      '9000',
      '2000.034900000000000001',
      '1480',
      '12480.034900000000000001',
      '25000',
    ]);
  });

  it('keeps month, search and order in its address and asks with them', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi();
    open('/costs/overview?month=2026-11', api);
    await screen.findByText('Fabrikam');

    await user.type(screen.getByRole('searchbox'), 'fab & co');
    await user.click(screen.getByRole('button', { name: /Sort customers by/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Largest increase' }),
    );
    await user.click(screen.getByRole('button', { name: 'Previous month' }));

    await waitFor(() =>
      expect(
        screen.getByRole('link', { name: 'Costs of Fabrikam' }),
      ).toHaveAttribute(
        'href',
        '/costs/overview?month=2026-10&search=fab+%26+co&sort=change&order=desc&customer=id-of-fabrikam',
      ),
    );
    expect(api.getCustomers).toHaveBeenLastCalledWith(
      {
        billingPeriod: '2026-10',
        search: 'fab & co',
        billingCurrency: undefined,
        sortBy: 'change',
        order: 'desc',
        offset: 0,
        limit: 24,
      },
      { signal: expect.any(AbortSignal) },
    );
    expect(
      await screen.findByRole('heading', { name: /^October 2026.* in EUR/ }),
    ).toBeInTheDocument();
  });

  it('says what is stale, of which currency, and why', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi({
      getCostSummary: async () =>
        costSummary({
          totals: [costTotal(), costTotal({ billingCurrency: 'USD' })],
          coverage: STALE,
        }),
    });
    open('/costs', api);

    expect(
      await screen.findByText(
        /Unbilled usage · November 2026 · USD is stale since Nov 12, 2026/,
      ),
    ).toBeInTheDocument();
    expect(currencyPanel(/EUR/)).toHaveTextContent(/complete/);
    await user.click(
      within(currencyPanel(/USD/)).getByRole('button', {
        name: /1 source is stale since Nov 12/,
      }),
    );

    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(PROBLEM.cause);
    expect(dialog).toHaveTextContent(PROBLEM.remedy);
    expect(dialog).toHaveTextContent('An internal server error occurred.');
    expect(dialog).toHaveTextContent(PROBLEM.microsoft!.requestId!);
  });

  it('leads from a customer to what it is made of, and back', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi({
      getCostBreakdown: async ({ billingPeriod, dimension }) => ({
        billingPeriod,
        dimension,
        comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
        rows: [
          {
            name: dimension === 'service' ? 'Virtual Machines' : '',
            billedCost: '12.3456789012345678901234567',
            billingCurrency: 'EUR',
            state: 'estimated',
            comparableCost: '0',
          },
        ],
      }),
      getCustomers: async ({ billingPeriod }) => ({
        billingPeriod,
        comparison: { billingPeriod: '2026-10' },
        totalCount: 1,
        items: [customerCosts('Fabrikam')],
      }),
    });
    open('/costs/overview?customer=id-of-fabrikam', api);

    expect(
      await screen.findByRole('heading', { name: 'Fabrikam' }),
    ).toBeInTheDocument();
    const table = await screen.findByRole('table', {
      name: 'Costs in EUR by Service',
    });
    expect(
      within(table).getByRole('row', { name: /Virtual Machines.*new/ }),
    ).toHaveTextContent('€12.35');
    await user.click(screen.getByRole('switch', { name: 'Every digit' }));
    expect(table).toHaveTextContent('€12.3456789012345678901234567');
    await user.click(screen.getByRole('radio', { name: 'Resource group' }));
    expect(
      await screen.findByText('No resource group given'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All customers' })).toHaveAttribute(
      'href',
      '/costs/overview',
    );
  });

  it('says when customers are left out that the reader may not see', async () => {
    const { coverage, ...summary } = costSummary();
    open(
      '/costs',
      fakeCostsApi({
        getCostSummary: async () => ({
          ...summary,
          coverage: { ...coverage, limited: true },
        }),
      }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Your customers' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'All customers' }),
    ).not.toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    const api = fakeCostsApi({
      getBillingPeriods: async () => {
        throw refusal(403, 'Forbidden');
      },
    });
    open('/costs', api);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('You do not have access to this');
    expect(alert).toHaveTextContent(cspCostsCostReadPermission.name);
  });

  it('offers to try again when loading failed', async () => {
    const user = userEvent.setup();
    const getCostSummary = jest
      .fn()
      .mockRejectedValueOnce(refusal(400, 'The database is asleep'))
      .mockResolvedValue(costSummary());
    open('/costs', fakeCostsApi({ getCostSummary }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is asleep',
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: /in EUR/ }),
    ).toBeInTheDocument();
  });

  it('says what the next step is while there is nothing to show', async () => {
    const getBillingPeriods = async () => [];
    const first = open(
      '/costs',
      fakeCostsApi({ getBillingPeriods, getConnectors: async () => [] }),
    );
    expect(
      await screen.findByRole('heading', { name: 'No connector yet' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Connect a partner tenant' }),
    ).toHaveAttribute('href', '/costs/connectors/new');
    first.unmount();

    const second = open(
      '/costs',
      fakeCostsApi({
        getBillingPeriods,
        getConnectors: async () => [connector({ credential: undefined })],
      }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Contoso Cloud Services is not connected yet',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the connector' }),
    ).toHaveAttribute('href', '/costs/connectors/partner');
    second.unmount();

    open(
      '/costs',
      fakeCostsApi({
        getBillingPeriods,
        getConnectors: async () => [
          connector({
            lastRun: {
              ...RUN,
              status: 'running',
              jobCount: 30,
              finishedJobCount: 12,
            },
          }),
        ],
      }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'The first collection is running',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('12 of 30 jobs')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See the collection' }),
    ).toHaveAttribute('href', '/costs/collection');
  });
});

describe('the collection tab', () => {
  const running: RunDetail = {
    ...RUN,
    status: 'running',
    finishedAt: undefined,
    finishedJobCount: 1,
    jobs: [
      {
        jobId: '1',
        source: 'unbilled-usage',
        billingPeriod: '2026-11',
        billingCurrency: 'EUR',
        status: 'running',
        stage: 'downloading',
        attempts: 2,
        bytes: 12_400_000,
        lineCount: 1200,
        quarantinedLineCount: 3,
        startedAt: '2026-11-14T02:00:00Z',
      },
    ],
  };
  const [job] = running.jobs;

  it('follows a run until it ends', async () => {
    let run = running;
    const api = fakeCostsApi({
      getConnectors: async () => [connector({ lastRun: run })],
      getRuns: async () => [run],
      getRun: async () => run,
    });
    open('/costs/collection', api);

    const row = await screen.findByRole('row', {
      name: /Unbilled usage · November 2026 · EUR/,
    });
    expect(row).toHaveTextContent('Running');
    expect(row).toHaveTextContent('Downloading');
    expect(row).toHaveTextContent('2 attempts');
    expect(row).toHaveTextContent('12 MB');
    expect(row).toHaveTextContent('1,200');
    expect(row).toHaveTextContent('3 unreadable');
    expect(screen.getByRole('progressbar')).toHaveAttribute(
      'aria-valuetext',
      '1 of 2 jobs',
    );
    expect(screen.getByRole('button', { name: 'Collect now' })).toBeDisabled();

    run = {
      ...RUN,
      status: 'partial',
      failedJobCount: 1,
      jobs: [{ ...job!, status: 'failed', stage: undefined, problem: PROBLEM }],
    };
    expect(await screen.findByText('Needs attention')).toBeInTheDocument();
    expect(await screen.findByText(PROBLEM.cause)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'What to do' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(PROBLEM.remedy);
  });

  it('starts a run for those who may', async () => {
    const user = userEvent.setup();
    const api = fakeCostsApi();
    open('/costs/collection', api);
    await user.click(
      await screen.findByRole('button', { name: 'Collect now' }),
    );
    expect(api.startRun).toHaveBeenCalledWith('partner');
  });

  it('cancels a run that goes on', async () => {
    const api = fakeCostsApi({
      getConnectors: async () => [connector({ lastRun: running })],
      getRuns: async () => [running],
      getRun: async () => running,
    });
    open('/costs/collection', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel run' }),
    );
    expect(api.cancelRun).toHaveBeenCalledWith(running.runId);
  });

  it('pauses, says so, and resumes', async () => {
    const user = userEvent.setup();
    let shown = connector({ lastRun: RUN });
    const api = fakeCostsApi({
      getConnectors: async () => [shown],
      pauseCollection: async () => {
        shown = {
          ...shown,
          nextRunAt: undefined,
          paused: { since: '2026-11-14T02:00:00Z' },
        };
        return shown;
      },
      resumeCollection: async () => {
        shown = { ...shown, paused: undefined };
        return shown;
      },
    });
    open('/costs/collection', api);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(
      await screen.findByText(/^Collection paused since/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Collect now' })).toBeDisabled();
    expect(screen.getByText('When it is resumed')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(
      await screen.findByRole('button', { name: 'Pause' }),
    ).toBeInTheDocument();
  });

  it('retries what failed, one job or all of a run, and tells why it could not', async () => {
    const user = userEvent.setup();
    const failed = {
      ...RUN,
      status: 'partial' as const,
      failedJobCount: 2,
      jobs: [
        { ...job!, jobId: 'a', status: 'failed' as const, problem: PROBLEM },
        { ...job!, jobId: 'b', status: 'failed' as const, problem: PROBLEM },
        {
          ...job!,
          jobId: 'c',
          status: 'failed' as const,
          retriedIn: 'later',
        },
      ],
    };
    const api = fakeCostsApi({
      getRuns: async () => [failed],
      getRun: async () => failed,
      retryRun: async () => {
        throw new Error('The collection of the connector is paused');
      },
    });
    open('/costs/collection', api);
    const buttons = await screen.findAllByRole('button', { name: 'Retry' });
    expect(buttons).toHaveLength(2);
    expect(
      screen.getByRole('link', { name: 'Retried in a later run' }),
    ).toHaveAttribute('href', expect.stringContaining('run=later'));
    await user.click(buttons[1]!);
    expect(api.retryJob).toHaveBeenCalledWith('b');
    await user.click(
      await screen.findByRole('button', { name: 'Retry all 2 failed' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The collection of the connector is paused',
    );
  });
});
