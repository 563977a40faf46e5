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

import { writeFile } from 'node:fs/promises';
import {
  createCertificate,
  createFederatedIssuer,
} from '@internal/microsoft-simulator';
import { expect, type Page } from '@playwright/test';
import forge from 'node-forge';
import {
  chooseCredential,
  createConnector,
  expectConnected,
  openSignIn,
  pickAccount,
  section,
  setSecret,
} from './connectors';
import {
  expectNoSidewaysScroll,
  keepScreenshot,
  test as guest,
} from './portal';
import { changeTenant, refreshTokenOf, simulatedPartner } from './simulator';
import { portalUrl, tokenFile } from './stack';

/** Everything secret that these tests have in their hands. */
const secrets = new Set<string>();

const test = guest.extend<{ portal: Page }>({
  portal: async ({ portal }, use) => {
    await use(portal);
    expect(await inBrowser(portal)).toEqual([]);
  },
});

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  secrets.add((await simulatedPartner()).clientSecret);
  await changeTenant({
    redirectUris: [`${portalUrl}/api/csp-costs/consent/callback`],
  });
});

test.afterAll(async () => {
  await changeTenant({ redirectUris: null });
});

/** Which secrets the browser keeps anywhere that a script can read. */
async function inBrowser(page: Page): Promise<string[]> {
  const { origins } = await page.context().storageState({ indexedDB: true });
  const kept = [
    JSON.stringify(origins),
    await page.evaluate(() =>
      JSON.stringify([
        { ...sessionStorage },
        document.cookie,
        window.location.href,
        document.documentElement.outerHTML,
        [...document.querySelectorAll('input, textarea')].map(
          field => (field as HTMLInputElement).value,
        ),
      ]),
    ),
  ].join();
  return [...secrets].filter(secret => kept.includes(secret));
}

test.describe('the application signs in', () => {
  test('with a client secret', async ({ portal: page }) => {
    await createConnector(page, 'By secret', () =>
      keepScreenshot(page, 'connector-form'),
    );
    await keepScreenshot(page, 'connector-new');
    await setSecret(page);
    await expect(section(page, 'Sign-in')).toContainText('Client secret');
  });

  test('with a certificate in PEM', async ({ portal: page }) => {
    const { certificatePem, privateKeyPem } = createCertificate();
    secrets.add(privateKeyPem.split('\n')[3]!);
    await changeTenant({ certificates: [certificatePem] });
    await createConnector(page, 'By certificate');
    await chooseCredential(page, 'Certificate of your own, PEM');
    const signIn = section(page, 'Sign-in');
    await signIn
      .getByLabel('Certificate', { exact: true })
      .fill(certificatePem);
    await signIn.getByLabel('Private key', { exact: true }).fill(privateKeyPem);
    await signIn.getByRole('button', { name: 'Set the certificate' }).click();
    await expectConnected(page);
  });

  test('with a certificate of a file', async ({ portal: page }) => {
    const { certificatePem, privateKeyPem } = createCertificate();
    const password = 'marker-pfx-password';
    secrets.add(password).add(privateKeyPem.split('\n')[3]!);
    await changeTenant({ certificates: [certificatePem] });
    await createConnector(page, 'By file');
    await chooseCredential(page, 'Certificate of your own, PFX file');
    const signIn = section(page, 'Sign-in');
    const file = forge.pkcs12.toPkcs12Asn1(
      forge.pki.privateKeyFromPem(privateKeyPem),
      [forge.pki.certificateFromPem(certificatePem)],
      password,
      { algorithm: 'aes256' },
    );
    await signIn.locator('input[type=file]').setInputFiles({
      name: 'partner.pfx',
      mimeType: 'application/x-pkcs12',
      buffer: Buffer.from(forge.asn1.toDer(file).getBytes(), 'binary'),
    });
    await signIn.getByLabel('Password of the file').fill(password);
    await signIn.getByRole('button', { name: 'Set the certificate' }).click();
    await expectConnected(page);
  });

  test('with a certificate that the portal makes', async ({ portal: page }) => {
    await createConnector(page, 'By own certificate');
    await chooseCredential(page, 'Generate a certificate (recommended)');
    const signIn = section(page, 'Sign-in');
    await signIn
      .getByRole('button', { name: 'Generate a certificate', exact: true })
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      signIn.getByRole('button', { name: /Download .*pem/i }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) {
      chunks.push(chunk as Buffer);
    }
    await changeTenant({ certificates: [Buffer.concat(chunks).toString()] });
    await signIn.getByRole('button', { name: 'Take it in use' }).click();
    await expectConnected(page);
  });

  test('with the identity of a workload', async ({ portal: page }) => {
    const { credential, token } = createFederatedIssuer('system:portal');
    const workloadToken = token();
    secrets.add(workloadToken);
    await changeTenant({ federatedCredentials: [credential] });
    await writeFile(tokenFile, workloadToken);
    await createConnector(page, 'By workload');
    await chooseCredential(page, 'Federated identity');
    const signIn = section(page, 'Sign-in');
    await expect(signIn.getByLabel('Token file')).toContainText(tokenFile);
    await signIn
      .getByRole('button', { name: 'Use the federated identity' })
      .click();
    await expectConnected(page);
  });
});

test.describe('a person signs in', () => {
  for (const [account, remedy] of [
    ['no-mfa', /multifactor/i],
    ['sales-agent', /Billing admin/],
    ['personal', /private browser window/i],
    ['needs-approval', /approval/i],
    ['declines', /accept/i],
  ] as const) {
    test(`as ${account}, and is told what to do; then with the right account`, async ({
      portal: page,
    }) => {
      await createConnector(page, `Consent of ${account}`);
      await setSecret(page);
      const popup = await openSignIn(page);
      await pickAccount(popup, account);
      await expect(popup.getByText('Not connected')).toBeVisible();
      await expect(popup.getByText(remedy).first()).toBeVisible();
      await popup.close();
      const consent = section(page, 'Consent');
      await expect(consent).toContainText(remedy);

      if (account === 'needs-approval') {
        await approveAsAdministrator(page);
      }
      const again = await openSignIn(page);
      await pickAccount(
        again,
        account === 'needs-approval' ? account : 'billing-agent',
      );
      await expect(consent).toContainText(
        account === 'needs-approval' ? 'needs-approval@' : 'billing-agent@',
      );
    });
  }

  test('by a link, in a browser that knows nothing of the portal', async ({
    portal: page,
    browser,
  }) => {
    await createConnector(page, 'By link');
    await setSecret(page);
    const consent = section(page, 'Consent');
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write']);
    await consent.getByRole('button', { name: 'Copy consent link' }).click();
    const link = await consent
      .locator('code', { hasText: '/consent/link#' })
      .innerText();
    secrets.add(new URL(link).hash.slice(1));
    const stranger = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
    });
    try {
      const other = await stranger.newPage();
      await other.goto(link);
      await expect(
        other.getByRole('heading', { name: 'Connect By link' }),
      ).toBeVisible();
      expect(other.url()).not.toContain('#');
      await expectNoSidewaysScroll(other);
      await keepScreenshot(other, 'consent-page-narrow');
      await other.emulateMedia({ colorScheme: 'dark' });
      await other.setViewportSize({ width: 1440, height: 900 });
      await keepScreenshot(other, 'consent-page-dark');
      await other.getByRole('button', { name: 'Start' }).click();
      await pickAccount(other, 'billing-agent');
      await expect(
        other.getByRole('heading', { name: 'By link is connected' }),
      ).toBeVisible();
      await keepScreenshot(other, 'consent-done-dark');

      await other.goto('about:blank');
      await other.goto(link);
      await expect(
        other.getByText('This link is unknown, was used, or is too old'),
      ).toBeVisible();
    } finally {
      await stranger.close();
    }
    await page.reload();
    await expect(consent).toContainText('billing-agent@');
  });

  test('somewhere else, and the refresh token is brought here', async ({
    portal: page,
  }) => {
    const refreshToken = await refreshTokenOf('billing-agent');
    secrets.add(refreshToken);
    await createConnector(page, 'By refresh token');
    await setSecret(page);
    const consent = section(page, 'Consent');
    await consent.getByRole('button', { name: 'Use a refresh token' }).click();
    await consent.getByLabel('Refresh token').fill(refreshToken);
    await consent
      .getByRole('button', { name: 'Import the refresh token' })
      .click();
    await expect(consent).toContainText('billing-agent@');
  });
});

test('the doctor says what is wrong, and that it is right again', async ({
  portal: page,
}) => {
  await page.goto('/costs/connectors');
  await page.getByRole('link', { name: 'By refresh token' }).click();
  const doctor = section(page, 'Doctor');
  await doctor.getByRole('button', { name: 'Run all checks' }).click();
  await expect(doctor).toContainText('The application signs in to');
  await keepScreenshot(page, 'doctor-green');

  await changeTenant({
    billingRoleAssigned: false,
    registeredInPartnerCenter: false,
  });
  await doctor.getByRole('button', { name: 'Run all checks' }).click();
  await expect(doctor).toContainText('App management');
  await doctor.scrollIntoViewIfNeeded();
  await keepScreenshot(page, 'doctor-red');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await changeTenant({
    billingRoleAssigned: true,
    registeredInPartnerCenter: true,
  });
  await doctor.getByRole('button', { name: 'Run all checks' }).click();
  await expect(doctor).not.toContainText('App management');
});

test('credentials go at once, and the connector with them', async ({
  portal: page,
}) => {
  await page.goto('/costs/connectors');
  await page.getByRole('link', { name: 'By refresh token' }).click();
  await section(page, 'Consent')
    .getByRole('button', { name: 'Disconnect' })
    .click();
  await page.getByRole('button', { name: 'Disconnect now' }).click();
  await expect(
    page.getByText('Disconnected', { exact: true }).first(),
  ).toBeVisible();
});

/** Does what the doctor asks of an administrator. */
async function approveAsAdministrator(page: Page) {
  const doctor = section(page, 'Doctor');
  await doctor.getByRole('button', { name: 'Run all checks' }).click();
  const link = await doctor
    .getByRole('link', { name: /Approve as an administrator/ })
    .first()
    .getAttribute('href');
  const administrator = await page.context().newPage();
  await administrator.goto(link!);
  await administrator.locator('#approve').click();
  await expect(
    administrator.getByRole('heading', { name: 'Approved' }),
  ).toBeVisible();
  await administrator.close();
}
