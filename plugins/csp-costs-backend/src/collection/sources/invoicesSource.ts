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
  type ConnectorSettings,
} from 'backstage-plugin-csp-costs-common';
import {
  listInvoices,
  saveInvoices,
  type InvoiceRecord,
} from '../../ledger/directory/saveInvoices';
import { recordVerified } from '../../ledger/slices/recordSliceOutcome';
import type { PartnerCenterInvoice } from '../../microsoft/partnerCenter/schemas';
import type { SliceKey } from '../../ledger/tables';
import type { CollectionContext, CollectionSource } from './CollectionSource';
import { legacyBillingPeriod } from './legacyBillingPeriod';
import { planCharges } from './planCharges';
import { planLegacyInvoices } from './planLegacyInvoices';

/** Microsoft's invoices and the notes that amend them, from Partner Center. */
export const invoicesSource: CollectionSource = {
  source: 'invoices',

  async collect({ clients, connector, knex, slice, now, report, signal }) {
    const invoices: InvoiceRecord[] = [];
    report({ stage: 'reading' });
    for await (const page of clients.partnerCenter.invoices(signal)) {
      for (const invoice of page) {
        invoices.push(
          toRecord(invoice, connector.settings),
          ...invoice.amendments.map(note => ({
            ...toRecord(
              {
                ...note,
                documentType: note.documentType ?? 'adjustment_note',
              },
              connector.settings,
            ),
            amendsOf: note.amendsOf ?? invoice.id,
          })),
        );
      }
      report({ lineCount: invoices.length });
    }
    await saveInvoices(knex, connector.connectorId, invoices);
    await recordVerified(knex, slice.slice_id, now());
    return { end: 'published' };
  },

  followUps: planListedInvoices,
};

/** The charges to collect next, of all invoices that are known by now. */
export async function planListedInvoices({
  connector,
  knex,
  now,
}: Pick<CollectionContext, 'connector' | 'knex' | 'now'>): Promise<SliceKey[]> {
  const options = {
    connector,
    invoices: await listInvoices(knex, connector.connectorId),
    slices: await knex('slices').where({
      connector_id: connector.connectorId,
    }),
    now: now(),
  };
  return [...planCharges(options), ...planLegacyInvoices(options)];
}

function toRecord(
  invoice: Omit<PartnerCenterInvoice, 'amendments'>,
  { legacyInvoiceCycleDay }: ConnectorSettings,
): InvoiceRecord {
  const invoiceType =
    invoice.invoiceType ??
    (invoice.id.startsWith('D') ? 'Recurring' : 'OneTime');
  return {
    invoiceId: invoice.id,
    invoiceDate: invoice.invoiceDate,
    billingPeriod: invoice.billingPeriodStartDate
      ? monthOf(invoice.billingPeriodStartDate)
      : legacyBillingPeriod(
          invoice.invoiceDate,
          invoiceType === 'Recurring' ? legacyInvoiceCycleDay : undefined,
        ),
    billingCurrency: invoice.currencyCode,
    totalCharges: normalizeDecimal(invoice.totalCharges),
    documentType: invoice.documentType ?? 'invoice',
    invoiceType,
    lineItemProviders: [
      ...new Set(
        invoice.invoiceDetails
          .filter(detail => detail.invoiceLineItemType !== 'usage_line_items')
          .map(detail => detail.billingProvider?.toLowerCase())
          .filter(provider => provider !== undefined),
      ),
    ].sort(),
    amendsOf: invoice.amendsOf,
  };
}

/** Partner Center's dates are UTC, with and without saying so. */
function monthOf(date: string): string {
  return date.slice(0, 7);
}
