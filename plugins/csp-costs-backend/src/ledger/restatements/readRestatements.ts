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
  type Restatement,
  type RestatementsPage,
  type RestatementsQuery,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { isOneOf, readTimestamp } from '../../database/dialect';
import type { CustomerRights } from '../../rights/CustomerRights';
import { resolveCustomers } from '../query/resolveCustomers';
import type { ChargeSource } from '../tables';

const DEFAULT_LIMIT = 50;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A row of `restatements`, with the customer's name where it is known. */
interface RestatementRow {
  restatement_id: number | string;
  connector_id: string;
  source: ChargeSource;
  billing_period: string;
  billing_currency: string;
  invoice_id: string | null;
  customer_id: string;
  customer_name: string | null;
  service_name: string;
  charge_category: Restatement['chargeCategory'];
  cost_before: string;
  cost_after: string;
  cost_change: string;
  through_date: string | null;
  previous_generation_id: string;
  generation_id: string;
  restated_at: Date | string;
}

/**
 * A page of restatements, newest first; those of one generation by the size of
 * the change, largest first.
 *
 * @param rights - Whose restatements may be seen.
 * @throws NotFoundError when no connector knows the customer.
 */
export async function readRestatements(
  knex: Knex,
  rights: CustomerRights,
  query: RestatementsQuery,
): Promise<RestatementsPage> {
  const { connectorId, billingPeriod, from, to, cursor } = query;
  const { limit = DEFAULT_LIMIT } = query;
  const { customerIds } = await resolveCustomers(knex, rights, query);
  const select = knex('restatements as r')
    .leftJoin('customers as c', join =>
      join
        .on('c.connector_id', 'r.connector_id')
        .andOn('c.customer_id', 'r.customer_id'),
    )
    .select('r.*', 'c.customer_name')
    .orderBy('r.restatement_id', 'desc')
    // One more than asked for tells whether there are more.
    .limit(limit + 1);
  if (connectorId) {
    select.where({ 'r.connector_id': connectorId });
  }
  if (customerIds) {
    select.where(isOneOf(knex, 'r.customer_id', customerIds));
  }
  if (billingPeriod) {
    select.where({ 'r.billing_period': billingPeriod });
  }
  if (query.invoiceId) {
    select.where({ 'r.invoice_id': query.invoiceId });
  }
  if (from) {
    select.where('r.restated_at', '>=', `${from}T00:00:00.000Z`);
  }
  if (to) {
    select.where(
      'r.restated_at',
      '<',
      new Date(Date.parse(to) + DAY_MS).toISOString(),
    );
  }
  if (cursor) {
    select.where('r.restatement_id', '<', cursor);
  }
  const rows: RestatementRow[] = await select;
  const items = rows.slice(0, limit);
  return {
    items: items.map(toRestatement),
    nextCursor:
      rows.length > limit ? String(items.at(-1)!.restatement_id) : undefined,
  };
}

function toRestatement(row: RestatementRow): Restatement {
  return {
    connectorId: row.connector_id,
    source: row.source,
    billingPeriod: row.billing_period,
    billingCurrency: row.billing_currency,
    invoiceId: row.invoice_id ?? undefined,
    customerId: row.customer_id,
    customerName: row.customer_name ?? row.customer_id,
    serviceName: row.service_name,
    chargeCategory: row.charge_category,
    costBefore: normalizeDecimal(row.cost_before),
    costAfter: normalizeDecimal(row.cost_after),
    costChange: normalizeDecimal(row.cost_change),
    throughDate: row.through_date ?? undefined,
    previousGenerationId: row.previous_generation_id,
    generationId: row.generation_id,
    restatedAt: readTimestamp(row.restated_at)!,
  };
}
