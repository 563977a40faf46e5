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

import type { BillingPeriodInfo } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { isOneOf } from '../../database/dialect';
import type { CustomerRights } from '../../rights/CustomerRights';
import { isBilled, type SliceRow } from '../tables';
import { groupBy, stateOf } from './buildTotals';
import { whereCondition } from './ChargeCondition';
import type { QueryContext } from './PeriodView';
import { generationIdsOf, shownSlices } from './readSlices';

/** Billing periods that have figures of customers who may be seen, latest first. */
export async function billingPeriods({
  knex,
  rights,
}: Pick<QueryContext, 'knex' | 'rights'>): Promise<BillingPeriodInfo[]> {
  const slices = shownSlices(
    await knex<SliceRow>('slices').whereNotNull('current_generation_id'),
  );
  const readable = rights.all
    ? slices
    : await withCharges(knex, slices, rights);
  const periods = groupBy(readable, slice => slice.billing_period!);
  return [...periods]
    .map(([billingPeriod, shown]) => ({
      billingPeriod,
      state: stateOf(
        shown.map(slice => ({ invoiced: isBilled(slice.source) })),
      ),
      billingCurrencies: [
        ...new Set(shown.map(slice => slice.billing_currency!)),
      ].sort(),
    }))
    .sort((a, b) => b.billingPeriod.localeCompare(a.billingPeriod));
}

/** Slices that show charges that may be seen. */
async function withCharges(
  knex: Knex,
  slices: readonly SliceRow[],
  rights: Extract<CustomerRights, { all: false }>,
): Promise<SliceRow[]> {
  const shown = generationIdsOf(slices);
  const generationIds: string[] = await knex('cost_totals')
    .whereIn('generation_id', shown)
    .where({ dimension: 'customer' })
    .whereNot({ customer_id: '' })
    .where(isOneOf(knex, 'value', rights.customerIds))
    .distinct('generation_id')
    .pluck('generation_id');
  if (rights.selectors.length > 0) {
    const selected = knex('cost_series')
      .whereIn('generation_id', shown)
      .distinct('generation_id')
      .pluck('generation_id');
    whereCondition(knex, selected, {
      within: [rights.selectors],
      outside: [],
      texts: {},
    });
    generationIds.push(...(await selected));
  }
  const readable = new Set(generationIds);
  return slices.filter(slice => readable.has(slice.current_generation_id!));
}
