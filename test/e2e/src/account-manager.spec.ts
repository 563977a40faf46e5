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

import { expect } from '@playwright/test';
import { enterAsMaria, splitByMaria } from './maria';
import {
  amountsIn,
  expectNoSidewaysScroll,
  keepScreenshot,
  lastMonth,
  pickMonth,
  test,
  totalsPanel,
} from './portal';
import { truthOf } from './simulator';

/** The customer of hers that costs most in a month. */
async function dearestCustomer(month: string) {
  const { own } = await splitByMaria(await truthOf(month));
  const [first] = own.sort(
    (a, b) => Number(b.billedCost) - Number(a.billedCost),
  );
  return first!;
}

test('an account manager finds out how a customer is doing, and sets its budget', async ({
  page,
}) => {
  const customer = await dearestCustomer(lastMonth());
  await enterAsMaria(page);
  await pickMonth(page, lastMonth());

  await page.getByRole('searchbox').fill(customer.customerName);
  const card = page.getByRole('article', { name: customer.customerName });
  await expect(
    page.getByRole('heading', { name: 'Customers 1', exact: true }),
  ).toBeVisible();
  await expect
    .poll(async () => (await amountsIn(card))[0])
    .toBe(customer.billedCost);
  // The whole card is the link.
  await card.getByRole('heading', { name: customer.customerName }).click();

  // In one look: what it costs.
  const panel = totalsPanel(page, customer.billingCurrency);
  await expect(panel).toBeVisible();
  expect((await amountsIn(panel))[0]).toBe(customer.billedCost);

  // And what it has, and on which invoices it is.
  const invoices = page.getByRole('region', { name: 'Invoices' });
  await expect(invoices.getByRole('row').nth(1)).toBeVisible();
  expect(await amountsIn(invoices)).toContain(customer.billedCost);
  await expect(
    page
      .getByRole('region', { name: 'Licences and plans' })
      .getByText('Azure plan')
      .first(),
  ).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: 'Azure subscriptions' })
      .getByRole('row')
      .nth(1),
  ).toBeVisible();

  // A budget that the month has used up.
  const budget = page.getByRole('region', { name: 'Budget' });
  await budget
    .getByRole('button', {
      name: new RegExp(`budget in ${customer.billingCurrency}$`),
    })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(budget).toContainText('over budget');
  await keepScreenshot(page, 'customer-light');

  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'customer-phone');
  await page.setViewportSize({ width: 1280, height: 800 });

  await budget.getByRole('button', { name: /^Change the budget/ }).click();
  await page.getByRole('button', { name: 'Take the budget away' }).click();
  await expect(budget).toContainText('No budget is set');

  // The way back leads to her customers, and to the one she comes from.
  await page.getByRole('link', { name: 'Your customers' }).click();
  await expect(
    page.getByRole('link', { name: `Costs of ${customer.customerName}` }),
  ).toBeFocused();
});

test('an account manager looks at her customers in a table', async ({
  page,
}) => {
  const customer = await dearestCustomer(lastMonth());
  await enterAsMaria(page);
  await page.goto(`/costs/overview?month=${lastMonth()}&view=table`);
  const row = page
    .getByRole('table', { name: 'Customers' })
    .getByRole('row', { name: new RegExp(customer.customerName) });
  await expect(row).toBeVisible();
  expect((await amountsIn(row))[0]).toBe(customer.billedCost);
  await keepScreenshot(page, 'customers-table-light');
});

test('an account manager has her costs on the home page', async ({ page }) => {
  await enterAsMaria(page);
  await page.goto('/home');
  await expect(page.getByText('Highest costs').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open costs' })).toBeVisible();
  await keepScreenshot(page, 'home-light');
});
