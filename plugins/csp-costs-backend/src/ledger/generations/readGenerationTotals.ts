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

import { sumDecimals, type Decimal } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { exactSum, readExactSum } from '../../database/dialect';

/** What a generation comes to. */
export interface GenerationTotals {
  customerIds: Set<string>;
  /** Costs before tax, by currency. */
  costs: Map<string, Decimal>;
}

/** Adds up a generation, whether it is shown or not. */
export async function readGenerationTotals(
  knex: Knex,
  generationId: string,
): Promise<GenerationTotals> {
  const rows: Array<Record<string, string>> = await knex('cost_totals')
    .where({ generation_id: generationId, dimension: 'customer' })
    .groupBy('customer_id', 'billing_currency', 'charge_category')
    .select('customer_id', 'billing_currency', 'charge_category')
    .select(exactSum(knex, 'billed_cost', 'billed_cost'));
  const costs = new Map<string, Decimal>();
  for (const row of rows) {
    const known = costs.get(row.billing_currency!) ?? '0';
    costs.set(
      row.billing_currency!,
      row.charge_category === 'Tax'
        ? known
        : sumDecimals([known, readExactSum(row.billed_cost!)]),
    );
  }
  return { customerIds: new Set(rows.map(row => row.customer_id!)), costs };
}
