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
import {
  CERTIFICATE,
  connector,
  NEXT_CERTIFICATE,
  SECRET_PROBLEM,
} from '../../../__testUtils__/connectorFixtures';
import { FakeConnectors, refusal } from '../../../__testUtils__/FakeConnectors';
import { apiOf, fakeCostsApi } from '../../../__testUtils__/fakeCosts';
import { everythingKept, openPlugin } from '../../../__testUtils__/openPlugin';
import { setToday } from '../../../__testUtils__/setToday';

const PATH = '/costs/connectors/partner';
const MARKER = 'marker-of-a-secret';
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----\n${MARKER}\n-----END PRIVATE KEY-----`;

setToday();

/** Connectors of which one has nothing to sign in with yet. */
async function unconnected() {
  const connectors = new FakeConnectors([connector()]);
  await connectors.disconnect('partner');
  return apiOf(connectors);
}

async function section(): Promise<HTMLElement> {
  return await screen.findByRole('region', { name: 'Sign-in' });
}

async function choose(kind: string) {
  const user = userEvent.setup();
  await user.click(await screen.findByRole('radio', { name: kind }));
}

function press(name: string) {
  return userEvent.click(screen.getByRole('button', { name }));
}

describe('a client secret', () => {
  it('is handed over once, and kept nowhere in the browser', async () => {
    const user = userEvent.setup();
    const api = await unconnected();
    openPlugin(PATH, api);
    await choose('Client secret');

    const input = screen.getByLabelText('Client secret value', {
      selector: 'input[type=password]',
    });
    expect(input).toHaveAttribute('autocomplete', 'off');
    await user.type(input, MARKER);
    await user.type(screen.getByLabelText('Expires on'), '2027-06-03');
    expect(everythingKept(api)).toContain(MARKER);
    await press('Set the client secret');

    expect(
      await screen.findByText(
        'Client secret tried and in use, good until Jun 3, 2027',
      ),
    ).toBeInTheDocument();
    expect(api.setCredential).toHaveBeenCalledWith('partner', {
      kind: 'client-secret',
      clientSecret: MARKER,
      expiresAt: '2027-06-03T00:00:00.000Z',
    });
    expect(everythingKept(api)).not.toContain(MARKER);
    expect(
      screen.getByRole('button', { name: 'Replace the credential' }),
    ).toBeInTheDocument();
  });

  it('is forgotten also when Microsoft does not take it, which is said', async () => {
    const user = userEvent.setup();
    const api = await unconnected();
    api.setCredential.mockRejectedValueOnce(
      refusal(
        400,
        'The credential was tried and is not kept. The client secret is wrong.',
      ),
    );
    openPlugin(PATH, api);
    await choose('Client secret');
    const input = screen.getByLabelText('Client secret value', {
      selector: 'input',
    });
    await user.type(input, MARKER);
    await press('Set the client secret');

    expect(
      await screen.findByText(/tried and is not kept/),
    ).toBeInTheDocument();
    expect(input).toHaveValue('');
    expect(everythingKept(api)).not.toContain(MARKER);
  });

  it('is not mistaken for its id', async () => {
    const user = userEvent.setup();
    openPlugin(PATH, await unconnected());
    await choose('Client secret');
    await user.type(
      screen.getByLabelText('Client secret value', { selector: 'input' }),
      '0f0ce1c2-9c3a-4a53-9c26-6f7c1c0e1111',
    );
    expect(
      screen.getByText('This looks like the id of a secret. Enter its value.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Set the client secret' }),
    ).toBeDisabled();
  });
});

describe('a certificate', () => {
  it('of one’s own is taken as texts', async () => {
    const user = userEvent.setup();
    const api = await unconnected();
    openPlugin(PATH, api);
    await choose('Certificate of your own, PEM');
    await user.click(screen.getByRole('textbox', { name: 'Certificate' }));
    await user.paste(CERTIFICATE);
    await user.click(screen.getByRole('textbox', { name: 'Private key' }));
    await user.paste(PRIVATE_KEY);
    await press('Set the certificate');

    await screen.findByText(/^Certificate tried and in use/);
    expect(api.setCredential).toHaveBeenCalledWith('partner', {
      kind: 'certificate',
      certificate: CERTIFICATE.trim(),
      privateKey: PRIVATE_KEY,
    });
    expect(everythingKept(api)).not.toContain(MARKER);
    expect(
      within(await section()).getByText(NEXT_CERTIFICATE.thumbprint!),
    ).toBeInTheDocument();
  });

  it('of one’s own is taken as a file with a password', async () => {
    const user = userEvent.setup();
    const api = await unconnected();
    openPlugin(PATH, api);
    await choose('Certificate of your own, PFX file');
    await user.upload(
      screen.getByLabelText('PFX file'),
      new File(['the file'], 'own.pfx', { type: 'application/x-pkcs12' }),
    );
    await user.type(
      screen.getByLabelText('Password of the file', { selector: 'input' }),
      MARKER,
    );
    await press('Set the certificate');

    await screen.findByText(/^Certificate tried and in use/);
    expect(api.setCredential).toHaveBeenCalledWith('partner', {
      kind: 'certificate',
      pfx: btoa('the file'),
      password: MARKER,
    });
    const kept = everythingKept(api);
    expect(kept).not.toContain(MARKER);
    expect(kept).not.toContain(btoa('the file'));
  });

  it('is generated, downloaded, and taken in use when it has been uploaded', async () => {
    const saved: Array<{ name: string; content: Blob }> = [];
    const blobs = new Map<string, Blob>();
    URL.createObjectURL = content => {
      const url = `blob:${blobs.size}`;
      blobs.set(url, content as Blob);
      return url;
    };
    URL.revokeObjectURL = () => {};
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push({ name: this.download, content: blobs.get(this.href)! });
      });
    const api = await unconnected();
    openPlugin(PATH, api);
    await screen.findByRole('radio', {
      name: 'Generate a certificate (recommended)',
      checked: true,
    });
    await press('Generate a certificate');

    const steps = within(await section());
    expect(
      await steps.findByText('A certificate waits to be taken in use'),
    ).toBeInTheDocument();
    expect(steps.getByLabelText('Certificate').textContent).toBe(CERTIFICATE);
    expect(steps.getByText(NEXT_CERTIFICATE.thumbprint!)).toBeInTheDocument();
    await press('Download .pem');
    await press('Download .cer');
    expect(saved.map(({ name }) => name)).toEqual([
      'csp-costs-partner.pem',
      'csp-costs-partner.cer',
    ]);
    expect(saved.map(({ content }) => content.size)).toEqual([
      CERTIFICATE.length,
      atob(CERTIFICATE.replace(/-----[^-]+-----|\s/g, '')).length,
    ]);

    api.activateCertificate.mockRejectedValueOnce(
      refusal(400, 'Microsoft does not know the certificate yet.'),
    );
    await press('Take it in use');
    expect(
      await steps.findByText(/Microsoft does not know the certificate yet/),
    ).toBeInTheDocument();
    await press('Take it in use');
    expect(
      await screen.findByText('The certificate works and is in use'),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('A certificate waits to be taken in use'),
    ).toBeNull();
    click.mockRestore();
  });
});

describe('a federated identity', () => {
  it('is one of the files that the portal may read', async () => {
    const api = await unconnected();
    openPlugin(PATH, api);
    await choose('Federated identity');
    await screen.findByRole('button', { name: /Token file/ });
    await press('Use the federated identity');
    await screen.findByText('Federated identity tried and in use');
    expect(api.setCredential).toHaveBeenCalledWith('partner', {
      kind: 'federated',
      tokenFile: '/var/run/secrets/azure/tokens/azure-identity-token',
    });
  });

  it('says what is missing when there is none', async () => {
    const connectors = new FakeConnectors([connector()], {
      options: { federatedTokenFiles: [] },
    });
    await connectors.disconnect('partner');
    openPlugin(PATH, apiOf(connectors));
    await choose('Federated identity');
    expect(
      await screen.findByText('cspCosts.federatedTokenFiles'),
    ).toBeInTheDocument();
  });
});

describe('the sign-in of a connector', () => {
  it('of app-config is changed there', async () => {
    openPlugin(
      PATH,
      apiOf(new FakeConnectors([connector({ origin: 'app-config' })])),
    );
    expect(
      within(await section()).getByText(
        'This credential comes from app-config',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Replace the credential' }),
    ).toBeNull();
    expect(
      screen.getAllByText('cspCosts.connectors.partner').length,
    ).toBeGreaterThan(0);
  });

  it('of app-config may have its credential here', async () => {
    openPlugin(
      PATH,
      apiOf(
        new FakeConnectors([
          connector({
            origin: 'app-config',
            credential: { kind: 'certificate', origin: 'portal' },
          }),
        ]),
      ),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Replace the credential' }),
    );
    expect(
      screen.getByRole('radiogroup', { name: 'How the application signs in' }),
    ).toBeInTheDocument();
  });

  it('leads there from the top when it is about to expire', async () => {
    openPlugin(
      PATH,
      apiOf(
        new FakeConnectors([
          connector({
            credential: {
              kind: 'client-secret',
              expiresAt: '2026-12-03T00:00:00Z',
              problem: SECRET_PROBLEM,
            },
            health: {
              status: 'expiring',
              until: '2026-12-03T00:00:00Z',
              problem: SECRET_PROBLEM,
              nextStep: 'set-credential',
            },
          }),
        ]),
      ),
    );
    expect(
      await screen.findByText('Client secret expires Dec 3'),
    ).toBeInTheDocument();
    expect(screen.getByText(SECRET_PROBLEM.remedy)).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Set the credential' }),
    );
    expect(screen.getByRole('heading', { name: 'Sign-in' })).toHaveFocus();
    expect(
      screen.getByRole('radiogroup', { name: 'How the application signs in' }),
    ).toBeInTheDocument();
  });

  it('says when credentials cannot be kept at all', async () => {
    openPlugin(
      PATH,
      fakeCostsApi({
        getConnectorOptions: async () => ({
          ...(await new FakeConnectors([]).getConnectorOptions()),
          vault: {
            store: 'database',
            ready: false,
            problem: {
              code: 'VAULT_NOT_CONFIGURED',
              cause: 'There is no key to seal credentials with.',
              remedy: 'Add one to cspCosts.vault.keys.',
              since: '2026-11-14T08:00:00Z',
            },
          },
        }),
      }),
    );
    await waitFor(() =>
      expect(
        screen.getByText(/There is no key to seal credentials with/),
      ).toBeInTheDocument(),
    );
  });
});
