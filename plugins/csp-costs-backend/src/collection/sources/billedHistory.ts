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
import type { InvoiceRow, SliceKey } from '../../ledger/tables';

/** The months that Microsoft's invoiced charges begin with; of earlier ones it has none. */
const FIRST_MONTHS = {
  'billed-usage': '2022-09',
  'billed-reconciliation': '2024-02',
} as const;

/** The oldest month of which Microsoft has anything. */
export const FIRST_MONTH = FIRST_MONTHS['billed-usage'];

/**
 * The invoiced charges that a connector wants, newest first: of every invoice
 * in its history, as far back as Microsoft has them.
 *
 * Legacy invoices (`Recurring`) are not in Graph and are left to a source of
 * their own.
 */
export function billedHistory(options: {
  connector: Pick<ConnectorRecord, 'connectorId' | 'settings'>;
  invoices: readonly InvoiceRow[];
  now: Date;
}): Array<SliceKey & { billingPeriod: string }> {
  const { connectorId, settings } = options.connector;
  if (!settings.sources.graphBilling) {
    return [];
  }
  const oldest = addMonths(
    billingPeriodOf(options.now),
    -settings.historyMonths,
  );
  return options.invoices
    .filter(
      invoice =>
        invoice.document_type === 'invoice' &&
        invoice.invoice_type === 'OneTime' &&
        invoice.billing_period >= oldest,
    )
    .sort((a, b) => b.billing_period.localeCompare(a.billing_period))
    .flatMap(invoice =>
      (['billed-usage', 'billed-reconciliation'] as const)
        .filter(source => invoice.billing_period >= FIRST_MONTHS[source])
        .map(source => ({
          connectorId,
          source,
          sliceKey: invoice.invoice_id,
          billingPeriod: invoice.billing_period,
          billingCurrency: invoice.billing_currency,
          invoiceId: invoice.invoice_id,
        })),
    );
}
