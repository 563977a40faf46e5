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
import {
  amountsIn,
  expectNoSidewaysScroll,
  keepScreenshot,
  lastMonth,
  pickMonth,
  test,
} from './portal';

const COMPONENT = '/catalog/default/component/checkout';
const SYSTEM = '/catalog/default/system/shop';

/** Sam builds the shop; what belongs to it, the rules in app-config.yaml say. */
async function enterAs(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: `Enter as ${name}` }).click();
  await expect(
    page.getByRole('link', { name: 'Costs', exact: true }).first(),
  ).toBeVisible();
}

/** Opens the costs of an entity once the first costs are collected. */
async function openCosts(page: Page, path: string): Promise<void> {
  await expect(async () => {
    await page.goto(`${path}/costs`);
    await expect(page.getByRole('region', { name: 'Totals' })).toBeVisible({
      timeout: 10_000,
    });
  }).toPass({ timeout: 90_000 });
  await pickMonth(page, lastMonth());
}

/** The exact total of each currency, in the order of the page. */
async function totalsOf(page: Page): Promise<string[]> {
  const totals: string[] = [];
  for (const panel of await page
    .getByRole('region', { name: 'Totals' })
    .getByRole('article')
    .all()) {
    totals.push((await amountsIn(panel))[0]!);
  }
  return totals;
}

/** Adds up exact amounts; digits after the point are few enough to be cut into whole ones. */
function sum(amounts: readonly string[]): bigint {
  return amounts
    .map(scaled)
    .reduce((total, amount) => total + amount, BigInt(0));
}

/** An amount in its smallest unit. */
function scaled(amount: string): bigint {
  const [units = '', fraction = ''] = amount.split('.');
  return BigInt(`${units}${fraction.padEnd(30, '0')}`);
}

test('a service owner sees what a component costs, and why it is more than last month', async ({
  page,
}) => {
  await enterAs(page, 'Sam');
  await openCosts(page, COMPONENT);

  const counts = page.getByRole('list', { name: 'What counts' });
  await expect(counts).toContainText('Tag team = checkout');
  await expect(counts).toContainText('Resource groups named rg-checkout-*');
  await expect(
    page.getByRole('heading', { name: /^What changed against / }).first(),
  ).toBeVisible();
  await keepScreenshot(page, 'service-owner-light');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'service-owner-narrow');
});

test('a system costs what its parts cost', async ({ page }) => {
  await enterAs(page, 'Sam');
  await openCosts(page, SYSTEM);

  await expect(page.getByRole('list', { name: 'What counts' })).toContainText(
    '3 parts of it',
  );
  const totals = await totalsOf(page);
  expect(totals.length).toBeGreaterThan(0);
  const tables = page.getByRole('table', { name: /^Costs in .* by part$/ });
  await expect(tables).toHaveCount(totals.length);
  for (const [index, table] of (await tables.all()).entries()) {
    const costs: string[] = [];
    for (const row of await table.locator('tbody tr').all()) {
      costs.push((await amountsIn(row))[0]!);
    }
    expect(costs.length).toBeGreaterThan(1);
    expect(sum(costs)).toBe(scaled(totals[index]!));
  }
  await page.getByRole('link', { name: 'Checkout' }).first().click();
  await expect(page).toHaveURL(new RegExp(`${COMPONENT}$`));
});

test('a service owner sees the same figures as who sees everything, and nothing else', async ({
  context,
}) => {
  // Who somebody is, each tab knows for itself.
  const everything = await context.newPage();
  await enterAs(everything, 'Alex');
  await openCosts(everything, SYSTEM);
  const totals = await totalsOf(everything);
  await everything.close();

  const page = await context.newPage();
  await enterAs(page, 'Sam');
  await openCosts(page, SYSTEM);
  expect(await totalsOf(page)).toEqual(totals);
  // All that may be seen is what is attributed to the shop.
  await page.goto(`/costs/overview?month=${lastMonth()}`);
  await expect(page.getByRole('region', { name: 'Totals' })).toBeVisible();
  expect(await totalsOf(page)).toEqual(totals);
  await expect(page.getByText('Unattributed')).toHaveCount(0);

  await page.goto('/costs/connectors');
  await expect(page.getByRole('alert')).toContainText(
    'You do not have access to this',
  );
});
