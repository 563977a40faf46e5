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
import type { NamedCustomer } from '../load/ChargeLoad';

/** A customer as the partner's list has it. */
export interface ListedCustomer extends NamedCustomer {
  relationship?: string;
}

const ROWS_PER_INSERT = 200;

/**
 * Saves the complete list of a partner's customers. Customers that are no
 * longer listed stay, because their costs do; so does what a list does not say
 * of them, since not every list has domains.
 */
export async function saveListedCustomers(
  knex: Knex,
  connectorId: string,
  customers: readonly ListedCustomer[],
): Promise<void> {
  await knex.transaction(async tx => {
    await tx('customers')
      .where({ connector_id: connectorId })
      .update({ listed: false });
    for (const rows of batches(customers)) {
      await tx('customers')
        .insert(
          rows.map(customer => ({
            ...customerRow(connectorId, customer),
            relationship: customer.relationship,
            listed: true,
          })),
        )
        .onConflict(['connector_id', 'customer_id'])
        .merge({
          customer_name: tx.raw('excluded.customer_name'),
          domain_name: tx.raw(
            'coalesce(excluded.domain_name, customers.domain_name)',
          ),
          relationship: tx.raw(
            'coalesce(excluded.relationship, customers.relationship)',
          ),
          listed: true,
        });
    }
    // Who comes back may have changed meanwhile.
    await tx('customers')
      .where({ connector_id: connectorId, listed: false })
      .whereNotNull('subscriptions_read_at')
      .update({ subscriptions_read_at: null });
  });
}

/**
 * Saves customers as their charges name them: those that are not listed, and
 * the country, which the list does not have.
 */
export async function saveChargedCustomers(
  knex: Knex,
  connectorId: string,
  customers: readonly NamedCustomer[],
): Promise<void> {
  await knex.transaction(async tx => {
    for (const rows of batches(customers)) {
      await tx('customers')
        .insert(
          rows.map(customer => ({
            ...customerRow(connectorId, customer),
            listed: false,
          })),
        )
        .onConflict(['connector_id', 'customer_id'])
        .merge({
          country: tx.raw('coalesce(excluded.country, customers.country)'),
        });
    }
  });
}

function customerRow(connectorId: string, customer: NamedCustomer) {
  return {
    connector_id: connectorId,
    customer_id: customer.customerId,
    customer_name: customer.customerName ?? customer.customerId,
    domain_name: customer.domainName,
    country: customer.country,
  };
}

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    yield rows.slice(start, start + ROWS_PER_INSERT);
  }
}
