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
import type { Connector } from 'backstage-plugin-csp-costs-common';
import {
  connector,
  CONSENT,
  OPTIONS,
  ROLE_PROBLEM,
} from '../../../__testUtils__/connectorFixtures';
import { FakeConnectors, refusal } from '../../../__testUtils__/FakeConnectors';
import { apiOf } from '../../../__testUtils__/fakeCosts';
import { everythingKept, openPlugin } from '../../../__testUtils__/openPlugin';
import { setToday } from '../../../__testUtils__/setToday';

const PATH = '/costs/connectors/partner';
const MARKER = 'marker-of-a-secret';

setToday();

interface Sent {
  action: string;
  method: string;
  target: string;
  ticket: string;
}

let windows: Array<{
  url: string;
  name: string;
  closed: boolean;
  close: jest.Mock;
}>;
let sent: Sent[];

beforeEach(() => {
  windows = [];
  sent = [];
  jest.spyOn(window, 'open').mockImplementation((url, name) => {
    const opened = {
      url: String(url),
      name: String(name),
      closed: false,
      close: jest.fn(),
    };
    windows.push(opened);
    return opened as unknown as Window;
  });
  jest
    .spyOn(HTMLFormElement.prototype, 'submit')
    .mockImplementation(function submit(this: HTMLFormElement) {
      sent.push({
        action: this.action,
        method: this.method,
        target: this.target,
        ticket: this.querySelector<HTMLInputElement>('[name=ticket]')!.value,
      });
    });
});

afterEach(() => jest.restoreAllMocks());

function open(changes: Omit<Partial<Connector>, 'settings'> = {}) {
  const connectors = new FakeConnectors([
    connector({ consent: undefined, ...changes }),
  ]);
  const api = apiOf(connectors);
  openPlugin(PATH, api);
  return { api, connectors };
}

async function section() {
  return within(await screen.findByRole('region', { name: 'Consent' }));
}

async function press(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
}

describe('signing in with Microsoft', () => {
  it('opens a window in the click, sends the ticket there, and follows it', async () => {
    const { api, connectors } = open();
    let start: () => void = () => {};
    api.startConsent.mockImplementationOnce(async id => {
      await new Promise<void>(resolve => {
        start = resolve;
      });
      return connectors.startConsent(id);
    });
    await press('Sign in with Microsoft');

    // Opened before the backend has answered, or the browser would block it.
    expect(windows.map(({ url }) => url)).toEqual(['about:blank']);
    expect(sent).toEqual([]);
    await act(async () => start());
    expect(
      await screen.findByText('Waiting for Microsoft'),
    ).toBeInTheDocument();
    expect(sent).toEqual([
      {
        action: 'https://portal.example/api/csp-costs/consent/start',
        method: 'post',
        target: windows[0]!.name,
        ticket: 'ticket-of-the-test',
      },
    ]);
    expect(everythingKept(api)).not.toContain('ticket-of-the-test');

    await connectors.endConsent('partner');
    const consent = await section();
    expect(
      await consent.findByText(`${CONSENT.account} has consented`),
    ).toBeInTheDocument();
    expect(
      await consent.findByText('Signed in from this portal'),
    ).toBeInTheDocument();
  });

  it('says what went wrong with Microsoft’s words, and works when retried', async () => {
    const { connectors } = open();
    await press('Sign in with Microsoft');
    await screen.findByText('Waiting for Microsoft');
    await connectors.endConsent('partner', ROLE_PROBLEM);

    const consent = await section();
    expect(
      await consent.findByText('The sign-in did not work'),
    ).toBeInTheDocument();
    expect(consent.getByText(ROLE_PROBLEM.cause)).toBeInTheDocument();
    expect(consent.getByText(ROLE_PROBLEM.remedy)).toBeInTheDocument();
    expect(
      consent.getByText(ROLE_PROBLEM.microsoft!.message!),
    ).toBeInTheDocument();
    expect(
      consent.getByText(ROLE_PROBLEM.microsoft!.requestId!),
    ).toBeInTheDocument();

    await press('Sign in again');
    await screen.findByText('Waiting for Microsoft');
    expect(windows).toHaveLength(2);
    expect(sent).toHaveLength(2);
    await connectors.endConsent('partner');
    expect(
      await consent.findByText(`${CONSENT.account} has consented`),
    ).toBeInTheDocument();
    expect(consent.queryByText(ROLE_PROBLEM.cause)).toBeNull();
  });

  it('says that the browser has blocked the window, and starts nothing', async () => {
    jest.mocked(window.open).mockReturnValueOnce(null);
    const { api } = open();
    await press('Sign in with Microsoft');
    expect(
      await screen.findByText('The browser has blocked the window'),
    ).toBeInTheDocument();
    expect(api.startConsent).not.toHaveBeenCalled();
  });

  it('closes the window when it cannot begin', async () => {
    const { api } = open();
    api.startConsent.mockRejectedValueOnce(refusal(403, 'Forbidden'));
    await press('Sign in with Microsoft');
    expect(
      await screen.findByText(
        'It needs the permission csp-costs.connector.use.',
      ),
    ).toBeInTheDocument();
    expect(windows[0]!.close).toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  it('goes on to ask when the window seems closed, and can be given up', async () => {
    const { connectors } = open();
    await press('Sign in with Microsoft');
    await screen.findByText('Waiting for Microsoft');
    windows[0]!.closed = true;
    expect(
      await screen.findByText(/If that window is closed, sign in again/),
    ).toBeInTheDocument();
    await press('Stop waiting');
    expect(screen.queryByText('Waiting for Microsoft')).toBeNull();

    await press('Sign in with Microsoft');
    await screen.findByText('Waiting for Microsoft');
    windows[1]!.closed = true;
    await screen.findByText(/If that window is closed, sign in again/);
    await connectors.endConsent('partner');
    expect(
      await screen.findByText(`${CONSENT.account} has consented`),
    ).toBeInTheDocument();
  });

  it('says when nobody has finished it', async () => {
    const { api } = open();
    api.getConsent.mockImplementation(async (_connectorId, consentId) => ({
      consentId,
      status: 'expired',
      expiresAt: '2026-11-14T09:15:00Z',
    }));
    await press('Sign in with Microsoft');
    expect(
      await screen.findByText('The sign-in has expired'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Sign in again' }),
    ).toBeInTheDocument();
  });

  it('comes after the credential', async () => {
    open({ credential: undefined });
    expect(
      await screen.findByText('Give the application a credential first'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Sign in with Microsoft' }),
    ).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Copy consent link' }),
    ).toBeDisabled();
  });
});

describe('a consent', () => {
  it('says what it is for, which account to use, and what to register', async () => {
    open();
    const consent = await section();
    expect(
      consent.getByRole('row', {
        name: /Usage and reconciliation lines The application PartnerBilling.*Collected/,
      }),
    ).toBeInTheDocument();
    expect(
      consent.getByRole('row', {
        name: /Price sheets and exchange rates The person.*Switched off/,
      }),
    ).toBeInTheDocument();
    expect(
      consent.getByText(/Global admin and Sales agent does not work/),
    ).toBeInTheDocument();
    expect(await consent.findByText(OPTIONS.redirectUrl)).toBeInTheDocument();
    await userEvent.click(
      await consent.findByRole('button', {
        name: 'Check now: Redirect URL registered',
      }),
    );
    expect(
      await consent.findByText('Microsoft sends people back to this portal.'),
    ).toBeInTheDocument();
  });

  it('shows what is missing, and updates just that', async () => {
    open({
      consent: {
        ...CONSENT,
        missingScopes: ['https://api.partner.microsoft.com/user_impersonation'],
      },
    });
    const consent = await section();
    expect(
      consent.getByText('https://api.partner.microsoft.com/user_impersonation'),
    ).toBeInTheDocument();
    expect(
      await consent.findByRole('button', { name: 'Update consent' }),
    ).toBeInTheDocument();
    expect(
      consent.getByText('Jun 3, for user:default/ada'),
    ).toBeInTheDocument();
    expect(consent.getByText('Feb 10, 2027')).toBeInTheDocument();
  });

  it('is given by a link that is shown once', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    const { api } = open();
    await user.click(
      await screen.findByRole('button', { name: 'Copy consent link' }),
    );
    const consent = await section();
    expect(await consent.findByText('The link is copied')).toBeInTheDocument();
    expect(
      consent.getByText(/works once, and ends Nov 15, 2026, 09:00 AM UTC/),
    ).toBeInTheDocument();
    expect(copied).toHaveBeenCalledWith(
      'https://portal.example/api/csp-costs/consent/link#link-of-the-test',
    );
    await user.click(consent.getByRole('button', { name: 'Hide' }));
    expect(everythingKept(api)).not.toContain('link-of-the-test');
  });

  it('is taken over as a refresh token, which is kept nowhere', async () => {
    const user = userEvent.setup();
    const { api } = open();
    api.importRefreshToken.mockRejectedValueOnce(
      refusal(400, 'The refresh token is of another application.'),
    );
    await press('Use a refresh token');
    await user.type(
      screen.getByRole('textbox', { name: 'Refresh token' }),
      MARKER,
    );
    await press('Import the refresh token');
    expect(
      await screen.findByText('The refresh token is of another application.'),
    ).toBeInTheDocument();
    expect(everythingKept(api)).not.toContain(MARKER);

    await user.type(
      screen.getByRole('textbox', { name: 'Refresh token' }),
      MARKER,
    );
    await press('Import the refresh token');
    expect(
      await screen.findByText('The refresh token works and is in use'),
    ).toBeInTheDocument();
    expect(api.importRefreshToken).toHaveBeenLastCalledWith('partner', {
      refreshToken: MARKER,
    });
    expect(everythingKept(api)).not.toContain(MARKER);
    expect(screen.getByText('Refresh token handed in')).toBeInTheDocument();
  });

  it('can be wanted by a day, and no longer', async () => {
    const user = userEvent.setup();
    const { api } = open({ consent: CONSENT });
    await press('Set a deadline');
    await user.type(
      screen.getByLabelText('New consent wanted by'),
      '2026-11-14',
    );
    await user.type(screen.getByLabelText('Reason'), 'Microsoft asks for MFA');
    expect(screen.getByText('Choose a day to come.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Set deadline' })).toBeDisabled();
    await user.clear(screen.getByLabelText('New consent wanted by'));
    await user.type(
      screen.getByLabelText('New consent wanted by'),
      '2026-12-03',
    );
    await press('Set deadline');

    expect(
      await screen.findByText('New consent wanted by Dec 3'),
    ).toBeInTheDocument();
    expect(api.setConsentDeadline).toHaveBeenCalledWith('partner', {
      consentBy: '2026-12-03T00:00:00.000Z',
      reason: 'Microsoft asks for MFA',
    });
    await press('Remove the deadline');
    await waitFor(() =>
      expect(screen.queryByText('New consent wanted by Dec 3')).toBeNull(),
    );
    expect(api.setConsentDeadline).toHaveBeenLastCalledWith(
      'partner',
      undefined,
    );
  });

  it('ends at once when the connector is disconnected, after a second look', async () => {
    const { api } = open({ consent: CONSENT });
    await press('Disconnect');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'Its credentials are deleted at once, and nothing is collected until somebody connects it again. The numbers stay.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Stay connected' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.disconnect).not.toHaveBeenCalled();

    await press('Disconnect');
    await press('Disconnect now');
    expect(await screen.findByText('Disconnected')).toBeInTheDocument();
    expect(api.disconnect).toHaveBeenCalledWith('partner');
    expect(screen.queryByText(CONSENT.account!)).toBeNull();
  });
});
