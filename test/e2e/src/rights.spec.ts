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
  keepScreenshot,
  lastMonth,
  pickMonth,
  test,
  totalsPanel,
} from './portal';
import { truthOf } from './simulator';

test('an account manager sees what her customers cost, and nothing of the others', async ({
  page,
}) => {
  const { own, others } = await splitByMaria(await truthOf(lastMonth()));
  expect(own.length).toBeGreaterThan(1);
  expect(others.length).toBeGreaterThan(1);
  await enterAsMaria(page);
  await pickMonth(page, lastMonth());

  await expect(page.getByText(`Customers ${own.length}`)).toBeVisible();
  for (const { customerName } of others) {
    await expect(page.getByText(customerName)).toHaveCount(0);
  }
  // Of a long list only what is in sight is in the page.
  const search = page.getByRole('searchbox', { name: 'Search customers' });
  for (const { customerId } of others.slice(0, 5)) {
    await search.fill(customerId);
    await expect(page.getByText('No customer matches')).toBeVisible();
  }
  for (const { customerId, customerName } of own.slice(0, 5).reverse()) {
    await search.fill(customerId);
    await expect(
      page.getByRole('link', { name: customerName }).first(),
    ).toBeVisible();
  }
  const [first] = own;
  await page
    .getByRole('article', { name: first!.customerName })
    .getByRole('heading', { name: first!.customerName })
    .click();
  const panel = totalsPanel(page, first!.billingCurrency);
  await expect(panel).toBeVisible();
  expect((await amountsIn(panel))[0]).toBe(first!.billedCost);

  await page.goto(
    `/costs/overview?customer=${others[0]!.customerId}&month=${lastMonth()}`,
  );
  await expect(page.getByRole('alert').first()).toContainText(
    'Nothing is known of this yet',
  );
  await expect(page.getByText(others[0]!.customerName)).toHaveCount(0);
});

test('an account manager is told what she may not see', async ({ page }) => {
  await enterAsMaria(page);
  await keepScreenshot(page, 'account-manager-light');

  await page.getByRole('tab', { name: 'Connectors' }).click();

  await expect(page.getByRole('alert')).toContainText(
    'You do not have access to this',
  );
});
