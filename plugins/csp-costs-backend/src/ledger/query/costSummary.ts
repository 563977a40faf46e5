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

import type {
  BillingPeriod,
  CostScope,
  CostSummary,
  CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { isOneOf } from '../../database/dialect';
import { buildTotals } from './buildTotals';
import { PeriodView, type QueryContext } from './PeriodView';
import { readCells } from './readCells';
import { readNamedCosts } from './readNamedCosts';
import { generationIdsOf } from './readSlices';
import { resolveScope } from './resolveScope';

/**
 * Totals, days and top services of a billing period.
 *
 * @throws NotFoundError when the scope names something unknown.
 */
export async function costSummary(
  context: QueryContext,
  query: CostScope & { billingPeriod: BillingPeriod },
): Promise<CostSummary> {
  const { knex } = context;
  const scope = await resolveScope(context, query);
  const view = await PeriodView.create(context, query.billingPeriod);
  const [cells, previousCells, services] = await Promise.all([
    readCells(knex, view.shown, scope),
    readCells(knex, view.previous, scope),
    readNamedCosts(context, view.shown, { dimension: 'service', ...scope }),
  ]);
  const totals = await orderTotals(
    context,
    view,
    buildTotals({
      cells,
      previousCells,
      services,
      comparison: view.comparison,
    }),
  );
  const isLimited = Boolean(
    scope.customerIds ?? scope.azureSubscriptionId ?? scope.condition,
  );
  return {
    billingPeriod: view.billingPeriod,
    comparison: view.comparison,
    totals,
    coverage: view.coverage({
      connectorIds: scope.connectorIds,
      billingCurrencies:
        isLimited && totals.length > 0
          ? totals.map(total => total.billingCurrency)
          : undefined,
      // An Azure subscription has usage and nothing else.
      usageOnly: Boolean(scope.azureSubscriptionId),
    }),
  };
}

/** Puts the currency of most customers first. */
async function orderTotals(
  { knex, rights }: QueryContext,
  view: PeriodView,
  totals: CostTotal[],
): Promise<CostTotal[]> {
  if (totals.length < 2) {
    return totals;
  }
  const query = knex('cost_totals')
    .where({ dimension: 'customer' })
    .whereIn('generation_id', generationIdsOf(view.shown))
    .groupBy('billing_currency')
    .select('billing_currency')
    .countDistinct({ count: 'customer_id' });
  if (!rights.all) {
    query.where(isOneOf(knex, 'customer_id', rights.customerIds));
  }
  const rows: Array<Record<string, string | number>> = await query;
  const counts = new Map(
    rows.map(row => [String(row.billing_currency), Number(row.count)]),
  );
  const countOf = ({ billingCurrency }: CostTotal) =>
    counts.get(billingCurrency) ?? 0;
  return [...totals].sort((a, b) => countOf(b) - countOf(a));
}
