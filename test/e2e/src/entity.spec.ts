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

import { expect, type Page } from '@playwright/test';
import { annotated } from './demoCatalog';
import {
  amountsIn,
  expectNoSidewaysScroll,
  keepScreenshot,
  lastMonth,
  pickMonth,
  test,
  totalsPanel,
} from './portal';
import { simulatedCustomers, truthOf } from './simulator';

test('the demo catalog names subscriptions that the simulated partner has', async () => {
  const customers = await simulatedCustomers();
  const azureSubscriptionIds = customers.flatMap(customer =>
    customer.azureSubscriptions.map(subscription => subscription.id),
  );

  for (const { value } of annotated('csp-costs/azure-subscription-id')) {
    expect(azureSubscriptionIds).toContain(value);
  }
});

test('a collected customer is in the catalog, with its subscriptions and a tab with its costs', async ({
  portal: page,
}) => {
  const { customers } = await truthOf(lastMonth());
  const truth = customers[1]!;
  const { azureSubscriptions } = (await simulatedCustomers()).find(
    ({ customerId }) => customerId === truth.customerId,
  )!;

  await expect(async () => {
    await page.goto('/catalog?filters[kind]=resource&filters[user]=all');
    await page.getByPlaceholder('Search').fill(truth.customerName);
    await expect(
      page.getByRole('link', { name: truth.customerName, exact: true }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await page
    .getByRole('link', { name: truth.customerName, exact: true })
    .click();
  for (const { name } of azureSubscriptions) {
    const title = `${name} · ${truth.customerName}`;
    await expect(page.getByText(title, { exact: true }).first()).toBeVisible();
  }
  await openCostsTab(page);
  await pickMonth(page, lastMonth());

  const panel = totalsPanel(page, truth.billingCurrency);
  expect((await amountsIn(panel))[0]).toBe(truth.billedCost);
  await keepScreenshot(page, 'entity-light');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'entity-narrow');
});

test('an entity that runs in an Azure subscription has a tab with the subscription’s usage', async ({
  portal: page,
}) => {
  const { customers } = await truthOf(lastMonth());
  const entity = annotated('csp-costs/azure-subscription-id')[0]!;
  const [customer, truth] = customers
    .flatMap(one =>
      one.azureSubscriptions.map(subscription => [one, subscription] as const),
    )
    .find(
      ([, { azureSubscriptionId }]) => azureSubscriptionId === entity.value,
    )!;

  await page.goto(entity.path);
  await openCostsTab(page);
  await pickMonth(page, lastMonth());

  const panel = totalsPanel(page, customer.billingCurrency);
  expect((await amountsIn(panel))[0]).toBe(truth.usageCost);
});

async function openCostsTab(page: Page) {
  await page
    .getByRole('main')
    .getByRole('link', { name: 'Costs', exact: true })
    .click();
}
