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
  type Backfill,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ConnectorSetup } from '../connectors/ConnectorSetup';
import { listInvoices } from '../ledger/directory/saveInvoices';
import type { SliceRow } from '../ledger/tables';
import { isInvoiceList } from './CollectionPlanner';
import { readRuns } from './queue/readRuns';
import { billedHistory, FIRST_MONTH } from './sources/billedHistory';
import { customerScopeKey } from './sources/customerScope';

/** A slice, and how many lines of it are shown. */
type CountedSlice = SliceRow & { line_count: number | string | null };

/** What there is of a slice or a month. */
type Standing = 'collected' | 'failed' | 'no-data' | 'waiting';

/** How far the closed months of a connector's history are collected. */
export async function readBackfill(
  knex: Knex,
  connector: Pick<ConnectorSetup, 'connectorId' | 'settings'>,
  now: Date,
): Promise<Backfill> {
  const { connectorId, settings } = connector;
  const current = billingPeriodOf(now);
  const [invoices, slices, [run]] = await Promise.all([
    listInvoices(knex, connectorId),
    readCountedSlices(knex, connectorId),
    readRuns(knex, { connectorId, limit: 1, backfill: true }),
  ]);
  const known = new Map(
    slices.map(slice => [`${slice.source} ${slice.slice_key}`, slice]),
  );
  const customerScope = customerScopeKey(settings);
  const months = new Map<string, Standing[]>();
  let lineCount = 0;
  for (const key of billedHistory({ connector, invoices, now })) {
    if (key.billingPeriod < current) {
      const slice = known.get(`${key.source} ${key.sliceKey}`);
      const standing = standingOf(slice, customerScope);
      lineCount += standing === 'collected' ? Number(slice?.line_count) : 0;
      months.set(key.billingPeriod, [
        ...(months.get(key.billingPeriod) ?? []),
        standing,
      ]);
    }
  }
  const byMonth = [...months].map(([billingPeriod, standings]) => ({
    billingPeriod,
    standing: worstOf(standings),
  }));
  const count = (wanted: Standing) =>
    byMonth.filter(({ standing }) => standing === wanted).length;
  const asked = addMonths(current, -settings.historyMonths);
  return {
    connectorId,
    from: asked > FIRST_MONTH ? asked : FIRST_MONTH,
    monthCount: byMonth.length,
    collectedMonthCount: count('collected'),
    failedMonthCount: count('failed'),
    noDataMonthCount: count('no-data'),
    oldestCollectedMonth: byMonth
      .filter(({ standing }) => standing === 'collected')
      .map(({ billingPeriod }) => billingPeriod)
      .sort()[0],
    lineCount,
    done:
      slices.some(
        ({ source, verified_at: verifiedAt }) =>
          isInvoiceList(source) && verifiedAt,
      ) && count('collected') + count('no-data') === byMonth.length,
    run,
  };
}

async function readCountedSlices(
  knex: Knex,
  connectorId: string,
): Promise<CountedSlice[]> {
  return knex('slices as s')
    .leftJoin('generations as g', 'g.generation_id', 's.current_generation_id')
    .where({ 's.connector_id': connectorId })
    .select('s.*', 'g.line_count');
}

function standingOf(
  slice: SliceRow | undefined,
  customerScope: string,
): Standing {
  if (slice?.current_generation_id) {
    return slice.customer_scope === customerScope ? 'collected' : 'waiting';
  }
  if (slice?.problem) {
    return 'failed';
  }
  return slice?.no_data ? 'no-data' : 'waiting';
}

/** A month is what its worst slice is; what has no data spoils nothing. */
function worstOf(standings: readonly Standing[]): Standing {
  return (
    (['failed', 'waiting', 'collected'] as const).find(standing =>
      standings.includes(standing),
    ) ?? 'no-data'
  );
}
