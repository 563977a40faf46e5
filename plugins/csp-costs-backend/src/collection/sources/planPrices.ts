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
import type { Source } from 'backstage-plugin-csp-costs-common';
import type { ConnectorRecord } from '../../connectors/ConnectorRecord';
import { readTimestamp } from '../../database/dialect';
import type { SliceKey, SliceRow } from '../../ledger/tables';

/** Large files that change once a month or less are looked at this often. */
const LOOK_AGAIN_MS = 20 * 3_600_000;

/**
 * Decides which prices, exchange rates and names a run collects.
 *
 * - Exchange rates of every month of the connector's history, once after the
 *   month has ended; those of the current month every time.
 * - The price sheet of the current month, and the names of meters, once a day.
 */
export function planPrices(options: {
  connector: Pick<ConnectorRecord, 'connectorId' | 'settings'>;
  /** What the connector's switches have collected. */
  planned: readonly Source[];
  slices: readonly SliceRow[];
  now: Date;
}): SliceKey[] {
  const { connector, planned, slices, now } = options;
  const { connectorId, settings } = connector;
  const current = billingPeriodOf(now);
  const find = (source: Source, sliceKey: string) =>
    slices.find(
      slice => slice.source === source && slice.slice_key === sliceKey,
    );
  const isDue = ({ source, sliceKey }: SliceKey) => {
    const slice = find(source, sliceKey);
    const verified = readTimestamp(slice?.verified_at ?? null);
    return (
      !verified ||
      slice?.problem !== null ||
      Date.parse(verified) + LOOK_AGAIN_MS <= now.getTime()
    );
  };
  const isOpen = (month: string) => {
    const slice = find('exchange-rates', month);
    const verified = readTimestamp(slice?.verified_at ?? null);
    return (
      month === current ||
      // A month that Microsoft does not have will not come back.
      (verified ? verified.slice(0, 7) <= month : !slice?.no_data)
    );
  };
  const keys: SliceKey[] = [
    ...Array.from({ length: settings.historyMonths + 1 }, (_, index) =>
      addMonths(current, -index),
    )
      .filter(isOpen)
      .map(
        (month): SliceKey => ({
          connectorId,
          source: 'exchange-rates',
          sliceKey: month,
          billingPeriod: month,
        }),
      ),
    ...[
      {
        connectorId,
        source: 'price-sheet' as const,
        sliceKey: current,
        billingPeriod: current,
      },
      {
        connectorId,
        source: 'rate-card' as const,
        sliceKey: settings.productLanguage,
      },
    ].filter(isDue),
  ];
  return keys.filter(({ source }) => planned.includes(source));
}
