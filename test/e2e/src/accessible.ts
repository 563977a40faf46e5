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

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What the standard asks for, up to WCAG 2.2 AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What of a page is looked at; all of it when left out. */
export interface Looked {
  /** Selector of the parts. */
  include?: string;
  /** Selectors of what is within them, but not ours. */
  exclude?: string[];
  /** What cannot be asked of the parts. */
  withoutRules?: string[];
}

/** Fails when a page, or a part of it, is not accessible to everybody. */
export async function expectAccessible(
  page: Page,
  message: string,
  { include, exclude = [], withoutRules = [] }: Looked = {},
) {
  const axe = new AxeBuilder({ page })
    .withTags(WCAG)
    .disableRules(withoutRules);
  if (include) {
    axe.include(include);
  }
  exclude.forEach(selector => axe.exclude(selector));
  const { violations } = await axe.analyze();
  expect(
    violations.flatMap(({ id, nodes }) =>
      nodes.map(
        node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`,
      ),
    ),
    message,
  ).toEqual([]);
}

/**
 * Shows the portal as people see it who have chosen light or dark. It makes the
 * page anew, so that a form is empty afterwards.
 */
export async function useColorScheme(page: Page, colorScheme: ColorScheme) {
  await page.emulateMedia({ colorScheme });
  await expect(
    page.locator(`[data-theme-mode=${colorScheme}]`).first(),
  ).toBeAttached();
}

/** Both that the portal comes in. */
export const COLOR_SCHEMES = ['light', 'dark'] as const;

/** How the portal is coloured. */
export type ColorScheme = (typeof COLOR_SCHEMES)[number];
