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
  subtractDecimals,
  type BreakdownRow,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';

/** What one value of a dimension costs more or less than before. */
export interface CostChange {
  row: BreakdownRow;
  difference: Decimal;
  /** `new` had no cost before, `gone` has none now. */
  kind: 'new' | 'gone' | 'more' | 'less';
}

/** The largest changes in one currency, up or down, largest first. */
export function largestChanges(
  rows: BreakdownRow[],
  currency: string,
  count: number,
): CostChange[] {
  return rows
    .flatMap((row): CostChange[] => {
      if (
        row.billingCurrency !== currency ||
        row.comparableCost === undefined
      ) {
        return [];
      }
      const difference = subtractDecimals(row.billedCost, row.comparableCost);
      const direction = compareDecimals(difference, '0');
      if (direction === 0) {
        return [];
      }
      let kind: CostChange['kind'] = direction > 0 ? 'more' : 'less';
      if (compareDecimals(row.comparableCost, '0') === 0) {
        kind = 'new';
      } else if (compareDecimals(row.billedCost, '0') === 0) {
        kind = 'gone';
      }
      return [{ row, difference, kind }];
    })
    .sort((a, b) => compareDecimals(sizeOf(b.difference), sizeOf(a.difference)))
    .slice(0, count);
}

function sizeOf(amount: Decimal): Decimal {
  return amount.replace(/^-/, '');
}
