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
  relativeChange,
  subtractDecimals,
  type Decimal,
  type ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import type { GenerationTotals } from '../../ledger/generations/readGenerationTotals';

/** From when on a fall of a total is left to a person. */
export interface HoldDrops {
  /** By more than this share of what is shown, 0 to 100. */
  percent: number;
  /** And by more than this amount, in the currency of the total. */
  minimumAmount: Decimal;
  /** In its place, by currency. */
  minimumAmounts: ReadonlyMap<string, Decimal>;
}

/** Customers that are named in a verdict; more are counted. */
const NAMED_CUSTOMERS = 5;

/**
 * Compares charges with those that they would take the place of. Unlike the
 * other checks these two cannot tell wrong data from a change that is real, so
 * they warn, or leave it to a person, and refuse nothing.
 *
 * Amounts are left out of the verdicts: who may see runs need not see costs.
 */
export function compareCharges(
  shown: GenerationTotals,
  next: GenerationTotals,
  holdDrops: HoldDrops | undefined,
): ValidationVerdict[] {
  return [
    compareCustomers(shown, next),
    ...compareTotals(shown, next, holdDrops),
  ];
}

function compareCustomers(
  shown: GenerationTotals,
  next: GenerationTotals,
): ValidationVerdict {
  const vanished = [...shown.customerIds].filter(
    customerId => !next.customerIds.has(customerId),
  );
  const named = vanished.slice(0, NAMED_CUSTOMERS).join(', ');
  const more = vanished.length - NAMED_CUSTOMERS;
  return {
    check: 'customers',
    verdict: vanished.length > 0 ? 'warn' : 'pass',
    detail:
      vanished.length > 0
        ? `${vanished.length} of ${
            shown.customerIds.size
          } customers have no charges any more: ${named}${
            more > 0 ? ` and ${more} more` : ''
          }.`
        : `All ${shown.customerIds.size} customers that had charges have some.`,
  };
}

function compareTotals(
  shown: GenerationTotals,
  next: GenerationTotals,
  holdDrops: HoldDrops | undefined,
): ValidationVerdict[] {
  return [...shown.costs].map(([billingCurrency, before]) => {
    const after = next.costs.get(billingCurrency) ?? '0';
    const change = relativeChange(before, after);
    const percent = change === undefined ? undefined : change * 100;
    const held =
      holdDrops !== undefined &&
      percent !== undefined &&
      -percent > holdDrops.percent &&
      compareDecimals(
        subtractDecimals(before, after),
        holdDrops.minimumAmounts.get(billingCurrency) ??
          holdDrops.minimumAmount,
      ) > 0;
    const moved =
      percent === undefined
        ? 'was not above zero, so its change has no percentage'
        : `${percent < 0 ? 'fell' : 'rose'} by ${Math.abs(percent).toFixed(
            1,
          )} %`;
    return {
      check: 'total',
      verdict: held ? 'held' : 'pass',
      detail: held
        ? `The total in ${billingCurrency} ${moved}, more than ${holdDrops.percent} %.`
        : `The total in ${billingCurrency} ${moved}.`,
    };
  });
}
