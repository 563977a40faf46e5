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
import type { Backfill, FailedJob } from 'backstage-plugin-csp-costs-common';
import { connector } from '../../__testUtils__/connectorFixtures';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { fakeCostsApi, PROBLEM, RUN } from '../../__testUtils__/fakeCosts';
import { openPlugin } from '../../__testUtils__/openPlugin';

const BACKFILL: Backfill = {
  connectorId: 'partner',
  from: '2025-10',
  monthCount: 13,
  collectedMonthCount: 7,
  failedMonthCount: 1,
  noDataMonthCount: 2,
  oldestCollectedMonth: '2026-02',
  lineCount: 1_204_377,
  done: false,
  run: { ...RUN, trigger: 'backfill', status: 'running' },
};

const FAILED: FailedJob = {
  jobId: 'dead',
  connectorId: 'partner',
  runId: 'run-of-yesterday',
  source: 'unbilled-usage',
  billingPeriod: '2026-11',
  billingCurrency: 'USD',
  status: 'failed',
  attempts: 4,
  bytes: 0,
  lineCount: 0,
  quarantinedLineCount: 0,
  finishedAt: '2026-11-13T02:08:30Z',
  problem: PROBLEM,
};

it('tells how far the history is collected, and what is left', async () => {
  openPlugin(
    '/costs/collection',
    fakeCostsApi({ getBackfill: async () => BACKFILL }),
  );
  const bar = await screen.findByRole('progressbar', { name: 'History' });
  expect(bar).toHaveAttribute('aria-valuenow', '9');
  expect(bar).toHaveAttribute('aria-valuemax', '13');
  expect(
    screen.getByText(
      'History: 7 of 13 months collected, back to February 2026, 1,204,377 lines, 2 without data, 1 failed',
    ),
  ).toBeInTheDocument();
});

it('is quiet about a history that is collected, and says when it goes on', async () => {
  const { unmount } = openPlugin(
    '/costs/collection',
    fakeCostsApi({
      getBackfill: async () => ({
        ...BACKFILL,
        collectedMonthCount: 13,
        failedMonthCount: 0,
        noDataMonthCount: 0,
        oldestCollectedMonth: '2025-10',
        done: true,
      }),
    }),
  );
  expect(
    await screen.findByText(
      'History: 13 months collected, back to October 2025, 1,204,377 lines',
    ),
  ).toBeInTheDocument();
  expect(screen.queryByRole('progressbar', { name: 'History' })).toBeNull();
  unmount();

  openPlugin(
    '/costs/collection',
    fakeCostsApi({
      getBackfill: async () => ({ ...BACKFILL, run: undefined }),
    }),
  );
  expect(
    await screen.findByText(/1 failed, goes on with the next run$/),
  ).toBeInTheDocument();
});

it('lists what failed in any run, page by page, and retries it', async () => {
  const user = userEvent.setup();
  let failed = [FAILED, { ...FAILED, jobId: 'other', billingCurrency: 'EUR' }];
  const api = fakeCostsApi({
    getConnectors: async () => [connector({ lastRun: RUN })],
    getFailedJobs: async query => {
      const first = query?.cursor ? 1 : 0;
      return {
        items: failed.slice(first, first + 1),
        nextCursor: first + 1 < failed.length ? 'next' : undefined,
      };
    },
    retryJob: async jobId => {
      if (jobId === 'other') {
        throw refusal(409, 'The job cannot be retried: it has not failed');
      }
      failed = failed.filter(job => job.jobId !== jobId);
      return RUN;
    },
  });
  openPlugin('/costs/collection', api);

  const section = await screen.findByRole('region', { name: 'Failed jobs' });
  const row = within(section).getByRole('row', { name: /USD/ });
  expect(row).toHaveTextContent('Failed');
  expect(row).toHaveTextContent('4 attempts');
  expect(row).toHaveTextContent(PROBLEM.cause);
  expect(within(section).queryByRole('row', { name: /EUR/ })).toBeNull();
  await user.click(within(section).getByRole('button', { name: 'Show more' }));
  const other = await within(section).findByRole('row', { name: /EUR/ });

  await user.click(within(other).getByRole('button', { name: 'Retry' }));
  expect(await within(section).findByRole('alert')).toHaveTextContent(
    'The job cannot be retried: it has not failed',
  );
  await user.click(within(row).getByRole('button', { name: 'Retry' }));
  await waitFor(() =>
    expect(within(section).queryByRole('row', { name: /USD/ })).toBeNull(),
  );
  expect(api.retryJob).toHaveBeenLastCalledWith('dead');
  expect(within(section).queryByRole('alert')).toBeNull();
});

it('shows no list when nothing has failed, and says when that is not known', async () => {
  const { unmount } = openPlugin('/costs/collection', fakeCostsApi());
  await screen.findByText(/^History: 13 months/);
  expect(screen.queryByRole('region', { name: 'Failed jobs' })).toBeNull();
  unmount();

  const asleep = async () => {
    throw refusal(400, 'The database is asleep');
  };
  openPlugin(
    '/costs/collection',
    fakeCostsApi({ getFailedJobs: asleep, getBackfill: asleep }),
  );
  expect(
    await screen.findByText('The failed jobs could not be loaded'),
  ).toBeInTheDocument();
  expect(
    await screen.findByText('The history could not be loaded'),
  ).toBeInTheDocument();
});
