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

import { addMonths, normalizeDecimal } from 'backstage-plugin-csp-costs-common';
import {
  listInvoices,
  saveInvoices,
  type InvoiceRecord,
} from '../../ledger/directory/saveInvoices';
import { recordVerified } from '../../ledger/slices/recordSliceOutcome';
import type { PartnerCenterInvoice } from '../../microsoft/partnerCenter/schemas';
import type { CollectionSource } from './CollectionSource';
import { planCharges } from './planCharges';

/** Microsoft's invoices and the notes that amend them, from Partner Center. */
export const invoicesSource: CollectionSource = {
  source: 'invoices',

  async collect({ clients, connector, knex, slice, now, report, signal }) {
    const invoices: InvoiceRecord[] = [];
    report({ stage: 'reading' });
    for await (const page of clients.partnerCenter.invoices(signal)) {
      for (const invoice of page) {
        invoices.push(
          toRecord(invoice),
          ...invoice.amendments.map(note => ({
            ...toRecord({
              ...note,
              documentType: note.documentType ?? 'adjustment_note',
            }),
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

  async followUps({ connector, knex, now }) {
    return planCharges({
      connector,
      invoices: await listInvoices(knex, connector.connectorId),
      slices: await knex('slices').where({
        connector_id: connector.connectorId,
      }),
      now: now(),
    });
  },
};

function toRecord(
  invoice: Omit<PartnerCenterInvoice, 'amendments'>,
): InvoiceRecord {
  return {
    invoiceId: invoice.id,
    invoiceDate: invoice.invoiceDate,
    billingPeriod: invoice.billingPeriodStartDate
      ? monthOf(invoice.billingPeriodStartDate)
      : // An invoice of a month is made in the next one.
        addMonths(monthOf(invoice.invoiceDate), -1),
    billingCurrency: invoice.currencyCode,
    totalCharges: normalizeDecimal(invoice.totalCharges),
    documentType: invoice.documentType ?? 'invoice',
    invoiceType: invoice.invoiceType ?? 'OneTime',
    amendsOf: invoice.amendsOf,
  };
}

/** Partner Center's dates are UTC, with and without saying so. */
function monthOf(date: string): string {
  return date.slice(0, 7);
}
