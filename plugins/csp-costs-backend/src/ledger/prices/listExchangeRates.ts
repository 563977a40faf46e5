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
  type BillingPeriod,
  type ExchangeRates,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import { readPriceCoverage } from './readPriceCoverage';
import type { ExchangeRateRow } from './saveExchangeRates';

/** All exchange rates of a month that are known. */
export async function listExchangeRates(
  knex: Knex,
  month: BillingPeriod,
): Promise<ExchangeRates> {
  const rows = await knex<ExchangeRateRow>('exchange_rates')
    .where({ month })
    .orderBy(['connector_id', 'currency']);
  return {
    month,
    items: rows.map(row => ({
      connectorId: row.connector_id,
      month,
      currency: row.currency,
      usdPerUnit: normalizeDecimal(row.usd_per_unit),
      source: row.source,
      collectedAt: readTimestamp(row.collected_at)!,
    })),
    coverage: await readPriceCoverage(knex, 'exchange-rates', month),
  };
}
