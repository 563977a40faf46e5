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
import { simulatedCustomers, type MonthTruth } from './simulator';

/** As app-config.yaml says: customers of these countries are the group's that Maria is in. */
const COUNTRIES = ['DE', 'AT', 'CH'];

/** Maria looks after some customers; which ones, the catalog says. */
export async function enterAsMaria(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter as Maria' }).click();
  await expect(async () => {
    await page.goto('/costs/overview');
    await expect(
      page.getByRole('heading', { name: 'Your customers' }),
    ).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 90_000 });
}

/** What customers of hers cost in a month, and what the others do. */
export async function splitByMaria(
  truth: MonthTruth,
): Promise<{ own: MonthTruth['customers']; others: MonthTruth['customers'] }> {
  const countryOf = new Map(
    (await simulatedCustomers()).map(one => [one.customerId, one.country]),
  );
  const isOwn = ({ customerId }: { customerId: string }) =>
    COUNTRIES.includes(countryOf.get(customerId)!);
  return {
    own: truth.customers.filter(isOwn),
    others: truth.customers.filter(customer => !isOwn(customer)),
  };
}
