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
import { COLOR_SCHEMES, expectAccessible } from './accessible';
import { annotated } from './demoCatalog';
import {
  expectNoSidewaysScroll,
  keepScreenshot,
  lastMonth,
  test,
} from './portal';
import { truthOf } from './simulator';

/** A page of the plugin, and what can be seen on it once it is there. */
interface PortalPage {
  name: string;
  path: () => Promise<string>;
  sign: (page: Page) => Locator;
}

const totals = (page: Page) =>
  page.getByRole('region', { name: 'Totals' }).getByRole('heading').first();
const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first();

const PAGES: PortalPage[] = [
  {
    name: 'overview',
    path: async () => `/costs/overview?month=${lastMonth()}`,
    sign: totals,
  },
  {
    name: 'customer',
    path: async () => {
      const { customers } = await truthOf(lastMonth());
      return `/costs/overview?month=${lastMonth()}&customer=${
        customers[1]!.customerId
      }`;
    },
    sign: totals,
  },
  {
    name: 'invoices',
    path: async () => '/costs/invoices',
    sign: page => page.getByRole('table', { name: 'Invoices' }),
  },
  {
    name: 'connectors',
    path: async () => '/costs/connectors',
    sign: heading('Demo partner'),
  },
  {
    name: 'connector',
    path: async () => '/costs/connectors/demo',
    sign: heading('Doctor'),
  },
  {
    name: 'form',
    path: async () => '/costs/connectors/new',
    sign: heading('Who is told'),
  },
  {
    name: 'collection',
    path: async () => '/costs/collection',
    sign: heading('Latest runs'),
  },
  {
    name: 'entity',
    path: async () =>
      `${
        annotated('csp-costs/azure-subscription-id')[0]!.path
      }/costs?month=${lastMonth()}`,
    sign: totals,
  },
  {
    name: 'entity-card',
    path: async () => annotated('csp-costs/azure-subscription-id')[0]!.path,
    sign: heading('Costs'),
  },
];

for (const { name, path, sign } of PAGES) {
  test(`the page ${name} is accessible in light and in dark, and fits a telephone`, async ({
    portal: page,
  }) => {
    const address = await path();
    for (const colorScheme of COLOR_SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.goto(address);
      await expect(
        page.locator(`[data-theme-mode=${colorScheme}]`).first(),
      ).toBeAttached();
      await untilLoaded(page, sign);
      await keepScreenshot(page, `${name}-${colorScheme}`);
      await expectAccessible(page, `in ${colorScheme}`, {
        include: '[data-csp-costs]',
      });
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await untilLoaded(page, sign);
    await expectNoSidewaysScroll(page);
    await keepScreenshot(page, `${name}-phone`);
  });
}

test('the keyboard alone reaches a customer, and from there its charges', async ({
  portal: page,
}) => {
  await page.goto(`/costs/overview?month=${lastMonth()}`);
  await untilLoaded(page, totals);
  await expect(
    page.getByRole('link', { name: /^Costs of / }).first(),
  ).toBeVisible();

  const customer = await tabTo(page, /^Costs of /);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/customer=/);
  await expect(
    page.getByRole('heading', { name: customer.replace('Costs of ', '') }),
  ).toBeVisible();
  await untilLoaded(page, totals);

  await tabTo(page, /^More about /);
  await page.keyboard.press('Enter');
  await page
    .getByRole('menuitem', { name: 'Look into the charges' })
    .press('Enter');
  await expect(
    page.getByRole('table', { name: /^Charges in / }).first(),
  ).toBeVisible();
});

async function untilLoaded(page: Page, sign: (page: Page) => Locator) {
  await expect(sign(page)).toBeVisible();
  await expect(
    page.locator('[data-csp-costs] [role=status][aria-label^="Loading"]'),
  ).toHaveCount(0);
}

/** Goes on from what has the focus, as a keyboard does, to something of a name; gives the name. */
async function tabTo(page: Page, name: RegExp): Promise<string> {
  for (let count = 0; count < 200; count++) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(() => {
      const focused = document.activeElement;
      return (
        focused?.getAttribute('aria-label') ??
        focused?.textContent?.trim() ??
        ''
      );
    });
    if (name.test(said)) {
      return said;
    }
  }
  throw new Error(`The keyboard does not come to ${name}`);
}
