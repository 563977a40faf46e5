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

import { InputError } from '@backstage/errors';
import {
  compareDecimals,
  subtractDecimals,
  sumDecimals,
  type CostTrend,
  type CostTrendQuery,
  type CostTrendTotal,
  type DayCost,
} from 'backstage-plugin-csp-costs-common';
import { byValue, groupBy } from './buildTotals';
import { PeriodView, type QueryContext } from './PeriodView';
import { readCells } from './readCells';
import { nameOf, readDimension, readNames } from './readDimension';
import { readValueDays } from './readValueDays';
import { resolveScope } from './resolveScope';

const DEFAULT_LIMIT = 8;

/**
 * The days of a billing period by one dimension: the values with the highest
 * cost, and all others together. Like the summary it is without tax.
 *
 * @throws NotFoundError when the scope names something unknown, InputError when
 * the key of a tag is missing.
 */
export async function costTrend(
  context: QueryContext,
  query: CostTrendQuery,
): Promise<CostTrend> {
  const { dimension, tagKey, limit = DEFAULT_LIMIT } = query;
  if (dimension === 'entity') {
    throw new InputError(
      'dimension has to be another one than entity, of which there are no days',
    );
  }
  const scope = await resolveScope(context, query);
  const view = await PeriodView.create(context, query.billingPeriod);
  const [costs, cells] = await Promise.all([
    readDimension(context, view.shown, { dimension, tagKey, ...scope }),
    readCells(context.knex, view.shown, scope),
  ]);
  const charges = cells.filter(cell => cell.chargeCategory !== 'Tax');
  const ranked = [
    ...groupBy(
      costs.filter(
        cost => dimension !== 'chargeCategory' || cost.value !== 'Tax',
      ),
      cost => cost.billingCurrency,
    ),
  ].map(([billingCurrency, own]) => {
    const values = byValue(own);
    return {
      billingCurrency,
      first: values.slice(0, limit),
      otherCount: Math.max(0, values.length - limit),
    };
  });
  const values = [
    ...new Set(ranked.flatMap(({ first }) => first.map(({ name }) => name))),
  ];
  const [days, names] = await Promise.all([
    readValueDays(context.knex, view.shown, {
      dimension,
      tagKey,
      values,
      ...scope,
    }),
    readNames(context, dimension, values),
  ]);
  const daysOf = groupBy(days, day => `${day.billingCurrency} ${day.value}`);
  const totals = ranked.map(
    ({ billingCurrency, first, otherCount }): CostTrendTotal => {
      const series = first.map(({ name: value, billedCost }) => ({
        ...nameOf(names, value),
        billedCost,
        days: byDay(daysOf.get(`${billingCurrency} ${value}`) ?? []),
      }));
      return {
        billingCurrency,
        series,
        other:
          otherCount > 0
            ? otherOf(
                charges.filter(
                  cell => cell.billingCurrency === billingCurrency,
                ),
                series.flatMap(one => one.days),
                otherCount,
              )
            : undefined,
      };
    },
  );
  return {
    billingPeriod: view.billingPeriod,
    comparison: view.comparison,
    dimension,
    totals: totals.sort((a, b) =>
      a.billingCurrency.localeCompare(b.billingCurrency),
    ),
  };
}

/** What is left of all days without those that are told apart. */
function otherOf(
  all: readonly DayCost[],
  apart: readonly DayCost[],
  count: number,
): CostTrendTotal['other'] {
  const taken = new Map(byDay(apart).map(day => [day.date, day.billedCost]));
  const days = byDay(all)
    .map(({ date, billedCost }) => ({
      date,
      billedCost: subtractDecimals(billedCost, taken.get(date) ?? '0'),
    }))
    .filter(day => compareDecimals(day.billedCost, '0') !== 0);
  return {
    count,
    billedCost: sumDecimals(days.map(day => day.billedCost)),
    days,
  };
}

function byDay(costs: readonly DayCost[]): DayCost[] {
  return [...groupBy(costs, cost => cost.date)]
    .map(([date, own]) => ({
      date,
      billedCost: sumDecimals(own.map(cost => cost.billedCost)),
    }))
    .sort((a, b) => a.date.localeCompare(b.date));
}
