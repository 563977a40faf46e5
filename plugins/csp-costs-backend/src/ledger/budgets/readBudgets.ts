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

import type { Budget } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { isOneOf } from '../../database/dialect';
import {
  readableCustomerIds,
  type CustomerRights,
} from '../../rights/CustomerRights';
import { toBudget, type BudgetRow } from './BudgetRow';

/** Budgets of the customers that somebody may see, or of one of them. */
export async function readBudgets(
  knex: Knex,
  rights: CustomerRights,
  { customerId }: { customerId?: string } = {},
): Promise<Budget[]> {
  const query = knex<BudgetRow>('budgets')
    .whereNotNull('monthly_amount')
    .orderBy(['customer_id', 'billing_currency'])
    .select();
  const readable = readableCustomerIds(rights);
  if (readable) {
    query.where(isOneOf(knex, 'customer_id', readable));
  }
  if (customerId) {
    query.where({ customer_id: customerId.toLowerCase() });
  }
  return (await query).map(toBudget);
}
