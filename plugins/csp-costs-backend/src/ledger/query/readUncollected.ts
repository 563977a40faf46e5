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

import type {
  BillingPeriod,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { CustomerRights } from '../../rights/CustomerRights';
import type { InvoiceRow } from '../tables';

/**
 * Invoices and notes of a billing period that nothing collects: notes that amend
 * an invoice, and legacy invoices that no run has planned, because they are
 * switched off or older than the history that is wanted. They are missing in the
 * figures, and coverage says so.
 */
export async function readUncollected(
  knex: Knex,
  billingPeriod: BillingPeriod,
  rights: CustomerRights,
): Promise<SliceCoverage[]> {
  const rows: InvoiceRow[] = await knex('invoices as i')
    .leftJoin('slices as s', join =>
      join
        .on('s.connector_id', 'i.connector_id')
        .andOn('s.slice_key', 'i.invoice_id')
        .andOnVal('s.source', 'legacy-invoice-lines'),
    )
    .where({ 'i.billing_period': billingPeriod })
    .where(where =>
      where
        .whereNot({ 'i.document_type': 'invoice' })
        .orWhere(legacy =>
          legacy
            .where({ 'i.invoice_type': 'Recurring' })
            .whereNull('s.slice_id'),
        ),
    )
    .orderBy(['i.connector_id', 'i.invoice_id'])
    .select('i.*');
  return rows.map(row => ({
    connectorId: row.connector_id,
    source: 'invoices',
    billingPeriod: row.billing_period,
    billingCurrency: row.billing_currency,
    invoiceId: row.invoice_id,
    status: 'missing',
    lineCount: 0,
    quarantinedLineCount: 0,
    problem: {
      code: 'NOT_COLLECTED',
      cause:
        row.document_type === 'invoice'
          ? `Invoice ${row.invoice_id} is of legacy commerce, and is not collected: Partner Center is switched off, or it is older than the history that is collected.`
          : `Note ${row.invoice_id} amends an invoice, and is not collected yet.`,
      remedy: rights.all
        ? `Look it up in Partner Center: its total is ${row.total_charges} ${row.billing_currency}.`
        : 'Ask your finance people, who can look it up in Partner Center.',
      since: `${row.invoice_date.slice(0, 10)}T00:00:00.000Z`,
    },
  }));
}
