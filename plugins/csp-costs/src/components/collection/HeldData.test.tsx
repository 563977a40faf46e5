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
import type {
  Generation,
  GenerationStatus,
  RunDetail,
} from 'backstage-plugin-csp-costs-common';
import { connector } from '../../__testUtils__/connectorFixtures';
import { refusal } from '../../__testUtils__/FakeConnectors';
import { fakeCostsApi, RUN } from '../../__testUtils__/fakeCosts';
import { HELD, HELD_JOB, VALIDATION } from '../../__testUtils__/ledgerFixtures';
import { openPlugin } from '../../__testUtils__/openPlugin';

const HELD_RUN: RunDetail = {
  ...RUN,
  status: 'partial',
  jobs: [
    HELD_JOB,
    {
      ...HELD_JOB,
      jobId: 'fine',
      source: 'unbilled-usage',
      invoiceId: undefined,
      status: 'published',
      generationId: 'another',
      problem: undefined,
      validation: VALIDATION.filter(({ verdict }) => verdict === 'pass'),
    },
  ],
};

/** A backend whose latest run has held something, and that does what is decided. */
function holding(
  changes: Parameters<typeof fakeCostsApi>[0] = {},
  status: GenerationStatus = 'held',
) {
  let generation: Generation = { ...HELD, status };
  const decide = (next: GenerationStatus) => async () => {
    generation = { ...generation, status: next };
    return generation;
  };
  return fakeCostsApi({
    getConnectors: async () => [connector({ lastRun: HELD_RUN })],
    getRuns: async () => [HELD_RUN],
    getRun: async () => HELD_RUN,
    getGenerations: async query => ({
      items: query?.status === generation.status ? [generation] : [],
    }),
    publishGeneration: decide('published'),
    discardGeneration: decide('discarded'),
    ...changes,
  });
}

function heldRow() {
  return screen.findByRole('row', { name: /Billed usage · G053998877 · EUR/ });
}

it('says what every check found, and what is held and why', async () => {
  const user = userEvent.setup();
  const api = holding();
  openPlugin('/costs/collection', api);

  const row = await heldRow();
  expect(row).toHaveTextContent('Held');
  expect(row).toHaveTextContent('The total in EUR is 62% lower');
  expect(
    await within(row).findByText(
      /^48,811 lines, collected Nov 14, 2026, 02:08.*UTC\. It waits for a decision\.$/,
    ),
  ).toBeInTheDocument();
  expect(api.getGenerations).toHaveBeenCalledWith(
    { connectorId: 'partner', status: 'held', limit: 500 },
    { signal: expect.any(AbortSignal) },
  );
  expect(
    screen.getByRole('button', { name: '3 checks passed' }),
  ).toBeInTheDocument();

  await user.click(
    within(row).getByRole('button', { name: '5 checks: 1 held, 1 warning' }),
  );
  const table = await screen.findByRole('table', { name: /^Checks of/ });
  expect(
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Partner tenantPassAll charges are this partner’s.',
    'FilesPassAll 3 files have arrived.',
    'ColumnsWarningColumns that are not known were kept: CarbonKg.',
    'CurrencyPassAll charges are in EUR.',
    'TotalHeldThe total in EUR is 62% lower than what is shown.',
  ]);
});

it('discards after a second look, and publishes all the same later', async () => {
  const user = userEvent.setup();
  const api = holding();
  openPlugin('/costs/collection', api);

  await user.click(await screen.findByRole('button', { name: 'Discard' }));
  expect(await screen.findByRole('dialog')).toHaveTextContent(
    /Billed usage · G053998877 · EUR: the data collected .* \(48,811 lines\) is not shown, and all figures stay as they are until Microsoft has newer data\./,
  );
  await user.click(screen.getByRole('button', { name: 'Decide later' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(api.discardGeneration).not.toHaveBeenCalled();

  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await user.click(await screen.findByRole('button', { name: 'Discard now' }));
  expect(
    await screen.findByText(/\. Discarded; it can be published/),
  ).toBeInTheDocument();
  expect(api.discardGeneration).toHaveBeenCalledWith(HELD.generationId);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull();

  const runsBefore = api.getRun.mock.calls.length;
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(await screen.findByRole('dialog')).toHaveTextContent(
    /takes the place of what is shown, in all figures and at once\./,
  );
  await user.click(screen.getByRole('button', { name: 'Publish now' }));
  expect(await screen.findByText(/^Settled since/)).toBeInTheDocument();
  expect(api.publishGeneration).toHaveBeenCalledWith(HELD.generationId);
  expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  expect(api.getRun.mock.calls.length).toBeGreaterThan(runsBefore);
});

it('loads the figures anew once something was published', async () => {
  const user = userEvent.setup();
  const api = holding();
  openPlugin('/costs/overview', api);
  await screen.findByText('Fabrikam');
  const before = api.getCostSummary.mock.calls.length;

  await user.click(screen.getByRole('tab', { name: 'Collection' }));
  await user.click(await screen.findByRole('button', { name: 'Publish' }));
  await user.click(await screen.findByRole('button', { name: 'Publish now' }));
  await screen.findByText(/^Settled since/);
  await user.click(screen.getByRole('tab', { name: 'Overview' }));

  await screen.findByText('Fabrikam');
  await waitFor(() =>
    expect(api.getCostSummary.mock.calls.length).toBeGreaterThan(before),
  );
});

it('tells in the words of the backend why it could not be decided', async () => {
  const user = userEvent.setup();
  const words =
    'The generation is replaced, so there is nothing to decide any more; list the held ones anew';
  let withheld = [HELD];
  openPlugin(
    '/costs/collection',
    holding({
      getGenerations: async query => ({
        items: query?.status === 'held' ? withheld : [],
      }),
      publishGeneration: async () => {
        withheld = [];
        throw refusal(409, words);
      },
    }),
  );

  await user.click(await screen.findByRole('button', { name: 'Publish' }));
  await user.click(await screen.findByRole('button', { name: 'Publish now' }));
  const alert = await within(await screen.findByRole('dialog')).findByRole(
    'alert',
  );
  expect(alert).toHaveTextContent('It could not be published');
  expect(alert).toHaveTextContent(words);
  await user.click(screen.getByRole('button', { name: 'Decide later' }));
  expect(await screen.findByText(/^Settled since/)).toBeInTheDocument();
});

it('offers no decision while it is not known what is held', async () => {
  const user = userEvent.setup();
  let asleep = true;
  openPlugin(
    '/costs/collection',
    holding({
      getGenerations: async query => {
        if (asleep) {
          throw refusal(400, 'The database is asleep');
        }
        return { items: query?.status === 'held' ? [HELD] : [] };
      },
    }),
  );

  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The database is asleep',
  );
  expect(screen.queryByText(/^Settled since/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  asleep = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(
    await screen.findByRole('button', { name: 'Publish' }),
  ).toBeInTheDocument();
});
