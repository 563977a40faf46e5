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
import type { BreakdownDimension } from 'backstage-plugin-csp-costs-common';
import { isOneOf } from '../../database/dialect';
import type { QueryContext } from './PeriodView';
import { readAttributable } from './readAttributable';
import { readNamedCosts, type DimensionCost } from './readNamedCosts';
import type { SliceState } from './readSlices';
import type { ResolvedScope } from './resolveScope';

/** What costs are added up by. */
export interface DimensionQuery {
  dimension: BreakdownDimension;
  /** For the dimension `tag`. */
  tagKey?: string;
  /** For the dimension `entity`: only what is rolled up into it. */
  entityRef?: string;
}

/**
 * Adds costs up by any dimension. A value may come several times.
 *
 * @throws InputError when the dimension is `tag` and no key is given.
 */
export async function readDimension(
  context: QueryContext,
  slices: readonly SliceState[],
  options: DimensionQuery &
    Omit<ResolvedScope, 'connectorIds'> & { through?: string },
): Promise<readonly DimensionCost[]> {
  const { dimension, tagKey, entityRef, ...scope } = options;
  if (dimension === 'entity') {
    const costs = await readAttributable(context, slices, scope);
    const parts = await context.attribution.partsOf(entityRef, costs);
    return parts.flatMap(({ entityRef: value = '', costs: own }) =>
      own.map(({ billingCurrency, invoiced, billedCost }) => ({
        value,
        billingCurrency,
        invoiced,
        billedCost,
      })),
    );
  }
  if (dimension === 'tag' && !tagKey) {
    throw new InputError(
      'tagKey is missing; it says which tag costs are added up by',
    );
  }
  const costs = await readNamedCosts(context, slices, { dimension, ...scope });
  return dimension === 'tag'
    ? costs.map(cost => ({ ...cost, value: tagValueOf(cost.value, tagKey!) }))
    : costs;
}

/** The value of one of a resource's tags; empty without it. */
export function tagValueOf(tags: string, key: string): string {
  const values = tags ? (JSON.parse(tags) as Record<string, string>) : {};
  const known = key.toLowerCase();
  return Object.hasOwn(values, known) ? values[known]! : '';
}

/** What to show for values of a dimension that have an identity besides their name. */
export async function readNames(
  { knex, attribution }: Pick<QueryContext, 'knex' | 'attribution'>,
  dimension: BreakdownDimension,
  values: readonly string[],
): Promise<Map<string, string> | undefined> {
  if (dimension === 'resource') {
    return new Map(
      values.map(value => [value, value.slice(value.lastIndexOf('/') + 1)]),
    );
  }
  if (dimension === 'entity') {
    return attribution.titlesOf(values);
  }
  const query =
    dimension === 'customer'
      ? knex('customers')
          .select({ id: 'customer_id', name: 'customer_name' })
          .where(isOneOf(knex, 'customer_id', values))
      : dimension === 'azureSubscription' &&
        knex('subscriptions')
          .select({ id: 'subscription_id', name: 'name' })
          .where({ kind: 'azure' })
          .where(isOneOf(knex, 'subscription_id', values));
  if (!query) {
    return undefined;
  }
  const rows: Array<{ id: string; name: string }> = await query;
  return new Map(rows.map(row => [row.id, row.name]));
}

/** A value as an answer names it; `names` is undefined where a value is its own name. */
export function nameOf(
  names: Map<string, string> | undefined,
  value: string,
): { id?: string; name: string } {
  return names && value
    ? { id: value, name: names.get(value) ?? value }
    : { name: value };
}
