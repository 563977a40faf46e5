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
  Decimal,
} from 'backstage-plugin-csp-costs-common';
import { readExactSum } from '../../database/dialect';
import type { QueryContext } from './PeriodView';
import { generationIdsOf, type SliceState } from './readSlices';
import type { ResolvedScope } from './resolveScope';
import { selectSeries } from './selectSeries';
import { isTotaled, selectTotals, totaledWithin } from './selectTotals';
import { whereScope } from './whereScope';
import { whereShown } from './whereShown';

/** A dimension whose value a charge has by itself; for `tag` it is all tags. */
export type ColumnDimension = Exclude<BreakdownDimension, 'entity'>;

/** Column of `cost_series` that holds a dimension. */
export const COLUMNS: Record<ColumnDimension, string> = {
  service: 'service_name',
  product: 'product_name',
  resourceGroup: 'resource_group',
  resource: 'resource_id',
  region: 'region',
  tag: 'tags',
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

interface NamedCostsOptions extends Omit<ResolvedScope, 'connectorIds'> {
  dimension: ColumnDimension;
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
  const { dimension, customerIds, azureSubscriptionId, condition, through } =
    options;
  const isLimited = Boolean(customerIds ?? azureSubscriptionId ?? condition);
  const totaled = totaledWithin(dimension, options);
  const query = totaled
    ? selectTotals(knex, { dimension: totaled, through })
    : selectSeries(
        knex,
        {
          value: COLUMNS[dimension],
          ...(options.byCustomer && { customer_id: 'customer_id' }),
        },
        through,
      );
  whereShown(knex, query, slices);
  if (dimension !== 'chargeCategory') {
    query.whereNot({ charge_category: 'Tax' });
  }
  whereScope(knex, query, options);
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
  // Resources and tags are too many, and too long, to be kept in memory.
  return isLimited || !isTotaled(dimension)
    ? read()
    : totals.read(
        JSON.stringify([dimension, through, generationIdsOf(slices)]),
        read,
      );
}
