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

import { NotFoundError } from '@backstage/errors';
import {
  sumDecimals,
  type BillingPeriod,
  type CustomerInvoice,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { isOneOf, listText, readList } from '../../database/dialect';
import {
  readableCustomerIds,
  type CustomerRights,
} from '../../rights/CustomerRights';
import type { SliceRow } from '../tables';
import { groupBy } from './buildTotals';

/**
 * Invoices that have charges of a customer, newest first, with what they have of
 * it. An invoice is there as soon as its lines are, also while the month's
 * figures are still the estimate.
 *
 * @throws NotFoundError when no connector knows the customer, or it may not be
 * seen, which is not to be told apart.
 */
export async function customerInvoices(
  knex: Knex,
  rights: CustomerRights,
  customerId: string,
): Promise<CustomerInvoice[]> {
  const id = customerId.toLowerCase();
  const isReadable = readableCustomerIds(rights)?.includes(id) ?? true;
  const known =
    isReadable && (await knex('customers').where({ customer_id: id }).first());
  if (!known) {
    throw new NotFoundError(`No connector knows a customer ${id}`);
  }
  const rows: InvoiceCostRow[] = await knex('cost_totals as t')
    .join('slices as s', 's.current_generation_id', 't.generation_id')
    .leftJoin('invoices as i', join =>
      join
        .on('i.connector_id', 's.connector_id')
        .andOn('i.invoice_id', 's.invoice_id'),
    )
    .where({ dimension: 'customer', value: id })
    // Always so; the index is of these rows.
    .whereNot('t.customer_id', '')
    .whereNotNull('s.invoice_id')
    .select(
      's.connector_id',
      's.invoice_id',
      's.billing_period',
      'i.invoice_date',
      't.billing_currency',
      't.charge_category',
      listText(knex, 't.running_costs', 'running_costs'),
    );
  const unread = await readUnread(knex, rows);
  return [
    ...groupBy(rows, row =>
      [row.connector_id, row.invoice_id, row.billing_currency].join(),
    ).values(),
  ]
    .map(group => toInvoice(group, unread))
    .sort(
      (a, b) =>
        b.billingPeriod.localeCompare(a.billingPeriod) ||
        a.invoiceId.localeCompare(b.invoiceId) ||
        a.billingCurrency.localeCompare(b.billingCurrency),
    );
}

interface InvoiceCostRow {
  connector_id: string;
  invoice_id: string;
  billing_period: BillingPeriod;
  /** Null while the list of invoices does not have it. */
  invoice_date: string | null;
  billing_currency: string;
  charge_category: string;
  running_costs: string;
}

/** Invoices of which a dataset was not read yet. */
async function readUnread(
  knex: Knex,
  rows: readonly InvoiceCostRow[],
): Promise<ReadonlySet<string>> {
  const unread = await knex<SliceRow>('slices')
    .where(
      isOneOf(knex, 'invoice_id', [
        ...new Set(rows.map(row => row.invoice_id)),
      ]),
    )
    .where({ no_data: false })
    .whereNull('current_generation_id')
    .select('connector_id', 'invoice_id');
  return new Set(unread.map(row => `${row.connector_id}/${row.invoice_id}`));
}

function toInvoice(
  rows: InvoiceCostRow[],
  unread: ReadonlySet<string>,
): CustomerInvoice {
  const [first] = rows as [InvoiceCostRow];
  const sumOf = (isMeant: (row: InvoiceCostRow) => boolean) =>
    // Running costs end with the sum of all days.
    sumDecimals(
      rows.filter(isMeant).map(row => readList(row.running_costs).at(-1)!),
    );
  return {
    connectorId: first.connector_id,
    invoiceId: first.invoice_id,
    invoiceDate: first.invoice_date?.slice(0, 10),
    billingPeriod: first.billing_period,
    billingCurrency: first.billing_currency,
    billedCost: sumOf(row => row.charge_category !== 'Tax'),
    taxCost: sumOf(row => row.charge_category === 'Tax'),
    complete: !unread.has(`${first.connector_id}/${first.invoice_id}`),
  };
}
