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
  lastDayOf,
  sumDecimals,
  type BillingPeriod,
  type Comparison,
  type CostTotal,
  type DailyCost,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';

/** One day of a month beside the same day of the month before. */
export interface TrendDay {
  /** Day of the month, from 1. */
  day: number;
  /** `YYYY-MM-DD`; absent for a day that only the month before has. */
  date?: string;
  /** Absent for days that are still to come. */
  cost?: { usage: Decimal; other: Decimal; total: Decimal };
  /** Absent when nothing is known of the month before, or it is shorter. */
  previous?: Decimal;
  /** The latest day of a month that goes on: more may come. */
  incomplete: boolean;
}

/** The days of a month, ready to be drawn and told. */
export interface Trend {
  days: TrendDay[];
  /** Late charges for days before the month; in its total, not in its days. */
  earlier: DailyCost[];
}

/**
 * Lays the days of a month beside those of the month before. Days without
 * charges cost zero, days to come have no cost.
 */
export function buildTrend(
  total: CostTotal,
  billingPeriod: BillingPeriod,
  comparison: Comparison,
): Trend {
  const { throughDate } = comparison;
  const byDate = new Map(total.days.map(cost => [cost.date, cost]));
  const previousPeriod = comparison.billingPeriod;
  const previousByDate = new Map(
    total.previousDays.map(cost => [cost.date, cost]),
  );
  const length = dayCount(billingPeriod);
  const previousLength =
    previousByDate.size > 0 ? dayCount(addMonths(billingPeriod, -1)) : 0;

  const days = Array.from(
    { length: Math.max(length, previousLength) },
    (_, index): TrendDay => {
      const day = index + 1;
      const date = day <= length ? dateOf(billingPeriod, day) : undefined;
      const known = date !== undefined && (!throughDate || date <= throughDate);
      return {
        day,
        date,
        cost: known ? costOf(byDate.get(date)) : undefined,
        previous:
          day <= previousLength
            ? costOf(previousByDate.get(dateOf(previousPeriod, day))).total
            : undefined,
        incomplete: date !== undefined && date === throughDate,
      };
    },
  );
  return {
    days,
    earlier: total.days.filter(({ date }) => date < `${billingPeriod}-01`),
  };
}

/** Adds up each day and all days before it. */
export function runningTotals({ days, earlier }: Trend): TrendDay[] {
  // Late charges belong to the month's total, so the line starts with them.
  let usage = sumDecimals(earlier.map(cost => cost.usageCost));
  let other = sumDecimals(earlier.map(cost => cost.otherCost));
  let previous = '0';
  return days.map(day => {
    if (day.cost) {
      usage = sumDecimals([usage, day.cost.usage]);
      other = sumDecimals([other, day.cost.other]);
    }
    previous = sumDecimals([previous, day.previous ?? '0']);
    return {
      ...day,
      cost: day.cost && { usage, other, total: sumDecimals([usage, other]) },
      previous: day.previous === undefined ? undefined : previous,
    };
  });
}

function costOf(cost: DailyCost | undefined) {
  const usage = cost?.usageCost ?? '0';
  const other = cost?.otherCost ?? '0';
  return { usage, other, total: sumDecimals([usage, other]) };
}

function dateOf(billingPeriod: BillingPeriod, day: number): string {
  return `${billingPeriod}-${String(day).padStart(2, '0')}`;
}

function dayCount(billingPeriod: BillingPeriod): number {
  return Number(lastDayOf(billingPeriod).slice(8));
}
