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
  divideDecimals,
  firstDayOf,
  lastDayOf,
  multiplyDecimals,
  sumDecimals,
  type BillingPeriod,
  type DailyCost,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';

/** Complete days that there have to be. */
const LEAST_DAYS = 5;

/** Complete days, the last ones, that the daily cost is taken from: all days of a week once. */
const RATE_DAYS = 7;

const FRACTION_DIGITS = 2;

/**
 * What a month will have cost when it goes on as in the last days.
 *
 * The latest day is not complete yet, since Microsoft adds to it; the days
 * before it are. Usage of each day that is left, the latest one included, is
 * taken for the average of the last seven complete days; days without charges
 * cost nothing. What the latest day has already cost counts when it is more.
 * Usage of earlier months that is invoiced late, and everything that is not
 * usage, counts as it is: a licence is billed once a month.
 *
 * @param days - Costs of the month by day; absent days cost nothing.
 * @param throughDate - The latest day with charges, `YYYY-MM-DD`; undefined for
 * a month that is over.
 * @returns The cost before tax, rounded once, half a cent away from zero;
 * undefined for a month that is over, and while fewer than five days are complete.
 */
export function forecastOf(
  billingPeriod: BillingPeriod,
  throughDate: string | undefined,
  days: readonly DailyCost[],
): Decimal | undefined {
  const first = firstDayOf(billingPeriod);
  if (!throughDate || throughDate < first) {
    return undefined;
  }
  const completeDays = dayOfMonth(throughDate) - 1;
  if (completeDays < LEAST_DAYS) {
    return undefined;
  }
  const daysLeft = dayOfMonth(lastDayOf(billingPeriod)) - completeDays;
  const rateDays = Math.min(RATE_DAYS, completeDays);
  const rateFrom = `${billingPeriod}-${String(
    completeDays - rateDays + 1,
  ).padStart(2, '0')}`;
  const usageOf = (isMeant: (date: string) => boolean) =>
    sumDecimals(
      days.filter(day => isMeant(day.date)).map(day => day.usageCost),
    );
  // Everything is kept `rateDays`-fold, so that one division is the only rounding.
  const usageInRate = usageOf(date => date >= rateFrom && date < throughDate);
  const latestUsage = times(
    usageOf(date => date >= throughDate),
    rateDays,
  );
  const isAhead = compareDecimals(latestUsage, usageInRate) > 0;
  const known = [
    usageOf(date => date < throughDate),
    ...days.map(day => day.otherCost),
  ];
  return divideDecimals(
    sumDecimals([
      times(sumDecimals(known), rateDays),
      isAhead ? latestUsage : usageInRate,
      times(usageInRate, daysLeft - 1),
    ]),
    `${rateDays}`,
    FRACTION_DIGITS,
  );
}

function times(amount: Decimal, factor: number): Decimal {
  return multiplyDecimals(amount, `${factor}`);
}

function dayOfMonth(date: string): number {
  return Number(date.slice(8, 10));
}
