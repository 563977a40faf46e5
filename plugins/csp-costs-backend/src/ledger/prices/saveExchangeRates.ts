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

import { normalizeDecimal } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { MonthlyRate } from './readExchangeRates';

/** Where exchange rates come from. */
const PARTNER_API = 'partner-api';

/** A row of `exchange_rates`. */
export interface ExchangeRateRow {
  connector_id: string;
  month: string;
  currency: string;
  usd_per_unit: string;
  source: typeof PARTNER_API;
  collected_at: Date | string;
}

/**
 * Saves the complete list of a month's exchange rates. When they are those that
 * are there, nothing is written.
 *
 * @returns Whether anything was new.
 */
export async function saveExchangeRates(
  tx: Knex.Transaction,
  options: {
    connectorId: string;
    month: string;
    rates: readonly MonthlyRate[];
    now: Date;
  },
): Promise<boolean> {
  const { connectorId, month, rates, now } = options;
  const where = { connector_id: connectorId, month };
  const rows = await tx<ExchangeRateRow>('exchange_rates').where(where);
  const known = new Map(
    rows.map(row => [row.currency, normalizeDecimal(row.usd_per_unit)]),
  );
  if (
    known.size === rates.length &&
    rates.every(rate => known.get(rate.currency) === rate.usdPerUnit)
  ) {
    return false;
  }
  await tx('exchange_rates').where(where).delete();
  await tx('exchange_rates').insert(
    rates.map(rate => ({
      ...where,
      currency: rate.currency,
      usd_per_unit: rate.usdPerUnit,
      source: PARTNER_API,
      collected_at: now.toISOString(),
    })),
  );
  return true;
}
