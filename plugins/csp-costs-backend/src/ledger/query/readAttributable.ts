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

import { readExactSum } from '../../database/dialect';
import type { AttributableCost } from './Attribution';
import type { QueryContext } from './PeriodView';
import type { SliceState } from './readSlices';
import type { ResolvedScope } from './resolveScope';
import { selectSeries } from './selectSeries';
import { whereScope } from './whereScope';
import { whereShown } from './whereShown';

/** Adds costs, without tax, up by all that attribution goes by. */
export async function readAttributable(
  { knex }: Pick<QueryContext, 'knex'>,
  slices: readonly SliceState[],
  options: Omit<ResolvedScope, 'connectorIds'> & {
    /** Only charges up to this day, `YYYY-MM-DD`. */
    through?: string;
  },
): Promise<AttributableCost[]> {
  const query = selectSeries(
    knex,
    {
      customer_id: 'customer_id',
      azure_subscription_id: 'azure_subscription_id',
      resource_group: 'resource_group',
      resource_id: 'resource_id',
      tags: 'tags',
    },
    options.through,
  ).whereNot({ charge_category: 'Tax' });
  whereShown(knex, query, slices);
  whereScope(knex, query, options);
  const rows: Array<Record<string, string>> = await query;
  return rows.map(row => ({
    customerId: row.customer_id!,
    azureSubscriptionId: row.azure_subscription_id!,
    resourceGroup: row.resource_group!,
    resourceId: row.resource_id!,
    tags: row.tags!,
    billingCurrency: row.billing_currency!,
    invoiced: Number(row.invoiced) === 1,
    billedCost: readExactSum(row.billed_cost!),
  }));
}
