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

import type { Knex } from 'knex';
import type { InvoiceRow, SliceRow } from '../tables';

/** An invoice, or a note that amends one. */
export interface InvoiceRecord {
  invoiceId: string;
  invoiceDate: string;
  billingPeriod: string;
  billingCurrency: string;
  totalCharges: string;
  /** How much of it is tax, where the list says. */
  taxAmount?: string;
  documentType: string;
  invoiceType: string;
  amendsOf?: string;
  /** Whose billing lines it has, such as `office`. */
  lineItemProviders?: readonly string[];
}

/** Saves invoices. An invoice that is known already is brought up to date. */
export async function saveInvoices(
  knex: Knex,
  connectorId: string,
  invoices: readonly InvoiceRecord[],
): Promise<void> {
  await knex.transaction(async tx => {
    for (const invoice of invoices) {
      await tx<InvoiceRow>('invoices')
        .insert({
          connector_id: connectorId,
          invoice_id: invoice.invoiceId,
          invoice_date: invoice.invoiceDate,
          billing_period: invoice.billingPeriod,
          billing_currency: invoice.billingCurrency,
          total_charges: invoice.totalCharges,
          tax_amount: invoice.taxAmount ?? null,
          document_type: invoice.documentType,
          invoice_type: invoice.invoiceType,
          amends_of: invoice.amendsOf,
          line_item_providers: invoice.lineItemProviders?.join(',') || null,
        })
        .onConflict(['connector_id', 'invoice_id'])
        .merge();
      // Which period a legacy invoice counts in depends on a setting.
      await tx<SliceRow>('slices')
        .where({
          connector_id: connectorId,
          source: 'legacy-invoice-lines',
          slice_key: invoice.invoiceId,
        })
        .whereNot({ billing_period: invoice.billingPeriod })
        .update({ billing_period: invoice.billingPeriod });
    }
  });
}

/** All invoices of a connector that are known. */
export async function listInvoices(
  knex: Knex,
  connectorId: string,
): Promise<InvoiceRow[]> {
  return knex<InvoiceRow>('invoices')
    .where({ connector_id: connectorId })
    .orderBy('billing_period', 'desc')
    .orderBy('invoice_id');
}
