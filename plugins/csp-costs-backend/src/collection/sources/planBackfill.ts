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

import { addMonths, billingPeriodOf } from 'backstage-plugin-csp-costs-common';
import type { ConnectorRecord } from '../../connectors/ConnectorRecord';
import type { InvoiceRow, PlannedSlice, SliceRow } from '../../ledger/tables';
import { billedHistory } from './billedHistory';
import { customerScopeKey } from './customerScope';
import { RECHECKED_MONTHS } from './planCharges';

/**
 * Decides which slices of old months are still to be collected: what was never
 * collected, has failed, or has the charges of other customers. The newest
 * month comes first. Months that every run looks at are left to it.
 */
export function planBackfill(options: {
  connector: Pick<ConnectorRecord, 'connectorId' | 'settings'>;
  invoices: readonly InvoiceRow[];
  slices: readonly SliceRow[];
  now: Date;
}): PlannedSlice[] {
  const { connector, slices, now } = options;
  const current = billingPeriodOf(now);
  const rechecked = addMonths(current, -RECHECKED_MONTHS);
  const customerScope = customerScopeKey(connector.settings);
  const known = new Map(
    slices.map(slice => [`${slice.source} ${slice.slice_key}`, slice]),
  );
  return billedHistory(options)
    .filter(({ billingPeriod }) => billingPeriod < rechecked)
    .filter(key => {
      const slice = known.get(`${key.source} ${key.sliceKey}`);
      return (
        !slice ||
        slice.problem !== null ||
        (slice.current_generation_id
          ? slice.customer_scope !== customerScope
          : !slice.no_data)
      );
    })
    .map(key => ({
      ...key,
      priority: monthsBetween(key.billingPeriod, current),
    }));
}

function monthsBetween(from: string, to: string): number {
  const count = (period: string) =>
    Number(period.slice(0, 4)) * 12 + Number(period.slice(5));
  return count(to) - count(from);
}
