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
import { isOneOf } from '../../database/dialect';
import { whereCondition } from './ChargeCondition';
import type { ResolvedScope } from './resolveScope';

/** Limits a query of `cost_series` to a scope. */
export function whereScope(
  knex: Knex,
  query: Knex.QueryBuilder,
  scope: Omit<ResolvedScope, 'connectorIds'>,
): void {
  const { customerIds, azureSubscriptionId, condition } = scope;
  if (customerIds) {
    query.where(isOneOf(knex, 'customer_id', customerIds));
  }
  if (azureSubscriptionId) {
    query.where({ azure_subscription_id: azureSubscriptionId });
  }
  if (condition) {
    whereCondition(knex, query, condition);
  }
}
