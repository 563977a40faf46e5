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
  sumDecimals,
  type BreakdownRow,
  type CostChangesTotal,
  type CostTotal,
  type CostTrendTotal,
  type DayCost,
} from 'backstage-plugin-csp-costs-common';
import { splitAmount } from './demoCosts';

/** Days of a total, split among some values; the last ones are "other". */
export function trendOf(
  total: CostTotal,
  names: string[],
  limit: number,
): CostTrendTotal {
  const days = new Map<string, DayCost[]>();
  for (const { date, usageCost, otherCost } of total.days) {
    const parts = splitAmount(
      sumDecimals([usageCost, otherCost]),
      names,
      `${date} ${total.billingCurrency}`,
    );
    for (const { name, billedCost } of parts) {
      days.set(name, [...(days.get(name) ?? []), { date, billedCost }]);
    }
  }
  const series = [...days]
    .map(([name, own]) => ({
      name,
      billedCost: sumDecimals(own.map(day => day.billedCost)),
      days: own,
    }))
    .sort((a, b) => compareDecimals(b.billedCost, a.billedCost));
  const rest = series.slice(limit);
  return {
    billingCurrency: total.billingCurrency,
    series: series.slice(0, limit),
    other:
      rest.length > 0
        ? {
            count: rest.length,
            billedCost: sumDecimals(rest.map(one => one.billedCost)),
            days: total.days.map(({ date }) => ({
              date,
              billedCost: sumDecimals(
                rest.flatMap(one =>
                  one.days
                    .filter(day => day.date === date)
                    .map(day => day.billedCost),
                ),
              ),
            })),
          }
        : undefined,
  };
}

/** The largest changes among the rows of a breakdown. */
export function changesOf(
  total: CostTotal,
  rows: BreakdownRow[],
  limit: number,
): CostChangesTotal {
  const changes = rows
    .map((row, index) => ({
      customerId: 'd0a8a2b4-0000-4000-8000-000000000001',
      customerName: 'Adatum',
      azureSubscriptionId: '5f1c2d3e-0000-4000-8000-000000000000',
      azureSubscriptionName: 'Production',
      serviceName: row.name,
      billedCost: row.billedCost,
      comparableCost: row.comparableCost ?? '0',
      change: subtractDecimals(row.billedCost, row.comparableCost ?? '0'),
      newResource:
        index === 0
          ? {
              resourceId:
                '/subscriptions/5f1c2d3e-0000-4000-8000-000000000000/resourcegroups/rg-test/providers/microsoft.compute/virtualmachines/vm-batch-03',
              since: '2026-11-09',
              billedCost: '120',
              otherCount: 0,
            }
          : undefined,
    }))
    .sort((a, b) =>
      compareDecimals(b.change.replace('-', ''), a.change.replace('-', '')),
    )
    .slice(0, limit);
  return {
    billingCurrency: total.billingCurrency,
    change: subtractDecimals(total.billedCost, total.comparableCost ?? '0'),
    explainedChange: sumDecimals(changes.map(({ change }) => change)),
    rows: changes,
  };
}
