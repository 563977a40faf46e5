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
import { exactSum, readExactSum } from '../../database/dialect';
import { isBilled } from '../tables';
import { joinDays } from '../joinDays';
import type { SliceState } from './readSlices';

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

/**
 * Adds up costs by a dimension.
 *
 * Tax is left out, unless the dimension is the charge category.
 */
export async function readNamedCosts(
  knex: Knex,
  slices: readonly SliceState[],
  options: {
    dimension: BreakdownDimension;
    customerIds?: string[];
    azureSubscriptionId?: CostScope['azureSubscriptionId'];
    byCustomer?: boolean;
    /** Only charges up to this day, `YYYY-MM-DD`. */
    through?: string;
  },
): Promise<DimensionCost[]> {
  const { dimension, customerIds, azureSubscriptionId, through } = options;
  const invoiced = new Map(
    slices.map(slice => [slice.current_generation_id, isBilled(slice.source)]),
  );
  const columns = [
    's.generation_id',
    'billing_currency',
    ...new Set([
      COLUMNS[dimension],
      ...(options.byCustomer ? ['customer_id'] : []),
    ]),
  ];
  const query = knex('cost_series as s');
  if (through) {
    const { day, cost } = joinDays(knex, query);
    query.where(day, '<=', through).select(exactSum(knex, cost, 'billed_cost'));
  } else {
    query.select(exactSum(knex, 'billed_cost', 'billed_cost'));
  }
  query
    .whereIn('s.generation_id', [...invoiced.keys()] as string[])
    .groupBy(columns)
    .select(columns);
  if (dimension !== 'chargeCategory') {
    query.whereNot({ charge_category: 'Tax' });
  }
  if (customerIds) {
    query.whereIn('customer_id', customerIds);
  }
  if (azureSubscriptionId) {
    query.where({ azure_subscription_id: azureSubscriptionId });
  }
  const rows: Array<Record<string, string>> = await query;
  return rows.map(row => ({
    customerId: row.customer_id,
    billingCurrency: row.billing_currency!,
    value: row[COLUMNS[dimension]]!,
    invoiced: invoiced.get(row.generation_id!) ?? false,
    billedCost: readExactSum(row.billed_cost!),
  }));
}
