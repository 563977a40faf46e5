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

import { compareDecimals, multiplyDecimals, type Decimal } from './money';

/**
 * Shares of a budget at which somebody is to know, in percent, unless a budget
 * has its own.
 *
 * @public
 */
export const DEFAULT_BUDGET_THRESHOLDS: readonly number[] = [80, 100];

/**
 * What a customer is meant to cost a month, before tax, in one currency.
 *
 * @public
 */
export interface Budget {
  /** Tenant id of the customer. */
  customerId: string;
  /** ISO 4217. Charges of other currencies do not count. */
  billingCurrency: string;
  /** Amount of each month, more than zero. */
  monthlyAmount: Decimal;
  /** Shares at which the owners of the customer are told, in percent, ascending. */
  thresholds: number[];
  /** Goes up with every change. */
  revision: number;
  /** Entity ref of the person who changed it last. */
  updatedBy: string;
  /** ISO 8601. */
  updatedAt: string;
}

/**
 * What a budget is set to.
 *
 * @public
 */
export interface BudgetInput {
  /** Amount of each month, more than zero; at most 15 digits and 4 decimals. */
  monthlyAmount: Decimal;
  /** In percent, ascending, at most five. Default 80 and 100. */
  thresholds?: number[];
  /** Of the budget that was edited; absent to set a first one. */
  revision?: number;
}

/**
 * The highest threshold of a budget that a cost has reached; undefined when it
 * has reached none.
 *
 * @public
 */
export function reachedThreshold(
  budget: Pick<Budget, 'monthlyAmount' | 'thresholds'>,
  cost: Decimal,
): number | undefined {
  const hundredfold = multiplyDecimals(cost, '100');
  return budget.thresholds
    .filter(
      threshold =>
        compareDecimals(
          hundredfold,
          multiplyDecimals(budget.monthlyAmount, `${threshold}`),
        ) >= 0,
    )
    .at(-1);
}
