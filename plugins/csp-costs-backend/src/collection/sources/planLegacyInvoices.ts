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
import { customerScopeKey } from './customerScope';
import { RECHECKED_MONTHS } from './planCharges';

/**
 * Decides which legacy invoices (`D…`) a run collects: those in the connector's
 * history that are not collected yet, and again those of the latest months.
 * Older ones are not known to change, and there are few requests to each.
 */
export function planLegacyInvoices(options: {
  connector: Pick<ConnectorRecord, 'connectorId' | 'settings'>;
  invoices: readonly InvoiceRow[];
  slices: readonly SliceRow[];
  now: Date;
}): PlannedSlice[] {
  const { connectorId, settings } = options.connector;
  if (!settings.sources.partnerCenter) {
    return [];
  }
  const current = billingPeriodOf(options.now);
  const oldest = addMonths(current, -settings.historyMonths);
  const rechecked = addMonths(current, -RECHECKED_MONTHS);
  const customerScope = customerScopeKey(settings);
  const known = new Map(
    options.slices
      .filter(slice => slice.source === 'legacy-invoice-lines')
      .map(slice => [slice.slice_key, slice]),
  );
  return options.invoices
    .filter(
      invoice =>
        invoice.document_type === 'invoice' &&
        invoice.invoice_type === 'Recurring' &&
        invoice.billing_period >= oldest,
    )
    .filter(invoice => {
      const slice = known.get(invoice.invoice_id);
      return (
        invoice.billing_period >= rechecked ||
        !slice?.current_generation_id ||
        slice.problem !== null ||
        slice.customer_scope !== customerScope
      );
    })
    .map(invoice => ({
      connectorId,
      source: 'legacy-invoice-lines',
      sliceKey: invoice.invoice_id,
      billingPeriod: invoice.billing_period,
      billingCurrency: invoice.billing_currency,
      invoiceId: invoice.invoice_id,
      priority: invoice.billing_period >= rechecked ? 0 : 1,
    }));
}
