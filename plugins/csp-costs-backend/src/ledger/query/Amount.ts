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

/** An amount that is compared many times. */
export interface Amount {
  cost: Decimal;
  /** Nearly the same, for most comparisons. */
  nearly: number;
}

/** Prepares an amount to be compared. */
export function amountOf(cost: Decimal): Amount {
  return { cost, nearly: Number(cost) };
}

/** Orders amounts by value, exactly: doubles decide only where they are far apart. */
export function compareAmounts(a: Amount, b: Amount): number {
  const gap = a.nearly - b.nearly;
  return Math.abs(gap) > (Math.abs(a.nearly) + Math.abs(b.nearly)) * 1e-12
    ? gap
    : compareDecimals(a.cost, b.cost);
}
