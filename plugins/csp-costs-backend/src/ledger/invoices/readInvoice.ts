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
  type InvoiceDetail,
  type TieOutResidual,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { QueryContext } from '../query/PeriodView';
import { readCoverage } from '../query/readCoverage';
import { readSlices } from '../query/readSlices';
import type { InvoiceRow } from '../tables';
import { compareInvoices, type Tolerance } from './compareInvoices';
import type { Explainer } from './Explainer';
import { unexplainedOf, type Residual } from './Residual';

/** Customers that are named with a cause. */
const NAMED_CUSTOMERS = 10;

/** How long an answer waits for lines to be read. */
const WAIT_MS = 10_000;

/** An invoice as the list has it. @throws NotFoundError */
export async function findInvoice(
  knex: Knex,
  connectorId: string,
  invoiceId: string,
): Promise<InvoiceRow> {
  const row = await knex<InvoiceRow>('invoices')
    .where({ connector_id: connectorId, invoice_id: invoiceId })
    .first();
  if (!row) {
    throw new NotFoundError(
      `The connector ${connectorId} knows no invoice ${invoiceId}`,
    );
  }
  return row;
}

/**
 * An invoice with the reason of what differs.
 *
 * @remarks
 * Its totals are of all customers: only for those who may see all of them.
 *
 * @throws NotFoundError
 */
export async function readInvoice(
  context: QueryContext,
  { connectorId, invoiceId }: { connectorId: string; invoiceId: string },
  options: {
    explainer: Explainer;
    toleranceOf: (connectorId: string) => Tolerance;
    signal: AbortSignal;
  },
): Promise<Omit<InvoiceDetail, 'hasDocument'>> {
  const { knex } = context;
  const row = await findInvoice(knex, connectorId, invoiceId);
  const notes = await knex<InvoiceRow>('invoices')
    .where({ connector_id: connectorId, amends_of: invoiceId })
    .orderBy(['invoice_date', 'invoice_id']);
  const [compared, ...comparedNotes] = await compareInvoices(
    knex,
    [row, ...notes],
    options.toleranceOf,
  );
  const { invoice, parts } = compared!;
  const { state, residuals, reconciliation } = await options.explainer.explain(
    compared!,
    notes,
    { signal: options.signal, waitMs: WAIT_MS },
  );
  const slices = await readSlices(knex, [row.billing_period]);
  return {
    ...invoice,
    parts,
    unexplained:
      invoice.verdict === 'differs' && state === 'read'
        ? unexplainedOf(residuals)
        : undefined,
    residuals: await withNames(knex, connectorId, residuals),
    evidence: state,
    usage: reconciliation && {
      dailyCost: sumDecimals(
        parts
          .filter(part => part.source === 'billed-usage')
          .map(({ cost }) => cost),
      ),
      reconciledCost: sumDecimals(
        reconciliation.groups.map(({ cost }) => cost),
      ),
    },
    notes: comparedNotes.map(({ invoice: note }) => ({
      invoiceId: note.invoiceId,
      documentType: note.documentType,
      invoiceDate: note.invoiceDate,
      totalCharges: note.totalCharges,
    })),
    coverage: readCoverage(
      slices.filter(
        slice =>
          slice.connector_id === connectorId && slice.invoice_id === invoiceId,
      ),
      [],
      { billingPeriod: row.billing_period },
      context,
    ),
  };
}

async function withNames(
  knex: Knex,
  connectorId: string,
  residuals: readonly Residual[],
): Promise<TieOutResidual[]> {
  const named = residuals.map(residual => ({
    ...residual,
    customers: residual.customers.slice(0, NAMED_CUSTOMERS),
  }));
  const customerIds = named.flatMap(({ customers }) =>
    customers.map(({ customerId }) => customerId),
  );
  const rows: Array<{ customer_id: string; customer_name: string }> =
    await knex('customers')
      .where({ connector_id: connectorId })
      .whereIn('customer_id', [...new Set(customerIds)])
      .select('customer_id', 'customer_name');
  const names = new Map(rows.map(row => [row.customer_id, row.customer_name]));
  return named.map(residual => ({
    ...residual,
    customers: residual.customers.map(customer => ({
      ...customer,
      customerName: names.get(customer.customerId) ?? customer.customerId,
    })),
  }));
}
