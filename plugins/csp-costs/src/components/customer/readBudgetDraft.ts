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
  compareDecimals,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';

const AMOUNT = /^\d{1,15}(\.\d{1,4})?$/;
const PERCENTAGES = /^\d{1,4}( ?, ?\d{1,4}){0,4}$/;
const HIGHEST = 1000;

/** Reads what was typed of a budget; undefined for what makes none. */
export function readBudgetDraft(
  amount: string,
  thresholds: string,
): { monthlyAmount?: Decimal; thresholds?: number[] } {
  const typed = amount.trim();
  const percentages = PERCENTAGES.test(thresholds.trim())
    ? [...new Set(thresholds.split(',').map(Number))].sort((a, b) => a - b)
    : [];
  return {
    monthlyAmount:
      AMOUNT.test(typed) && compareDecimals(typed, '0') > 0 ? typed : undefined,
    thresholds:
      percentages.length > 0 &&
      percentages.every(one => one >= 1 && one <= HIGHEST)
        ? percentages
        : undefined,
  };
}
