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
  addMonths,
  billingPeriodOf,
  lastDayOf,
  type BillingPeriod,
  type Comparison,
} from 'backstage-plugin-csp-costs-common';

/**
 * Chooses what a billing period is compared with: the same days of the month
 * before, as far as this month has charges.
 *
 * @param lastChargeDate - Last day of the period with usage, `YYYY-MM-DD`.
 */
export function comparisonOf(
  billingPeriod: BillingPeriod,
  lastChargeDate: string | undefined,
  now: Date,
): Comparison {
  const comparison = { billingPeriod: addMonths(billingPeriod, -1) };
  if (billingPeriod !== billingPeriodOf(now)) {
    return comparison;
  }
  return {
    ...comparison,
    throughDate: lastChargeDate ?? now.toISOString().slice(0, 10),
  };
}

/**
 * The last day of the month before that is compared; undefined when all of it
 * is, charges that start later included. A longer month is compared with all of
 * a shorter one.
 */
export function comparableThrough(comparison: Comparison): string | undefined {
  if (!comparison.throughDate) {
    return undefined;
  }
  const last = lastDayOf(comparison.billingPeriod);
  const sameDay = `${comparison.billingPeriod}-${comparison.throughDate.slice(
    -2,
  )}`;
  return sameDay < last ? sameDay : last;
}
