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
import {
  amountsIn,
  expectNoSidewaysScroll,
  factIn,
  keepScreenshot,
  lastMonth,
  nameOfMonth,
  test,
} from './portal';
import { truthOf } from './simulator';

/** The exact sum of decimals, in units of the last of 30 digits. */
function sum(amounts: string[]): bigint {
  return amounts.reduce((total, amount) => {
    const [whole = '', fraction = ''] = amount.split('.');
    return total + BigInt(whole + fraction.padEnd(30, '0'));
  }, 0n);
}

test('a finance person asks whether an invoice matches, and why not', async ({
  portal: page,
}) => {
  const { totals } = await truthOf(lastMonth());
  const { billingCurrency, billedCost, taxCost } = totals[0]!;
  const { invoiceId = '', invoiceTotal = '' } = totals[0]!;
  await page.getByRole('link', { name: 'Costs', exact: true }).first().click();
  await page.getByRole('tab', { name: 'Invoices' }).click();

  // In one look: every invoice, and whether it matches.
  const list = page.getByRole('table', { name: 'Invoices' });
  const row = list.getByRole('row').filter({ hasText: invoiceId });
  await expect(row).toContainText(nameOfMonth(lastMonth()));
  await expect(row).toContainText(billingCurrency);
  expect((await amountsIn(row))[0]).toBe(invoiceTotal);
  await expect(row).toContainText(/Matches|Differs, all explained/);
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'invoices-light');

  // The reason, to the last digit.
  await row.getByRole('link', { name: invoiceId }).click();
  await expect(
    page.getByRole('heading', { name: /It matches|all of it is explained/ }),
  ).toBeVisible();
  expect(await factIn(page.locator('body'), "Microsoft's total")).toBe(
    invoiceTotal,
  );
  const parts = page.getByRole('table', { name: 'Our lines by part' });
  const own = await amountsIn(parts);
  const reasons = page.getByRole('table', { name: 'Why it differs' });
  await expect(reasons).toContainText('Rounding');
  await expect(reasons).not.toContainText('Unexplained');
  const difference = (await amountsIn(reasons.locator('tfoot'))).join();
  expect(sum([billedCost, taxCost])).toBe(sum([own.at(-1)!]));
  expect(sum([own.at(-1)!, difference])).toBe(sum([invoiceTotal]));
  await keepScreenshot(page, 'invoice-light');

  // One step further: the lines of a part.
  await parts.getByRole('link', { name: 'Show the lines: Tax' }).click();
  await expect(page.getByRole('dialog')).toContainText(`Lines of ${invoiceId}`);
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await keepScreenshot(page, 'invoice-phone');
});
