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
  normalizeDecimal,
} from 'backstage-plugin-csp-costs-common';
import {
  listInvoices,
  saveInvoices,
  type InvoiceRecord,
} from '../../ledger/directory/saveInvoices';
import { LedgerError } from '../../ledger/LedgerError';
import { recordVerified } from '../../ledger/slices/recordSliceOutcome';
import type { BillingInvoice } from '../../microsoft/armBilling/schemas';
import { billingAccountOf } from './billingAccountOf';
import type { CollectionSource } from './CollectionSource';
import { planListedInvoices } from './invoicesSource';

/** Azure's kinds of documents, by the names that Partner Center has for them. */
const DOCUMENT_TYPES: Record<string, string> = {
  invoice: 'invoice',
  creditnote: 'adjustment_note',
  voidnote: 'void_note',
};

/** Azure lists new commerce only, which Partner Center calls so. */
const NEW_COMMERCE = 'OneTime';

/**
 * The list of invoices, from the Azure billing account: where Partner Center
 * is not used. It takes nothing but a role on the billing account.
 *
 * @remarks Only one of the two sources writes: as long as a connector uses
 * Partner Center, this one is not collected.
 */
export const armInvoicesSource: CollectionSource = {
  source: 'arm-invoices',

  async collect(context) {
    const { clients, connector, knex, slice, now, report, signal } = context;
    report({ stage: 'reading' });
    const account = await billingAccountOf(context);
    const today = now().toISOString().slice(0, 10);
    const oldest = addMonths(
      billingPeriodOf(now()),
      -connector.settings.historyMonths,
    );
    const listed = await clients.armBilling.invoices(
      account.name,
      { from: `${oldest}-01`, to: today },
      signal,
    );
    report({ lineCount: listed.length });
    if (
      listed.length === 0 &&
      (await listInvoices(knex, connector.connectorId)).some(
        known =>
          known.invoice_type === NEW_COMMERCE && known.billing_period >= oldest,
      )
    ) {
      throw new LedgerError(
        'EMPTY',
        'The billing account lists no invoice, although it listed some before',
      );
    }
    await saveInvoices(knex, connector.connectorId, listed.map(toRecord));
    await recordVerified(knex, slice.slice_id, now());
    return { end: 'published' };
  },

  followUps: planListedInvoices,
};

function toRecord(invoice: BillingInvoice): InvoiceRecord {
  const { documentType, creditForDocumentId, totalAmount, taxAmount } = invoice;
  return {
    invoiceId: invoice.name,
    invoiceDate: invoice.invoiceDate,
    billingPeriod: invoice.invoicePeriodStartDate.slice(0, 7),
    billingCurrency: totalAmount.currency,
    totalCharges: normalizeDecimal(totalAmount.value),
    taxAmount: taxAmount && normalizeDecimal(taxAmount.value),
    documentType: documentType
      ? DOCUMENT_TYPES[documentType.toLowerCase()] ?? documentType
      : 'invoice',
    invoiceType: NEW_COMMERCE,
    lineItemProviders: [],
    amendsOf: creditForDocumentId?.split('/').at(-1),
  };
}
