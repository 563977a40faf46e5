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

import { expect, type Locator, type Page } from '@playwright/test';
import { simulatedPartner } from './simulator';

/**
 * Connects the simulated partner a second time. It reads no charges, so that
 * figures of other tests stay what they are.
 */
export async function createConnector(
  page: Page,
  title: string,
  beforeSaving = async () => {},
) {
  const partner = await simulatedPartner();
  await page.goto('/costs/connectors');
  await page.getByRole('link', { name: 'Connect a partner tenant' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(title);
  await page
    .getByRole('textbox', { name: 'Partner tenant id' })
    .fill(partner.tenantId);
  await page
    .getByRole('textbox', { name: 'Application (client) id' })
    .fill(partner.clientId);
  await page
    .getByText('Microsoft Graph partner billing', { exact: true })
    .click();
  await beforeSaving();
  await page.getByRole('button', { name: 'Save connector' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

/** A section of a connector's page, by its heading. Parts of the doctor have the same names. */
export function section(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true }).first();
}

/** Gives the application its client secret. */
export async function setSecret(page: Page) {
  const { clientSecret } = await simulatedPartner();
  const signIn = section(page, 'Sign-in');
  await chooseCredential(page, 'Client secret');
  await signIn.locator('input[type=password]').fill(clientSecret);
  await signIn.getByRole('button', { name: 'Set the client secret' }).click();
  await expectConnected(page);
}

/** Chooses the kind of credential that is set. */
export async function chooseCredential(page: Page, kind: string) {
  await section(page, 'Sign-in').getByText(kind, { exact: true }).click();
}

/** Waits until the page says that the connector works. */
export async function expectConnected(page: Page) {
  await expect(
    page.getByText('Connected', { exact: true }).first(),
  ).toBeVisible();
}

/** Opens Microsoft's sign-in page in a window, as the portal does it. */
export async function openSignIn(page: Page): Promise<Page> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    section(page, 'Consent')
      .getByRole('button', { name: /^Sign in (with Microsoft|again)$/ })
      .first()
      .click(),
  ]);
  await expect(
    popup.getByRole('heading', { name: 'Pick an account' }),
  ).toBeVisible();
  return popup;
}

/** Picks an account on Microsoft's page. */
export async function pickAccount(popup: Page, account: string) {
  await popup.locator(`#${account}`).click();
}
