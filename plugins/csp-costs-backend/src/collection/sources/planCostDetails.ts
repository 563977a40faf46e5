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
  addMonths,
  billingPeriodOf,
  lastDayOf,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ConnectorRecord } from '../../connectors/ConnectorRecord';
import { readTimestamp } from '../../database/dialect';
import type { PlannedSlice } from '../../ledger/tables';
import { costDetailsKeys } from './costDetailsKeys';

/** Microsoft makes reports of 13 months, the present one included. */
const MONTHS = 13;

/** Days after the end of a month in which its charges may still move. */
const SETTLING_DAYS = 10;

/** Retail prices come after the figures that people look at, closed months last. */
const PRIORITY = { open: 1, closed: 2 };

/**
 * Decides which reports of cost details a run asks for: of the current and the
 * last month, which Microsoft renews every few hours, once on each UTC day; of
 * a month before them once after it has settled.
 */
export async function planCostDetails(
  knex: Knex,
  options: {
    connector: Pick<ConnectorRecord, 'connectorId' | 'settings'>;
    now: Date;
  },
): Promise<PlannedSlice[]> {
  const { connectorId, settings } = options.connector;
  if (!settings.sources.costManagement) {
    return [];
  }
  const rows: Array<{ slice_key: string; asked_at: Date | string }> =
    await knex('cost_details_reports as r')
      .join('slices as s', 's.slice_id', 'r.slice_id')
      .where({ 's.connector_id': connectorId, 's.source': 'cost-details' })
      .select('s.slice_key', 'r.asked_at');
  const asked = new Map(
    rows.map(row => [row.slice_key, readTimestamp(row.asked_at)!]),
  );
  const today = options.now.toISOString().slice(0, 10);
  const current = billingPeriodOf(options.now);
  const last = addMonths(current, -1);
  const months = Array.from(
    { length: Math.min(MONTHS, settings.historyMonths + 1) },
    (_, index) => addMonths(current, -index),
  );
  return months.flatMap(billingPeriod => {
    const isOpen = billingPeriod >= last;
    const since = isOpen ? today : settledOn(billingPeriod);
    return costDetailsKeys(settings, billingPeriod)
      .filter(key => (asked.get(key) ?? '') < since)
      .map(sliceKey => ({
        connectorId,
        source: 'cost-details' as const,
        sliceKey,
        billingPeriod,
        priority: isOpen ? PRIORITY.open : PRIORITY.closed,
      }));
  });
}

/** The day from which on a month's charges do not move. */
function settledOn(billingPeriod: string): string {
  const end = Date.parse(`${lastDayOf(billingPeriod)}T00:00:00Z`);
  return new Date(end + (1 + SETTLING_DAYS) * 86_400_000)
    .toISOString()
    .slice(0, 10);
}
