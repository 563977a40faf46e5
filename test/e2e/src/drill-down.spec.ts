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
import { readFile } from 'node:fs/promises';
import {
  amountsIn,
  expectNoSidewaysScroll,
  keepScreenshot,
  lastMonth,
  pickMonth,
  test,
  totalsPanel,
} from './portal';

test('whoever wonders about a figure gets to the lines it is made of, and takes them along', async ({
  portal: page,
}) => {
  await page.goto('/costs/overview');
  await pickMonth(page, lastMonth());
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Service', exact: true }).click();
  const choices = page.getByRole('dialog');
  await choices.getByRole('searchbox').fill('virtual mach');
  await choices.getByRole('button', { name: /^Virtual Machines/ }).click();
  await expect(page).toHaveURL(/service=Virtual\+Machines/);
  await expect(
    page.getByRole('row', { name: 'Service: Virtual Machines' }),
  ).toBeVisible();

  // Stacked by region, and the same in a table.
  const panel = totalsPanel(page, 'EUR');
  await panel.getByRole('button', { name: /Stack by/ }).click();
  await page.getByRole('option', { name: 'Region' }).click();
  await expect(page).toHaveURL(/stack=region/);
  await keepScreenshot(page, 'overview-filtered-light');
  await panel.getByRole('radio', { name: 'Table' }).click();
  const row = panel
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: /^Charges of / }) })
    .first();
  const cost = (await amountsIn(row)).at(-2)!;
  await row.getByRole('button').click();

  // A link shows the same to a colleague.
  await page.reload();
  const charges = page.getByRole('dialog', { name: 'Charges' });
  const sum = charges.getByText(/^\d[\d,]* charges: /);
  const more = charges.getByRole('button', { name: 'Load more' });
  await expect(sum.or(more)).toBeVisible();
  while (await more.isVisible()) {
    await more.click();
    await expect(more)
      .toBeEnabled()
      .catch(() => {});
  }
  const [count, amount] = (await sum.innerText()).split(' charges: ');
  expect(amount!.replace(/[^\d.]/g, '')).toBe(cost);
  await charges
    .getByRole('button', { name: /^Line / })
    .first()
    .click();
  await expect(charges.getByText(/"BillingPreTaxTotal": /)).toBeVisible();
  await keepScreenshot(page, 'charges-light');

  const download = page.waitForEvent('download');
  await charges.getByRole('button', { name: 'Download' }).click();
  await page
    .getByRole('menuitem', { name: 'Charges, FOCUS columns (CSV)' })
    .click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file).toMatch(/^BilledCost,BillingCurrency,/);
  expect(file.trimEnd().split('\r\n')).toHaveLength(
    Number(count!.replaceAll(',', '')) + 1,
  );

  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'charges-phone');
  await page.keyboard.press('Escape');
  await expectNoSidewaysScroll(page);
});
