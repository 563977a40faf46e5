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
import type { InvoiceRow, SliceKey, SliceRow } from '../../ledger/tables';
import { billedHistory } from './billedHistory';

/** Closed months whose invoiced charges are compared with Microsoft every run. */
export const RECHECKED_MONTHS = 2;

/**
 * Decides which slices of charges a run collects.
 *
 * - Estimates of the current month and, until its invoices are there, of the
 *   month before, once a currency: these are all that Microsoft still has.
 * - Invoiced charges of the latest months, again and again, because Microsoft
 *   restates. Older months are left to a backfill, except for what had no data.
 *
 * Legacy invoices (`Recurring`) are not in Graph and are left to a source of
 * their own.
 */
export function planCharges(options: {
  connector: Pick<ConnectorRecord, 'connectorId' | 'settings'>;
  invoices: readonly InvoiceRow[];
  slices: readonly SliceRow[];
  now: Date;
}): SliceKey[] {
  const { connector, slices, now } = options;
  const { connectorId, settings } = connector;
  if (!settings.sources.graphBilling) {
    return [];
  }
  const current = billingPeriodOf(now);
  const invoices = options.invoices.filter(
    invoice =>
      invoice.document_type === 'invoice' && invoice.invoice_type === 'OneTime',
  );
  const find = (key: Pick<SliceKey, 'source' | 'sliceKey'>) =>
    slices.find(
      slice => slice.source === key.source && slice.slice_key === key.sliceKey,
    );
  const currencies =
    settings.billingCurrencies.length > 0
      ? settings.billingCurrencies
      : [...new Set(invoices.map(invoice => invoice.billing_currency))].sort();

  const estimates = [current, addMonths(current, -1)].flatMap(billingPeriod =>
    currencies.flatMap(billingCurrency =>
      (['unbilled-usage', 'unbilled-reconciliation'] as const).map(source => ({
        connectorId,
        source,
        sliceKey: `${billingPeriod}:${billingCurrency}`,
        billingPeriod,
        billingCurrency,
      })),
    ),
  );
  const rechecked = addMonths(current, -RECHECKED_MONTHS);
  const invoiced = billedHistory({ connector, invoices, now });
  return [
    ...estimates.filter(key => !find(key)?.replaced),
    ...invoiced.filter(key => {
      if (key.billingPeriod >= rechecked) {
        return true;
      }
      // Microsoft says "no data" also of what it does not have yet.
      const slice = find(key);
      return slice?.no_data && slice.problem === null;
    }),
  ];
}
