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
  BreakdownDimension,
  CostScope,
  Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, isOneOf, readExactSum } from '../../database/dialect';
import { joinDays } from '../joinDays';
import { isBilled } from '../tables';
import type { QueryContext } from './PeriodView';
import type { SliceState } from './readSlices';
import { selectTotals } from './selectTotals';

/** Column of `cost_series` that holds a dimension. */
const COLUMNS: Record<BreakdownDimension, string> = {
  service: 'service_name',
  product: 'product_name',
  resourceGroup: 'resource_group',
  azureSubscription: 'azure_subscription_id',
  chargeCategory: 'charge_category',
  customer: 'customer_id',
};

/** The cost of one value of a dimension, for one customer where asked. */
export interface DimensionCost {
  customerId?: string;
  billingCurrency: string;
  value: string;
  invoiced: boolean;
  billedCost: Decimal;
}

interface NamedCostsOptions {
  dimension: BreakdownDimension;
  customerIds?: string[];
  azureSubscriptionId?: CostScope['azureSubscriptionId'];
  /** Keeps customers apart; with `customerIds` only. */
  byCustomer?: boolean;
  /** Only charges up to this day, `YYYY-MM-DD`. */
  through?: string;
}

/**
 * Adds up costs by a dimension.
 *
 * Tax is left out, unless the dimension is the charge category.
 */
export async function readNamedCosts(
  { knex, totals }: Pick<QueryContext, 'knex' | 'totals'>,
  slices: readonly SliceState[],
  options: NamedCostsOptions,
): Promise<readonly DimensionCost[]> {
  const { dimension, customerIds, azureSubscriptionId, through } = options;
  const query =
    azureSubscriptionId || (customerIds && dimension !== 'customer')
      ? selectSeries(knex, options)
      : selectTotals(knex, options);
  limitTo(knex, query, slices);
  if (dimension !== 'chargeCategory') {
    query.whereNot({ charge_category: 'Tax' });
  }
  if (customerIds) {
    query.where(isOneOf(knex, 'customer_id', customerIds));
  }
  const read = async () => {
    const rows: Array<Record<string, string>> = await query;
    return rows.map(row => ({
      customerId: row.customer_id,
      billingCurrency: row.billing_currency!,
      value: row.value!,
      invoiced: Number(row.invoiced) === 1,
      billedCost: readExactSum(row.billed_cost!),
    }));
  };
  return customerIds || azureSubscriptionId
    ? read()
    : totals.read(
        JSON.stringify([
          dimension,
          through,
          slices.map(slice => slice.current_generation_id),
        ]),
        read,
      );
}

/** Only charges of the slices' generations, invoiced and estimated ones apart. */
function limitTo(
  knex: Knex,
  query: Knex.QueryBuilder,
  slices: readonly SliceState[],
): void {
  const idsOf = (some: readonly SliceState[]) =>
    some.map(slice => slice.current_generation_id!);
  const invoiced = idsOf(slices.filter(slice => isBilled(slice.source)));
  query
    .whereIn('generation_id', idsOf(slices))
    .groupBy('invoiced')
    .select(
      invoiced.length > 0
        ? knex.raw(
            `case when generation_id in (${invoiced.map(() => '?').join(', ')})
              then 1 else 0 end as invoiced`,
            invoiced,
          )
        : knex.raw('0 as invoiced'),
    );
}

/** Of some customers or one Azure subscription, whose series are few. */
function selectSeries(
  knex: Knex,
  options: NamedCostsOptions,
): Knex.QueryBuilder {
  const { dimension, azureSubscriptionId, through } = options;
  const query = knex('cost_series as s');
  if (through) {
    const { day, cost } = joinDays(knex, query);
    query.where(day, '<=', through).select(exactSum(knex, cost, 'billed_cost'));
  } else {
    query.select(exactSum(knex, 'billed_cost', 'billed_cost'));
  }
  query
    .groupBy('billing_currency', COLUMNS[dimension])
    .select('billing_currency', { value: COLUMNS[dimension] });
  if (options.byCustomer) {
    query.groupBy('customer_id').select('customer_id');
  }
  if (azureSubscriptionId) {
    query.where({ azure_subscription_id: azureSubscriptionId });
  }
  return query;
}
