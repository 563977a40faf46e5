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
import { englishTexts } from '../../../__testUtils__/englishTexts';
import {
  check,
  CHECKS,
  connector,
  ROLE_PROBLEM,
} from '../../../__testUtils__/connectorFixtures';
import { FakeConnectors, refusal } from '../../../__testUtils__/FakeConnectors';
import { apiOf } from '../../../__testUtils__/fakeCosts';
import { openPlugin } from '../../../__testUtils__/openPlugin';
import { setToday } from '../../../__testUtils__/setToday';
import { summarizeChecks } from './summarizeChecks';

const PATH = '/costs/connectors/partner';

setToday();

async function doctor() {
  return within(await screen.findByRole('region', { name: 'Doctor' }));
}

async function item(title: string): Promise<HTMLElement> {
  return (await doctor()).findByRole('listitem', { name: title });
}

describe('the doctor', () => {
  it('says of each check how it is, in words, and all it takes to put it right', async () => {
    openPlugin(
      PATH,
      apiOf(new FakeConnectors([connector()], { checks: { partner: CHECKS } })),
    );

    expect(
      await screen.findByText(
        /^2 things need you: 1 broken, 1 to look at\. Last checked Nov 14/,
      ),
    ).toBeInTheDocument();
    const failed = await item('Roles of the account');
    expect(failed).toHaveTextContent('Fail');
    expect(failed).toHaveTextContent('as Global admin with Sales agent would');
    expect(failed).toHaveTextContent('not what their names suggest');
    expect(failed).toHaveTextContent(ROLE_PROBLEM.cause);
    expect(failed).toHaveTextContent(ROLE_PROBLEM.remedy);
    expect(failed).toHaveTextContent(ROLE_PROBLEM.microsoft!.message!);
    expect(failed).toHaveTextContent(ROLE_PROBLEM.microsoft!.requestId!);
    expect(
      within(failed).getByText('Billing admin + Sales agent'),
    ).toBeVisible();

    const warned = await item('Credential of the application');
    expect(warned).toHaveTextContent('Warning');
    expect(
      within(warned).getByRole('link', { name: /Certificates & secrets/ }),
    ).toHaveAttribute('target', '_blank');

    expect(await item('Sign-in of the application')).toHaveTextContent(
      'Pass Microsoft gives the application tokens.',
    );
    expect(await item('Roles are permanent')).toHaveTextContent('Skipped');
    const unknown = await item('Usage and reconciliation lines');
    expect(unknown).toHaveTextContent('Not checked yet');
    expect(
      within(unknown).getByRole('button', {
        name: 'Check now: Usage and reconciliation lines',
      }),
    ).toBeEnabled();
    expect(
      screen.getByRole('button', { name: 'Doctor: 2 things need you' }),
    ).toBeInTheDocument();
    await userEvent.click(
      within(screen.getByRole('list', { name: 'What needs you' })).getByRole(
        'button',
        { name: 'Roles of the account' },
      ),
    );
    expect(failed).toHaveFocus();
  });

  it('checks one thing again, in place', async () => {
    const user = userEvent.setup();
    const api = apiOf(
      new FakeConnectors([connector()], { checks: { partner: CHECKS } }),
    );
    openPlugin(PATH, api);
    const failed = await item('Roles of the account');
    await user.click(
      within(failed).getByRole('button', {
        name: 'Check again: Roles of the account',
      }),
    );

    await waitFor(() => expect(failed).toHaveTextContent('Pass'));
    expect(failed).not.toHaveTextContent(ROLE_PROBLEM.cause);
    expect(api.runChecks).toHaveBeenCalledWith('partner', {
      checkIds: ['partner-roles'],
    });
    expect(
      screen.getByText(/^1 thing needs you: nothing is broken\./),
    ).toBeInTheDocument();
  });

  it('shows each result as soon as it is there', async () => {
    const user = userEvent.setup();
    const steps: Array<() => void> = [];
    const api = apiOf(
      new FakeConnectors([connector()], {
        checks: { partner: CHECKS },
        pause: () => new Promise(resolve => steps.push(resolve)),
      }),
    );
    openPlugin(PATH, api);
    const first = await item('Credential of the application');
    const second = await item('Sign-in of the application');
    await user.click(screen.getByRole('button', { name: 'Run all checks' }));

    expect(
      await screen.findByText(`Checking: 0 of ${CHECKS.length} done`),
    ).toBeInTheDocument();
    expect(first).toHaveTextContent('Checking');
    expect(first).toHaveAttribute('aria-busy', 'true');
    steps.shift()!();
    expect(
      await screen.findByText(`Checking: 1 of ${CHECKS.length} done`),
    ).toBeInTheDocument();
    expect(first).toHaveTextContent('Pass');
    expect(second).toHaveTextContent('Checking');
    expect(second).toHaveTextContent('Microsoft gives the application tokens.');

    await waitFor(() => {
      steps.shift()?.();
      expect(screen.getByText(/^Nothing needs you\./)).toBeInTheDocument();
    });
    expect(api.runChecks).toHaveBeenCalledWith('partner', {});
  });

  it('says when checks could not be run, and loses nothing', async () => {
    const user = userEvent.setup();
    const api = apiOf(
      new FakeConnectors([connector()], { checks: { partner: CHECKS } }),
    );
    api.runChecks.mockRejectedValueOnce(refusal(400, 'The doctor is out'));
    openPlugin(PATH, api);
    await item('Roles of the account');
    await user.click(screen.getByRole('button', { name: 'Run all checks' }));
    expect(await screen.findByText('The doctor is out')).toBeInTheDocument();
    expect(await item('Roles of the account')).toHaveTextContent('Fail');
  });

  it('says when its results could not be loaded', async () => {
    const api = apiOf(new FakeConnectors([connector()]));
    api.getChecks.mockRejectedValue(refusal(400, 'The database is asleep'));
    openPlugin(PATH, api);
    expect(
      await (await doctor()).findByText('The checks could not be loaded'),
    ).toBeInTheDocument();
  });
});

describe('summarizeChecks', () => {
  const nothing = () => false;

  it.each([
    [['unknown', 'unknown'], 'Nothing has been checked yet.'],
    [['pass', 'skipped'], /^Nothing needs you\. Last checked Nov 14, 2026/],
    [['pass', 'warn'], /^1 thing needs you: nothing is broken\./],
    [['fail', 'fail', 'unknown'], /^2 things need you\./],
    [['fail', 'warn', 'warn'], /^3 things need you: 1 broken, 2 to look at\./],
  ] as const)('of %j', (states, text) => {
    const checks = states.map((status, index) => check(`${index}`, status));
    expect(summarizeChecks(englishTexts, checks, nothing)).toMatch(text);
  });
});
