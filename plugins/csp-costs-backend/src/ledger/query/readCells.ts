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
  Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import {
  dayText,
  exactSum,
  isOneOf,
  listText,
  readExactSum,
} from '../../database/dialect';
import { joinDays } from '../joinDays';
import { isBilled } from '../tables';
import type { SliceState } from './readSlices';
import type { ResolvedScope } from './resolveScope';
import { unfoldDays } from './unfoldDays';
import { whereScope } from './whereScope';

/** Charges of a day, category and state, added up. */
export interface CostCell {
  /** Whose charges they are; empty where customers are added up. */
  customerId: string;
  billingCurrency: string;
  chargeCategory: ChargeCategory;
  /** `YYYY-MM-DD` */
  date: string;
  invoiced: boolean;
  billedCost: Decimal;
}

/** Reads the cells of some slices, as far as a scope goes. */
export async function readCells(
  knex: Knex,
  slices: readonly SliceState[],
  scope: Omit<ResolvedScope, 'connectorIds'>,
): Promise<CostCell[]> {
  const invoiced = new Map(
    slices.map(slice => [slice.current_generation_id, isBilled(slice.source)]),
  );
  const generationIds = [...invoiced.keys()] as string[];
  const cells = scope.condition
    ? await readDays(knex, generationIds, scope)
    : await readTotals(knex, generationIds, scope);
  return cells.map(({ generationId, ...cell }) => ({
    ...cell,
    invoiced: invoiced.get(generationId) ?? false,
  }));
}

type CellOfGeneration = Omit<CostCell, 'invoiced'> & { generationId: string };

/** Unfolds the sums that are kept. */
async function readTotals(
  knex: Knex,
  generationIds: string[],
  { customerIds, azureSubscriptionId }: Omit<ResolvedScope, 'connectorIds'>,
): Promise<CellOfGeneration[]> {
  const query = knex('cost_totals')
    .whereIn('generation_id', generationIds)
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
  return rows.flatMap(row =>
    unfoldDays(row).map(day => ({
      generationId: row.generation_id!,
      customerId: row.customer_id!,
      billingCurrency: row.billing_currency!,
      chargeCategory: row.charge_category as ChargeCategory,
      ...day,
    })),
  );
}

/** Adds up what meets a condition, which no sum is kept of. */
async function readDays(
  knex: Knex,
  generationIds: string[],
  scope: Omit<ResolvedScope, 'connectorIds'>,
): Promise<CellOfGeneration[]> {
  const query = knex('cost_series as s').whereIn(
    'generation_id',
    generationIds,
  );
  whereScope(knex, query, scope);
  const { day, cost } = joinDays(knex, query);
  const rows: Array<Record<string, string>> = await query
    .groupBy('generation_id', 'billing_currency', 'charge_category', day)
    .select('generation_id', 'billing_currency', 'charge_category')
    .select(dayText(knex, day, 'date'), exactSum(knex, cost, 'billed_cost'));
  return rows.map(row => ({
    generationId: row.generation_id!,
    customerId: '',
    billingCurrency: row.billing_currency!,
    chargeCategory: row.charge_category as ChargeCategory,
    date: row.date!,
    billedCost: readExactSum(row.billed_cost!),
  }));
}
