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

import type { Knex } from 'knex';

/** What rules with patterns choose from. Names are as Microsoft sent them. */
export interface ChargedNames {
  azureSubscriptions: Array<{
    azureSubscriptionId: string;
    customerId: string;
    name: string;
  }>;
  /** In lower case. */
  resourceGroups: string[];
}

/** Reads the Azure subscriptions that are listed, and the resource groups of all shown charges. */
export async function readChargedNames(knex: Knex): Promise<ChargedNames> {
  const subscriptions: Array<{
    subscription_id: string;
    customer_id: string;
    name: string;
  }> = await knex('subscriptions')
    .where({ kind: 'azure' })
    .select('subscription_id', 'customer_id', 'name');
  const resourceGroups: string[] = await knex('cost_totals')
    .where({ dimension: 'resourceGroup' })
    .whereNot({ value: '' })
    .whereIn(
      'generation_id',
      knex('slices')
        .whereNotNull('current_generation_id')
        .select('current_generation_id'),
    )
    .distinct()
    .pluck('value');
  return {
    azureSubscriptions: subscriptions.map(row => ({
      azureSubscriptionId: row.subscription_id.toLowerCase(),
      customerId: row.customer_id.toLowerCase(),
      name: row.name,
    })),
    resourceGroups,
  };
}
