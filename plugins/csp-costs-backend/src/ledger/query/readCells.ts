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
  subtractDecimals,
  type ChargeCategory,
  type CostScope,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { isOneOf, listText, readList } from '../../database/dialect';
import { isBilled } from '../tables';
import type { SliceState } from './readSlices';

/** Charges of a day, category and state, added up. */
export interface CostCell {
  /** Whose charges they are; empty where those of all customers were asked for. */
  customerId: string;
  billingCurrency: string;
  chargeCategory: ChargeCategory;
  /** `YYYY-MM-DD` */
  date: string;
  invoiced: boolean;
  billedCost: Decimal;
}

/** Reads the cells of some slices, for all customers, some, or one Azure subscription. */
export async function readCells(
  knex: Knex,
  slices: readonly SliceState[],
  scope: Pick<CostScope, 'azureSubscriptionId'> & { customerIds?: string[] },
): Promise<CostCell[]> {
  const { customerIds, azureSubscriptionId } = scope;
  const invoiced = new Map(
    slices.map(slice => [slice.current_generation_id, isBilled(slice.source)]),
  );
  const query = knex('cost_totals')
    .whereIn('generation_id', [...invoiced.keys()] as string[])
    .select(
      'generation_id',
      'customer_id',
      'billing_currency',
      'charge_category',
      listText(knex, 'days', 'days'),
      listText(knex, 'running_costs', 'running_costs'),
    );
  if (customerIds || azureSubscriptionId) {
    // Lets the index of values be used.
    query.whereNot({ customer_id: '' });
  }
  if (customerIds) {
    query.where(isOneOf(knex, 'customer_id', customerIds));
  }
  if (azureSubscriptionId) {
    query.where({ dimension: 'azureSubscription', value: azureSubscriptionId });
  } else if (customerIds) {
    query
      .where({ dimension: 'customer' })
      .where(isOneOf(knex, 'value', customerIds));
  } else {
    query.where({ dimension: 'all' });
  }
  const rows: Array<Record<string, string>> = await query;
  return rows.flatMap(row => {
    const runningCosts = readList(row.running_costs!);
    return readList(row.days!).map((date, index) => ({
      customerId: row.customer_id!,
      billingCurrency: row.billing_currency!,
      chargeCategory: row.charge_category as ChargeCategory,
      date,
      invoiced: invoiced.get(row.generation_id!) ?? false,
      billedCost: subtractDecimals(
        runningCosts[index]!,
        runningCosts[index - 1] ?? '0',
      ),
    }));
  });
}
