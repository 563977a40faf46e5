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
  Invoice,
  InvoicesPage,
  InvoicesQuery,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { InvoiceRow } from '../tables';
import { compareInvoices, type Tolerance } from './compareInvoices';
import type { Explainer } from './Explainer';

const DEFAULT_LIMIT = 50;

/** How long a list waits for lines to be read, of all its invoices together. */
const WAIT_MS = 2_000;

/**
 * A page of invoices, newest first, each compared with our lines of it.
 *
 * @remarks
 * Its totals are of all customers: only for those who may see all of them.
 */
export async function readInvoices(
  knex: Knex,
  query: InvoicesQuery,
  options: {
    explainer: Explainer;
    toleranceOf: (connectorId: string) => Tolerance;
    signal: AbortSignal;
  },
): Promise<InvoicesPage> {
  const { billingPeriod, connectorId, billingCurrency } = query;
  const { offset = 0, limit = DEFAULT_LIMIT } = query;
  const select = () => {
    const rows = knex<InvoiceRow>('invoices');
    if (billingPeriod) {
      rows.where({ billing_period: billingPeriod });
    }
    if (connectorId) {
      rows.where({ connector_id: connectorId });
    }
    if (billingCurrency) {
      rows.where({ billing_currency: billingCurrency });
    }
    return rows;
  };
  const [count] = await select().count({ count: '*' });
  const rows: InvoiceRow[] = await select()
    .orderBy([
      { column: 'billing_period', order: 'desc' },
      { column: 'invoice_date', order: 'desc' },
      { column: 'connector_id' },
      { column: 'invoice_id' },
    ])
    .offset(offset)
    .limit(limit);
  const compared = await compareInvoices(knex, rows, options.toleranceOf);
  const notes = await knex<InvoiceRow>('invoices').whereIn(
    'amends_of',
    rows.map(row => row.invoice_id),
  );
  const startedAt = performance.now();
  const items: Invoice[] = [];
  // One after the other: each takes memory while it is explained.
  for (const one of compared) {
    const { invoice, row } = one;
    const own = notes.filter(
      note =>
        note.connector_id === row.connector_id &&
        note.amends_of === row.invoice_id,
    );
    items.push({
      ...invoice,
      unexplained:
        invoice.verdict === 'differs'
          ? await options.explainer.unexplained(one, own, {
              signal: options.signal,
              waitMs: Math.max(0, WAIT_MS - (performance.now() - startedAt)),
            })
          : undefined,
    });
  }
  return { totalCount: Number(count?.count), items };
}
