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
import { COLOR_SCHEMES, expectAccessible, useColorScheme } from './accessible';
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

/** Picks a connector in the list of them, which says what it collects from. */
async function chooseConnector(
  page: Page,
  title: string,
  whileOpen?: () => Promise<void>,
) {
  const { tenantId } = await newcomerTenant();
  await page.getByRole('button', { name: /Connector/ }).click();
  // One of app-config is not offboarded here.
  await expect(
    page.getByRole('option', { name: 'Demo partner' }),
  ).toBeDisabled();
  await page
    .getByRole('searchbox', { name: 'Find by title or tenant id' })
    .fill(title.toLowerCase());
  const list = page.getByRole('listbox', { name: /Connector/ });
  await expect(list.getByRole('option')).toHaveText([
    `${title}Connected · ${tenantId}`,
  ]);
  await whileOpen?.();
  await list.getByRole('option').click();
  await expect(
    page.getByText(`It collects from the tenant ${tenantId}`),
  ).toBeVisible();
}

/** What of the scaffolder's pages is not ours. */
const NOT_OURS = [
  // The tabs of the scaffolder name panels that it does not have.
  '.bui-PluginHeader [role=tab]',
  // What React Aria reads out stays for some seconds, also when what it names
  // is gone.
  '[data-live-announcer] [role=log]',
  // What turns while a task runs has no name.
  '.MuiLinearProgress-root',
  '.MuiCircularProgress-root',
  // Neither do the buttons of the log, whose lines are rows of no table.
  '.MuiPaper-root:has(> .MuiBox-root a[role=row])',
];

/** Looks at a page as everybody should be able to. */
async function look(page: Page, name: string) {
  await keepScreenshot(page, name);
  await expectAccessible(page, name, { exclude: NOT_OURS });
}

/** The same in light and in dark, at the page of a task. */
async function lookInBoth(page: Page, name: string) {
  for (const colorScheme of [...COLOR_SCHEMES].reverse()) {
    await useColorScheme(page, colorScheme);
    await look(page, `${name}-${colorScheme}`);
  }
}

/** Signs in with a code, on Microsoft's own page. */
async function signIn(
  page: Page,
  account: string,
  whileAsked?: () => Promise<void>,
) {
  await page.getByRole('button', { name: 'Sign in with a code' }).click();
  const code = page.locator('code').first();
  await expect(code).toBeVisible();
  const userCode = (await code.textContent())!.trim();
  await whileAsked?.();
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
  options: {
    account: string;
    title: string;
    applicationName: string;
    whileAsked?: () => Promise<void>;
  },
) {
  await chooseTemplate(page, 'Onboard a CSP partner tenant');
  await chooseTenant(page);
  await signIn(page, options.account, options.whileAsked);
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
async function run(
  page: Page,
  end: string,
  whileRunning?: () => Promise<void>,
) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/\/create\/tasks\//);
  await whileRunning?.();
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
  await run(page, 'The connector collects', () =>
    lookInBoth(page, 'onboarding-running'),
  );
  await changeNewcomer({ directory: { lag: 0 } });
  const customers = await newcomerCustomers();
  await expect(
    page.getByText(
      `${customers.length} customers are listed, ${customers.length} of them are in the catalog`,
      { exact: false },
    ),
  ).toBeVisible();
  await lookInBoth(page, 'onboarding-task');

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
  await lookInBoth(page, 'onboarding-handed-on');

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

test('the forms are accessible in light and in dark', async ({
  portal: page,
}) => {
  for (const colorScheme of COLOR_SCHEMES) {
    await useColorScheme(page, colorScheme);
    await fillIn(page, {
      account: 'app-admin',
      title: 'Looked at',
      applicationName: 'CSP Costs, looked at',
      whileAsked: () => look(page, `onboarding-code-${colorScheme}`),
    });
    await expect(finding(page, 'Consent')).toContainText('You may not');
    await look(page, `onboarding-findings-${colorScheme}`);

    await page.goto('/create/templates/default/offboard-csp-partner-tenant');
    await chooseConnector(page, 'Heronsgate', async () => {
      await keepScreenshot(page, `offboarding-list-${colorScheme}`);
      await expectAccessible(page, `the list in ${colorScheme}`, {
        include: '[role=dialog]',
        // Backstage UI names an option by its first line; the second one
        // describes it.
        withoutRules: ['label-content-name-mismatch'],
      });
    });
    await look(page, `offboarding-form-${colorScheme}`);
  }
});

test('the form works on a phone, and offboarding keeps the numbers', async ({
  portal: page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('/create/templates/default/offboard-csp-partner-tenant');
  await chooseConnector(page, 'Without secrets');
  await signIn(page, 'onboarder');
  // The tabs above the form are the scaffolder's, and wider than a phone.
  const fields = page
    .getByRole('group')
    .or(page.getByRole('button', { name: /Connector/ }));
  for (const field of await fields.all()) {
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
