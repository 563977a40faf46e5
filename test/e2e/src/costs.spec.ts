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
  factIn,
  keepScreenshot,
  lastMonth,
  pickMonth,
  test,
  totalsPanel,
} from './portal';
import { truthOf } from './simulator';

test.describe.configure({ mode: 'serial' });

test('the first collection goes on by itself and succeeds', async ({
  portal: page,
}) => {
  await expect(page).toHaveURL(/\/costs/);

  await page.getByRole('tab', { name: 'Collection' }).click();
  const run = page
    .getByRole('table', { name: 'Latest runs of Demo partner' })
    .getByRole('row')
    // Old months are collected beside it, in a run of their own.
    .filter({ hasText: 'Schedule' });
  await expect(run).toContainText('Succeeded', { timeout: 90_000 });
  await expect(page.getByText(/^History: 3 months collected/)).toBeVisible({
    timeout: 90_000,
  });
  await keepScreenshot(page, 'collection-light');
});

test('a month shows what Microsoft charged, to the last digit: every customer and every total', async ({
  portal: page,
}) => {
  for (const billingPeriod of [lastMonth(), thisMonth()]) {
    const truth = await truthOf(billingPeriod);

    await pickMonth(page, billingPeriod);

    for (const total of truth.totals) {
      const panel = totalsPanel(page, total.billingCurrency);
      const [billedCost] = await amountsIn(panel);
      expect({
        billedCost,
        usageCost: await factIn(panel, 'Usage'),
        otherCost: await factIn(panel, 'Licences and other'),
        taxCost: await factIn(panel, 'Tax, not included'),
      }).toEqual({
        billedCost: total.billedCost,
        usageCost: total.usageCost,
        otherCost: total.otherCost,
        taxCost: total.taxCost,
      });
    }

    const cards = await allCards(page, truth.customers.length);
    expect(
      Object.fromEntries(cards.map(({ name, cost }) => [name, cost])),
    ).toEqual(
      Object.fromEntries(
        truth.customers.map(({ customerName, billedCost }) => [
          customerName,
          billedCost,
        ]),
      ),
    );
  }
});

test('a search and an order find a customer, and the address keeps them', async ({
  portal: page,
}) => {
  const billingPeriod = lastMonth();
  const { customers } = await truthOf(billingPeriod);
  const wanted = customers[17]!;
  await pickMonth(page, billingPeriod);

  await page
    .getByRole('searchbox', { name: 'Search customers' })
    .fill(wanted.customerName.slice(0, 7).toLocaleUpperCase('en-GB'));

  await expect
    .poll(async () => cardsInSight(page))
    .toEqual([
      { index: 0, name: wanted.customerName, cost: wanted.billedCost },
    ]);
  await page.reload();
  await expect
    .poll(async () => cardsInSight(page))
    .toEqual([
      { index: 0, name: wanted.customerName, cost: wanted.billedCost },
    ]);
  await page.getByRole('searchbox', { name: 'Search customers' }).fill('');
  await page.getByRole('button', { name: 'Sort customers by' }).click();
  await page.getByRole('option', { name: 'Name, Z to A' }).click();
  await expect(page).toHaveURL(/sort=name&order=desc/);
  const inOrder = customers
    .map(({ customerName }) => customerName)
    .sort((a, b) => b.localeCompare(a, 'en'));
  await expect
    .poll(async () => (await cardsInSight(page))[0]?.name)
    .toBe(inOrder[0]);
  const cards = await allCards(page, customers.length);
  expect(cards.map(({ name }) => name)).toEqual(inOrder);
});

test('a card leads to its customer, with the costs by service', async ({
  portal: page,
}) => {
  const billingPeriod = lastMonth();
  const { customers } = await truthOf(billingPeriod);
  const wanted = customers[12]!;
  await pickMonth(page, billingPeriod);
  await page
    .getByRole('searchbox', { name: 'Search customers' })
    .fill(wanted.customerName);

  // The whole card is the link, so a reader may click anywhere on it.
  await customersList(page)
    .getByRole('heading', { name: wanted.customerName })
    .click();

  await expect(page).toHaveURL(new RegExp(`customer=${wanted.customerId}`));
  await expect(
    page.getByRole('heading', { level: 2, name: wanted.customerName }),
  ).toBeVisible();
  const panel = totalsPanel(page, wanted.billingCurrency);
  expect((await amountsIn(panel))[0]).toBe(wanted.billedCost);
  await keepScreenshot(page, 'customer-light');
});

test('it looks right in light and in dark, and fits a telephone', async ({
  portal: page,
}) => {
  await untilCards(page);
  await keepScreenshot(page, 'costs-light');

  await page.goto('/settings');
  await page.getByRole('button', { name: /Dark/ }).click();
  await page.goto('/costs');
  await expect(page.locator('[data-theme-mode=dark]').first()).toBeAttached();
  await untilCards(page);
  await keepScreenshot(page, 'costs-dark');

  await page.setViewportSize({ width: 360, height: 740 });
  await untilCards(page);
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'costs-narrow-dark');
  await page.getByRole('tab', { name: 'Collection' }).click();
  await expect(page.getByText('Latest runs').first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'collection-narrow-dark');
});

function thisMonth(): string {
  return new Date().toISOString().slice(0, 7);
}

function customersList(page: Page) {
  return page
    .getByRole('region', { name: /^Customers/ })
    .getByRole('list')
    .first();
}

/** Waits for the first cards. */
async function untilCards(page: Page): Promise<void> {
  await expect(customersList(page).getByRole('heading').first()).toBeVisible();
}

interface ShownCard {
  /** Position in the list. */
  index: number;
  name: string;
  /** Exact amount. */
  cost: string;
}

/** The cards that are in the document: those in sight, of however many. */
async function cardsInSight(page: Page): Promise<ShownCard[]> {
  return customersList(page)
    .getByRole('heading', { level: 3 })
    .evaluateAll(headings =>
      headings.map(heading => {
        const item = heading.closest('li');
        return {
          index: Number(item?.getAttribute('aria-posinset')) - 1,
          name: heading.textContent ?? '',
          cost: item?.querySelector('data')?.value ?? 'no costs',
        };
      }),
    );
}

/** Scrolls from the first card to the last, and tells what is on each. */
async function allCards(page: Page, count: number): Promise<ShownCard[]> {
  await untilCards(page);
  const found = new Map<number, ShownCard>();
  await expect(async () => {
    for (const card of await cardsInSight(page)) {
      found.set(card.index, card);
    }
    await customersList(page)
      .getByRole('listitem')
      .last()
      .scrollIntoViewIfNeeded();
    expect(found.size).toBe(count);
  }).toPass();
  return [...found.values()].sort((a, b) => a.index - b.index);
}
