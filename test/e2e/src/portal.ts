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

import {
  test as base,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import { resolve } from 'node:path';

/** A platform engineer in the portal. The test fails when the browser reports an error. */
export const test = base.extend<{ portal: Page }>({
  portal: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(`page error: ${error.message}`));
    page.on('console', message => {
      if (message.type() === 'error') {
        errors.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('response', response => {
      if (response.status() >= 400) {
        errors.push(`${response.status()} from ${response.url()}`);
      }
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter as Alex' }).click();
    await expect(
      page.getByRole('link', { name: 'Costs', exact: true }).first(),
    ).toBeVisible();
    await use(page);
    expect(errors, 'errors that the browser reported').toEqual([]);
  },
});

/** The latest billing period that has its invoices, `YYYY-MM`: they come within a week. */
export function lastMonth(): string {
  const date = new Date();
  date.setUTCDate(date.getUTCDate() - 7);
  date.setUTCDate(0);
  return date.toISOString().slice(0, 7);
}

/** The name that the portal gives a billing period, such as October 2026. */
export function nameOfMonth(billingPeriod: string): string {
  return new Date(`${billingPeriod}-01T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
}

/** Picks a billing period in the month picker. */
export async function pickMonth(page: Page, billingPeriod: string) {
  const name = nameOfMonth(billingPeriod);
  await page
    .getByRole('group', { name: 'Month' })
    .getByRole('button', { name: 'Month', exact: false })
    .nth(1)
    .click();
  await page.getByRole('option', { name }).click();
  await expect(page).toHaveURL(new RegExp(`month=${billingPeriod}`));
  await expect(
    page
      .getByRole('heading', { name: new RegExp(`^${name}( so far)? in `) })
      .first(),
  ).toBeVisible();
}

/** The exact amounts of the `data` elements in a part of the page, in its order. */
export async function amountsIn(part: Locator): Promise<string[]> {
  return part
    .locator('data')
    .evaluateAll(elements =>
      elements.map(element => (element as HTMLDataElement).value),
    );
}

/** The panel with the totals of a currency. */
export function totalsPanel(page: Page, billingCurrency: string): Locator {
  return page
    .getByRole('region', { name: 'Totals' })
    .getByRole('heading', { name: new RegExp(` in ${billingCurrency}\\b`) })
    .locator('xpath=ancestor::*[.//dl][1]');
}

/** The amount under a label, such as `Usage`. */
export async function factIn(panel: Locator, label: string): Promise<string> {
  const value = panel
    .locator('dt', { hasText: new RegExp(`^${label}$`) })
    .locator('xpath=following-sibling::dd[1]');
  return (await amountsIn(value)).join();
}

/** Keeps what the page looks like in `report/screenshots`. */
export async function keepScreenshot(page: Page, name: string) {
  await page.screenshot({
    path: resolve(__dirname, `../report/screenshots/${name}.png`),
    animations: 'disabled',
  });
}

/** Fails when the page can be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page) {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
}
