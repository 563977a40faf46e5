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
  normalizeDecimal,
  type Budget,
} from 'backstage-plugin-csp-costs-common';
import { readTimestamp } from '../../database/dialect';

/** A row of `budgets`. */
export interface BudgetRow {
  customer_id: string;
  billing_currency: string;
  /** Exact on both engines; null when the budget was taken away. */
  monthly_amount: string | null;
  /** Percentages with commas between them, ascending. */
  thresholds: string;
  revision: number;
  updated_by: string;
  updated_at: Date | string;
}

/** A row with an amount as the API has it. */
export function toBudget(row: BudgetRow): Budget {
  return {
    customerId: row.customer_id,
    billingCurrency: row.billing_currency,
    monthlyAmount: normalizeDecimal(row.monthly_amount!),
    thresholds: row.thresholds.split(',').map(Number),
    revision: row.revision,
    updatedBy: row.updated_by,
    updatedAt: readTimestamp(row.updated_at)!,
  };
}
