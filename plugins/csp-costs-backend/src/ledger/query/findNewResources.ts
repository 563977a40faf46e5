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
  compareDecimals,
  sumDecimals,
  type CostChange,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readExactSum } from '../../database/dialect';
import { groupBy } from './buildTotals';
import type { ServiceChange } from './costChanges';
import type { SliceState } from './readSlices';
import { readValueDays } from './readValueDays';
import type { ResolvedScope } from './resolveScope';
import { selectSeries } from './selectSeries';
import { whereScope } from './whereScope';
import { whereShown } from './whereShown';

/** What a month is compared with. */
interface Months {
  shown: readonly SliceState[];
  previous: readonly SliceState[];
  /** The last day of the month before that is compared. */
  through: string | undefined;
}

/**
 * Finds, of services that cost more, the resources that cost nothing in the
 * days compared: the costliest one, since when it costs, and how many others
 * there are.
 */
export async function findNewResources(
  knex: Knex,
  { shown, previous, through }: Months,
  scope: ResolvedScope,
  changes: readonly ServiceChange[],
): Promise<Map<ServiceChange, CostChange['newResource']>> {
  const rising = changes.filter(
    ({ change, azureSubscriptionId }) =>
      azureSubscriptionId && compareDecimals(change, '0') > 0,
  );
  if (rising.length === 0) {
    return new Map();
  }
  const [now, before] = await Promise.all([
    readResources(knex, shown, scope, rising),
    readResources(knex, previous, scope, rising, through),
  ]);
  const known = new Set(before.map(cost => `${cost.place} ${cost.resourceId}`));
  const found = groupBy(
    now.filter(
      cost =>
        !known.has(`${cost.place} ${cost.resourceId}`) &&
        compareDecimals(cost.billedCost, '0') > 0,
    ),
    cost => cost.place,
  );
  const costliest = new Map(
    rising.flatMap(change => {
      const own = [...(found.get(placeOf(change)) ?? [])].sort((a, b) =>
        compareDecimals(b.billedCost, a.billedCost),
      );
      return own[0] ? [[change, { ...own[0], count: own.length }]] : [];
    }),
  );
  const days = await readValueDays(knex, shown, {
    ...scope,
    dimension: 'resource',
    values: [...costliest.values()].map(({ resourceId }) => resourceId),
  });
  return new Map(
    [...costliest].flatMap(([change, { resourceId, billedCost, count }]) => {
      const [since] = days
        .filter(day => day.value === resourceId)
        .map(day => day.date)
        .sort();
      return since
        ? [[change, { resourceId, since, billedCost, otherCount: count - 1 }]]
        : [];
    }),
  );
}

async function readResources(
  knex: Knex,
  slices: readonly SliceState[],
  scope: ResolvedScope,
  changes: readonly ServiceChange[],
  through?: string,
) {
  const query = selectSeries(
    knex,
    {
      customer_id: 'customer_id',
      azure_subscription_id: 'azure_subscription_id',
      service_name: 'service_name',
      resource_id: 'resource_id',
    },
    through,
  )
    .whereNot({ charge_category: 'Tax', resource_id: '' })
    .where(where => {
      for (const change of changes) {
        where.orWhere({
          customer_id: change.customerId,
          azure_subscription_id: change.azureSubscriptionId,
          service_name: change.serviceName,
        });
      }
    });
  whereShown(knex, query, slices);
  whereScope(knex, query, scope);
  const rows: Array<Record<string, string>> = await query;
  const costs = rows.map(row => ({
    place: placeOf({
      billingCurrency: row.billing_currency!,
      customerId: row.customer_id!,
      azureSubscriptionId: row.azure_subscription_id!,
      serviceName: row.service_name!,
    }),
    resourceId: row.resource_id!,
    billedCost: readExactSum(row.billed_cost!),
  }));
  return [
    ...groupBy(costs, cost => `${cost.place} ${cost.resourceId}`).values(),
  ].map(own => ({
    ...own[0]!,
    billedCost: sumDecimals(own.map(cost => cost.billedCost)),
  }));
}

/** Where a resource costs, in words that can be compared. */
export function placeOf(
  change: Pick<
    ServiceChange,
    'billingCurrency' | 'customerId' | 'azureSubscriptionId' | 'serviceName'
  >,
): string {
  return JSON.stringify([
    change.billingCurrency,
    change.customerId,
    change.azureSubscriptionId,
    change.serviceName,
  ]);
}
