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
  saveListedCustomers,
  type ListedCustomer,
} from '../../ledger/directory/saveCustomers';
import { LedgerError } from '../../ledger/LedgerError';
import { recordVerified } from '../../ledger/slices/recordSliceOutcome';
import { billingAccountOf } from './billingAccountOf';
import type { CollectionSource } from './CollectionSource';
import { scopedCustomers } from './customerScope';

/** The partner's customers, from the Azure billing account: where Partner Center is not used. */
export const armCustomersSource: CollectionSource = {
  source: 'arm-customers',

  async collect(context) {
    const { clients, connector, knex, slice, now, report, signal } = context;
    report({ stage: 'reading' });
    const account = await billingAccountOf(context);
    const ids = scopedCustomers(connector.settings);
    const scope = ids && new Set(ids);
    const customers = new Map<string, ListedCustomer>();
    // One that has several billing profiles is listed once each.
    for (const { name, displayName } of await clients.armBilling.customers(
      account.name,
      signal,
    )) {
      const customerId = name.toLowerCase();
      if (!scope || scope.has(customerId)) {
        customers.set(customerId, { customerId, customerName: displayName });
      }
    }
    report({ lineCount: customers.size });
    if (
      customers.size === 0 &&
      (await knex('customers')
        .where({ connector_id: connector.connectorId, listed: true })
        .first('customer_id'))
    ) {
      throw new LedgerError(
        'EMPTY',
        'The billing account lists no customer, although it listed some before',
      );
    }
    await saveListedCustomers(knex, connector.connectorId, [
      ...customers.values(),
    ]);
    await recordVerified(knex, slice.slice_id, now());
    return { end: 'published' };
  },
};
