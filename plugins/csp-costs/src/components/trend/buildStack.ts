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
  sumDecimals,
  type BillingPeriod,
  type BreakdownDimension,
  type Comparison,
  type CostTotal,
  type CostTrendTotal,
  type DayCost,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { buildTrend } from './buildTrend';

/** One value of a dimension, or all others together. */
export interface StackSeries {
  /** Tells series apart; stays the same while others come and go. */
  key: string;
  /** Undefined for all others together. */
  value?: { id?: string; name: string };
  /** How many values it stands for. */
  count: number;
  billedCost: Decimal;
}

/** One day of a month, series by series. */
export interface StackDay {
  /** Day of the month, from 1. */
  day: number;
  /** `YYYY-MM-DD`; absent for a day that only the month before has. */
  date?: string;
  /** In the order of the series; absent for days that are still to come. */
  amounts?: Decimal[];
  /** Absent for days that are still to come. */
  total?: Decimal;
  /** Absent when nothing is known of the month before, or it is shorter. */
  previous?: Decimal;
  /** The latest day of a month that goes on: more may come. */
  incomplete: boolean;
}

/** The days of a month, ready to be drawn and told. */
export interface Stack {
  dimension: BreakdownDimension;
  series: StackSeries[];
  days: StackDay[];
  /** Late charges for days before the month; in its total, not in its days. */
  earlier: Array<Required<Pick<StackDay, 'date' | 'amounts' | 'total'>>>;
  /** Of the whole month, late charges included. */
  total: Decimal;
}

/**
 * Lays the days of each series on top of each other, beside the same days of
 * the month before.
 */
export function buildStack(options: {
  dimension: BreakdownDimension;
  trend: CostTrendTotal | undefined;
  total: CostTotal;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
}): Stack {
  const { dimension, trend, total, billingPeriod, comparison } = options;
  const all: Array<StackSeries & { days: DayCost[] }> = (
    trend?.series ?? []
  ).map(({ id, name, billedCost, days }) => ({
    key: `=${id ?? name}`,
    value: { id, name },
    count: 1,
    billedCost,
    days,
  }));
  if (trend?.other) {
    all.push({ key: 'other', ...trend.other });
  }
  const byDate = all.map(
    ({ days }) => new Map(days.map(day => [day.date, day.billedCost])),
  );
  const amountsOn = (date: string) =>
    byDate.map(costs => costs.get(date) ?? '0');
  const first = `${billingPeriod}-01`;
  const earlier = [...new Set(byDate.flatMap(costs => [...costs.keys()]))]
    .filter(date => date < first)
    .sort()
    .map(date => {
      const amounts = amountsOn(date);
      return { date, amounts, total: sumDecimals(amounts) };
    });
  const { days } = buildTrend(total, billingPeriod, comparison);
  return {
    dimension,
    series: all.map(({ days: _days, ...series }) => series),
    days: days.map(({ day, date, cost, previous, incomplete }) => {
      const amounts = cost && date ? amountsOn(date) : undefined;
      return {
        day,
        date,
        amounts,
        total: amounts && sumDecimals(amounts),
        previous,
        incomplete,
      };
    }),
    earlier,
    total: sumDecimals(all.map(({ billedCost }) => billedCost)),
  };
}

/** Adds up each day and all days before it. */
export function runningStack(stack: Stack): StackDay[] {
  // Late charges belong to the month's total, so the line starts with them.
  let amounts = stack.series.map((_series, index) =>
    sumDecimals(stack.earlier.map(day => day.amounts[index] ?? '0')),
  );
  let previous = '0';
  return stack.days.map(day => {
    if (day.amounts) {
      amounts = amounts.map((amount, index) =>
        sumDecimals([amount, day.amounts?.[index] ?? '0']),
      );
    }
    previous = sumDecimals([previous, day.previous ?? '0']);
    return {
      ...day,
      amounts: day.amounts && amounts,
      total: day.amounts && sumDecimals(amounts),
      previous: day.previous === undefined ? undefined : previous,
    };
  });
}

/** The series of a day that cost something, costliest first. */
export function sortedSeries(
  stack: Pick<Stack, 'series'>,
  day: StackDay,
): Array<{ series: StackSeries; index: number; amount: Decimal }> {
  return stack.series
    .map((series, index) => ({
      series,
      index,
      amount: day.amounts?.[index] ?? '0',
    }))
    .filter(({ amount }) => compareDecimals(amount, '0') !== 0)
    .sort((a, b) => compareDecimals(b.amount, a.amount));
}
