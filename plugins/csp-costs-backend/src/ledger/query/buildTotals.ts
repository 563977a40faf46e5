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
  compareDecimals,
  sumDecimals,
  type Comparison,
  type CostState,
  type CostTotal,
  type DailyCost,
  type NamedCost,
} from 'backstage-plugin-csp-costs-common';
import { comparableThrough } from './comparisonOf';
import { forecastOf } from './forecastOf';
import type { CostCell } from './readCells';
import type { DimensionCost } from './readNamedCosts';

const MAX_SERVICES = 10;

/** Adds cells up to one total a currency, in the order of their codes. */
export function buildTotals(options: {
  cells: readonly CostCell[];
  previousCells: readonly CostCell[];
  services: readonly DimensionCost[];
  comparison: Comparison;
}): CostTotal[] {
  const { cells, previousCells, services, comparison } = options;
  const through = comparableThrough(comparison);
  return [...new Set(cells.map(cell => cell.billingCurrency))]
    .sort()
    .map(billingCurrency => {
      const inCurrency = cells.filter(
        cell => cell.billingCurrency === billingCurrency,
      );
      const charges = inCurrency.filter(isBeforeTax);
      const previous = previousCells.filter(
        cell => cell.billingCurrency === billingCurrency && isBeforeTax(cell),
      );
      const comparable = through
        ? previous.filter(cell => cell.date <= through)
        : previous;
      const days = byDay(charges);
      return {
        billingCurrency,
        billedCost: sum(charges),
        usageCost: sum(charges.filter(isUsage)),
        otherCost: sum(charges.filter(cell => !isUsage(cell))),
        estimatedCost: sum(charges.filter(cell => !cell.invoiced)),
        invoicedCost: sum(charges.filter(cell => cell.invoiced)),
        taxCost: sum(inCurrency.filter(cell => !isBeforeTax(cell))),
        state: stateOf(inCurrency),
        // A month without any charge is not known to have cost nothing.
        comparableCost: previous.length > 0 ? sum(comparable) : undefined,
        previousCost: previous.length > 0 ? sum(previous) : undefined,
        forecastCost: forecastOf(
          addMonths(comparison.billingPeriod, 1),
          comparison.throughDate,
          days,
        ),
        days,
        previousDays: byDay(previous),
        services: topServices(services, billingCurrency),
      };
    });
}

/** Whether charges are estimated, invoiced, or some of each. */
export function stateOf(charges: readonly { invoiced: boolean }[]): CostState {
  if (charges.every(charge => charge.invoiced)) {
    return 'invoiced';
  }
  return charges.some(charge => charge.invoiced) ? 'mixed' : 'estimated';
}

/** Adds up costs by the value of their dimension, highest first. */
export function byValue(costs: readonly DimensionCost[]): NamedCost[] {
  return [...groupBy(costs, cost => cost.value)]
    .map(([name, group]) => ({ name, billedCost: sum(group) }))
    .sort(byCost);
}

/** Orders by cost, highest first, then by name. */
export function byCost(a: NamedCost, b: NamedCost): number {
  return (
    compareDecimals(b.billedCost, a.billedCost) || a.name.localeCompare(b.name)
  );
}

/** Groups items by a key, in the order in which keys first appear. */
export function groupBy<T, K>(
  items: Iterable<T>,
  keyOf: (item: T) => K,
): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

function topServices(
  services: readonly DimensionCost[],
  billingCurrency: string,
): NamedCost[] {
  return byValue(
    services.filter(service => service.billingCurrency === billingCurrency),
  ).slice(0, MAX_SERVICES);
}

function byDay(cells: readonly CostCell[]): DailyCost[] {
  return [...groupBy(cells, cell => cell.date)]
    .map(([date, day]) => ({
      date,
      usageCost: sum(day.filter(isUsage)),
      otherCost: sum(day.filter(cell => !isUsage(cell))),
    }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

function sum(charges: readonly { billedCost: string }[]): string {
  return sumDecimals(charges.map(charge => charge.billedCost));
}

function isUsage(cell: CostCell): boolean {
  return cell.chargeCategory === 'Usage';
}

function isBeforeTax(cell: CostCell): boolean {
  return cell.chargeCategory !== 'Tax';
}
