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
import {
  changeNewcomer,
  newcomerCustomers,
  newcomerDirectory,
  newcomerTenant,
} from './newcomer';
import { keepScreenshot, test } from './portal';

// Each waits for a collection of its own.
test.describe.configure({ mode: 'serial', timeout: 240_000 });

/** Opens a template, as somebody does who looks for it under Create. */
async function chooseTemplate(page: Page, title: string) {
  await page.getByRole('link', { name: 'Create', exact: true }).first().click();
  await page
    .locator('.MuiCard-root', { hasText: title })
    .getByRole('button', { name: 'Choose' })
    .click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
}

/** Names the newcomer's tenant, and waits until it is found. */
async function chooseTenant(page: Page) {
  const { domain, tenantId } = await newcomerTenant();
  await page.getByRole('textbox', { name: /^Partner tenant/ }).fill(domain);
  await expect(
    page.getByText(`This is the tenant ${tenantId}`, { exact: false }),
  ).toBeVisible();
}

/** Signs in with a code, on Microsoft's own page. */
async function signIn(page: Page, account: string) {
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  const code = page.locator('code').first();
  await expect(code).toBeVisible();
  const userCode = (await code.textContent())!.trim();
  const [microsoft] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: "Open Microsoft's page" }).click(),
  ]);
  await microsoft.locator('#otc').fill(userCode);
  await microsoft.locator('#next').click();
  await microsoft.locator(`#${account}`).click();
  await microsoft.locator('#continue').click();
  await expect(
    microsoft.getByRole('heading', { name: 'You have signed in' }),
  ).toBeVisible();
  await microsoft.close();
  await expect(page.getByText(`Signed in as ${account}@`)).toBeVisible();
}

/** Fills in the form of the template that onboards. */
async function fillIn(
  page: Page,
  options: { account: string; title: string; applicationName: string },
) {
  await chooseTemplate(page, 'Onboard a CSP partner tenant');
  await chooseTenant(page);
  await signIn(page, options.account);
  await page.getByLabel(/^Title/).fill(options.title);
  await page
    .getByLabel(/^Name of the app registration/)
    .fill(options.applicationName);
}

/** What the form says of one step, before anything is created. */
function finding(page: Page, step: string): Locator {
  return page.getByRole('listitem').filter({ hasText: step }).first();
}

/** Sends the form off, and waits until its task has ended. */
async function run(page: Page, end: string) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: end })).toBeVisible({
    timeout: 90_000,
  });
}

test('somebody with all roles gets from Create to a connector that collects', async ({
  portal: page,
}) => {
  await changeNewcomer({ directory: { lag: 1 } });
  await fillIn(page, {
    account: 'onboarder',
    title: 'Heronsgate',
    applicationName: 'CSP Costs',
  });
  for (const step of ['App registration', 'Consent', 'Credential']) {
    await expect(finding(page, step)).toContainText('Will be created');
  }
  await expect(finding(page, 'Billing role')).toContainText(
    'Billing account reader',
  );
  await keepScreenshot(page, 'onboarding-form');
  await run(page, 'The connector collects');
  await changeNewcomer({ directory: { lag: 0 } });
  const customers = await newcomerCustomers();
  await expect(
    page.getByText(
      `${customers.length} customers are listed, ${customers.length} of them are in the catalog`,
      { exact: false },
    ),
  ).toBeVisible();
  await keepScreenshot(page, 'onboarding-task');

  await page.getByRole('link', { name: 'Customers in the catalog' }).click();
  for (const { name } of customers) {
    await page.getByPlaceholder('Search').fill(name);
    await expect(page.getByRole('link', { name }).first()).toBeVisible();
  }
  await page.goto('/costs/connectors');
  await page.getByRole('link', { name: 'Heronsgate' }).first().click();
  await expect(
    page.getByText('Connected', { exact: true }).first(),
  ).toBeVisible();
  const { applications } = await newcomerDirectory();
  expect(applications.map(({ displayName }) => displayName)).toEqual([
    'CSP Costs',
  ]);
});

test('somebody without a role hands the link on, and goes on from there', async ({
  portal: page,
}) => {
  await fillIn(page, {
    account: 'app-admin',
    title: 'Handed on',
    applicationName: 'CSP Costs, handed on',
  });
  await expect(finding(page, 'Consent')).toContainText('You may not');
  await expect(finding(page, 'Consent')).toContainText(
    'Privileged Role Administrator',
  );
  await run(page, 'Consent is left to do');
  await keepScreenshot(page, 'onboarding-handed-on');

  // An administrator opens it, somewhere else.
  const link = page.getByRole('link', { name: 'Grant consent' });
  const administrator = await page.context().newPage();
  await administrator.goto((await link.getAttribute('href'))!);
  await administrator.locator('#approve').click();
  await administrator.close();

  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByRole('menuitem', { name: 'Start Over' }).click();
  await expect(page.getByText('Signed in as app-admin@')).toBeVisible();
  await run(page, 'The connector collects');
  const { applications } = await newcomerDirectory();
  expect(
    applications.filter(
      ({ displayName }) => displayName === 'CSP Costs, handed on',
    ),
  ).toHaveLength(1);
});

test('a tenant that forbids secrets gets a certificate', async ({
  portal: page,
}) => {
  await changeNewcomer({ directory: { secretsForbidden: true } });
  await fillIn(page, {
    account: 'onboarder',
    title: 'Without secrets',
    applicationName: 'CSP Costs, without secrets',
  });
  await page.getByLabel('Client secret').check();
  await run(page, 'The connector collects');
  await changeNewcomer({ directory: { secretsForbidden: false } });
  await page.getByRole('link', { name: 'Connector', exact: true }).click();
  await expect(
    page.getByRole('region', { name: 'Sign-in', exact: true }).first(),
  ).toContainText('Certificate');
});

test('the form works on a phone, and offboarding keeps the numbers', async ({
  portal: page,
}) => {
  await page.goto('/costs/connectors');
  await page.getByRole('link', { name: 'Without secrets' }).first().click();
  const connectorId = new URL(page.url()).pathname.split('/').pop()!;

  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('/create/templates/default/offboard-csp-partner-tenant');
  await page.getByLabel(/^Connector/).fill(connectorId);
  await chooseTenant(page);
  await signIn(page, 'onboarder');
  // The tabs above the form are the scaffolder's, and wider than a phone.
  for (const field of await page.getByRole('group').all()) {
    const { x, width } = (await field.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(360);
  }
  await keepScreenshot(page, 'offboarding-form-narrow');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByLabel(/^Nothing more is collected/).click();
  await page.getByRole('option', { name: 'I understand' }).click();
  await run(page, 'The partner tenant is offboarded');

  const { applications } = await newcomerDirectory();
  expect(applications.map(({ displayName }) => displayName).sort()).toEqual([
    'CSP Costs',
    'CSP Costs, handed on',
  ]);
  await page.goto('/costs/connectors');
  await expect(
    page.getByRole('link', { name: 'Heronsgate' }).first(),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Without secrets' })).toHaveCount(
    0,
  );
});
