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

import { InputError } from '@backstage/errors';
import { readExactSum } from '../../database/dialect';
import type { AttributableCost } from './Attribution';
import type { QueryContext } from './PeriodView';
import type { SliceState } from './readSlices';
import type { ResolvedScope } from './resolveScope';
import { selectSeries } from './selectSeries';
import { whereScope } from './whereScope';
import { whereShown } from './whereShown';

/** Rows that are looked at in memory: about as many as a partner has resources. */
const MAX_ROWS = 200_000;

/**
 * Adds costs, without tax, up by all that attribution goes by.
 *
 * @throws InputError when there are too many resources to be told apart at once.
 */
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
  const rows: Array<Record<string, string>> = await query.limit(MAX_ROWS + 1);
  if (rows.length > MAX_ROWS) {
    throw new InputError(
      `The costs are those of more than ${MAX_ROWS} resources, too many to be told apart by entity; ask for one customer (customerId) or entity (entityRef) at a time`,
    );
  }
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
