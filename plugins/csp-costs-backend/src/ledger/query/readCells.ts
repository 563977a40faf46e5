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
  ChargeCategory,
  CostScope,
  Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { dayText, exactSum, readExactSum } from '../../database/dialect';
import { isBilled } from '../tables';
import { joinDays } from '../joinDays';
import type { SliceState } from './readSlices';

/** Charges of a customer, day, category and state, added up. */
export interface CostCell {
  customerId: string;
  billingCurrency: string;
  chargeCategory: ChargeCategory;
  /** `YYYY-MM-DD` */
  date: string;
  invoiced: boolean;
  billedCost: Decimal;
}

/** Reads the cells of some slices, for some customers or one Azure subscription. */
export async function readCells(
  knex: Knex,
  slices: readonly SliceState[],
  scope: Pick<CostScope, 'azureSubscriptionId'> & { customerIds?: string[] },
): Promise<CostCell[]> {
  const { customerIds, azureSubscriptionId } = scope;
  const invoiced = new Map(
    slices.map(slice => [slice.current_generation_id, isBilled(slice.source)]),
  );
  const query = azureSubscriptionId
    ? readSeries(knex, azureSubscriptionId)
    : knex('customer_daily_costs as s')
        .groupBy('charge_period_start')
        .select('charge_period_start')
        .select(exactSum(knex, 'billed_cost', 'billed_cost'));
  const columns = [
    's.generation_id',
    'customer_id',
    'billing_currency',
    'charge_category',
  ];
  query
    .whereIn('s.generation_id', [...invoiced.keys()] as string[])
    .groupBy(columns)
    .select(columns);
  if (customerIds) {
    query.whereIn('customer_id', customerIds);
  }
  const rows: Array<Record<string, string>> = await query;
  return rows.map(row => ({
    customerId: row.customer_id!,
    billingCurrency: row.billing_currency!,
    chargeCategory: row.charge_category as ChargeCategory,
    date: row.charge_period_start!,
    invoiced: invoiced.get(row.generation_id!) ?? false,
    billedCost: readExactSum(row.billed_cost!),
  }));
}

function readSeries(
  knex: Knex,
  azureSubscriptionId: string,
): Knex.QueryBuilder {
  const query = knex('cost_series as s').where({
    azure_subscription_id: azureSubscriptionId,
  });
  const { day, cost } = joinDays(knex, query);
  return query
    .groupBy(day)
    .select(dayText(knex, day, 'charge_period_start'))
    .select(exactSum(knex, cost, 'billed_cost'));
}
