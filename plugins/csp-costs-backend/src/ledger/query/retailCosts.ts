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
  compareDecimals,
  subtractDecimals,
  sumDecimals,
  type CostMetric,
  type Coverage,
  type EarnedCreditCost,
  type RetailCosts,
  type RetailCostsQuery,
  type RetailTotal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, isOneOf, readExactSum } from '../../database/dialect';
import { groupBy, stateOf } from './buildTotals';
import type { QueryContext } from './PeriodView';
import { readCoverage } from './readCoverage';
import type { SliceState } from './readSlices';
import { resolveCustomers, type CustomerScope } from './resolveCustomers';

/** Sums of one currency, rate of partner earned credit, and invoiced or not. */
interface RetailCell {
  billingCurrency: string;
  rate: string;
  invoiced: boolean;
  partnerCost: string;
  retailCost: string;
  unpricedCost: string;
}

/**
 * Azure costs of a billing period as the partner pays them, beside what they
 * are at pay-as-you-go prices.
 *
 * @throws NotFoundError when the scope names something unknown.
 */
export async function retailCosts(
  context: QueryContext,
  query: RetailCostsQuery,
): Promise<RetailCosts> {
  const { knex } = context;
  const { billingPeriod, metric = 'actual' } = query;
  const scope = await resolveCustomers(knex, context.rights, query);
  const slices = selectSlices(knex, { billingPeriod, metric, scope });
  const [cells, states] = await Promise.all([
    readCells(knex, slices.clone(), scope),
    slices
      .clone()
      .leftJoin('cost_details_reports as r', 'r.slice_id', 's.slice_id')
      .select<SliceState[]>('s.*', 'r.line_count')
      .orderBy('s.slice_key'),
  ]);
  const currencies = groupBy(cells, cell => cell.billingCurrency);
  return {
    billingPeriod,
    metric,
    totals: [...currencies]
      .map(([billingCurrency, group]) => totalOf(billingCurrency, group))
      .sort((a, b) => a.billingCurrency.localeCompare(b.billingCurrency)),
    coverage: coverageOf(states, billingPeriod, context),
  };
}

/** Slices of the period, of all customers and of those asked for. */
function selectSlices(
  knex: Knex,
  options: {
    billingPeriod: string;
    metric: CostMetric;
    scope: CustomerScope;
  },
): Knex.QueryBuilder {
  const { billingPeriod, metric, scope } = options;
  const whole = `${billingPeriod}:${metric}`;
  const { customerIds, connectorIds } = scope;
  const query = knex('slices as s')
    .where({ 's.source': 'cost-details', 's.billing_period': billingPeriod })
    .where(where => {
      where.where({ 's.slice_key': whole });
      if (customerIds) {
        where.orWhere(
          isOneOf(
            knex,
            's.slice_key',
            customerIds.map(id => `${whole}:${id}`),
          ),
        );
      } else {
        where.orWhereLike('s.slice_key', `${whole}:%`);
      }
    });
  return connectorIds ? query.whereIn('s.connector_id', connectorIds) : query;
}

async function readCells(
  knex: Knex,
  slices: Knex.QueryBuilder,
  { customerIds, azureSubscriptionId }: CustomerScope,
): Promise<RetailCell[]> {
  const query = slices
    .join('cost_details_reports as r', 'r.slice_id', 's.slice_id')
    .join('cost_details as d', 'd.report_id', 'r.report_id')
    .whereNot({ 'd.charge_category': 'Tax' })
    .groupBy('d.billing_currency', 'd.earned_credit_rate', 'd.invoiced')
    .select(
      'd.billing_currency as billingCurrency',
      'd.earned_credit_rate as rate',
      'd.invoiced',
      exactSum(knex, 'd.partner_cost', 'partnerCost'),
      exactSum(knex, 'd.retail_cost', 'retailCost'),
      exactSum(knex, 'd.unpriced_cost', 'unpricedCost'),
    );
  if (customerIds) {
    query.where(isOneOf(knex, 'd.customer_id', customerIds));
  }
  if (azureSubscriptionId) {
    query.where({ 'd.azure_subscription_id': azureSubscriptionId });
  }
  const rows: Array<
    Omit<RetailCell, 'invoiced'> & { invoiced: boolean | number }
  > = await query;
  return rows.map(row => ({
    billingCurrency: row.billingCurrency,
    rate: row.rate,
    invoiced: Boolean(row.invoiced),
    partnerCost: readExactSum(row.partnerCost),
    retailCost: readExactSum(row.retailCost),
    unpricedCost: readExactSum(row.unpricedCost),
  }));
}

function totalOf(
  billingCurrency: string,
  cells: readonly RetailCell[],
): RetailTotal {
  return {
    billingCurrency,
    ...sumsOf(cells),
    unpricedCost: sumDecimals(cells.map(cell => cell.unpricedCost)),
    earnedCredit: [...groupBy(cells, cell => cell.rate)]
      .map(([rate, group]): EarnedCreditCost => ({ rate, ...sumsOf(group) }))
      .sort((a, b) => compareDecimals(b.rate, a.rate)),
    state: stateOf(cells),
  };
}

function sumsOf(cells: readonly RetailCell[]) {
  const partnerCost = sumDecimals(cells.map(cell => cell.partnerCost));
  const retailCost = sumDecimals(cells.map(cell => cell.retailCost));
  const unpriced = sumDecimals(cells.map(cell => cell.unpricedCost));
  return {
    partnerCost,
    retailCost,
    margin: subtractDecimals(
      retailCost,
      subtractDecimals(partnerCost, unpriced),
    ),
  };
}

/** Figures of a month before the last do not change, and are not asked for again. */
function coverageOf(
  slices: readonly SliceState[],
  billingPeriod: string,
  context: QueryContext,
): Coverage {
  const isClosed = billingPeriod < addMonths(billingPeriodOf(context.now), -1);
  const coverage = readCoverage(
    slices,
    [],
    { billingPeriod },
    {
      ...context,
      staleAfterMs: isClosed ? Infinity : context.staleAfterMs,
    },
  );
  const shown = coverage.slices.filter(({ asOf }) => asOf !== undefined);
  return {
    ...coverage,
    asOf: shown.map(({ asOf }) => asOf!).sort()[0],
    complete:
      shown.length > 0 &&
      coverage.slices.every(({ status }) => status === 'current'),
  };
}
