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

import { saveListedCustomers } from '../../ledger/directory/saveCustomers';
import type { ListedCustomer } from '../../ledger/directory/saveCustomers';
import { LedgerError } from '../../ledger/LedgerError';
import { recordVerified } from '../../ledger/slices/recordSliceOutcome';
import type { CollectionSource } from './CollectionSource';
import { scopedCustomers } from './customerScope';

/** The partner's customers, from Partner Center. */
export const customersSource: CollectionSource = {
  source: 'customers',

  async collect({ clients, connector, knex, slice, now, report, signal }) {
    const customers = new Map<string, ListedCustomer>();
    report({ stage: 'reading' });
    const ids = scopedCustomers(connector.settings);
    const scope = ids && new Set(ids);
    for await (const page of clients.partnerCenter.customers(signal)) {
      for (const customer of page) {
        const customerId = customer.id.toLowerCase();
        if (scope && !scope.has(customerId)) {
          continue;
        }
        customers.set(customerId, {
          customerId,
          customerName: customer.companyProfile?.companyName,
          domainName: customer.companyProfile?.domain,
          relationship: customer.relationshipToPartner,
        });
      }
      report({ lineCount: customers.size });
    }
    if (customers.size === 0 && slice.verified_at) {
      throw new LedgerError(
        'EMPTY',
        'Partner Center lists no customer, although it listed some before',
      );
    }
    await saveListedCustomers(knex, connector.connectorId, [
      ...customers.values(),
    ]);
    await recordVerified(knex, slice.slice_id, now());
    return { end: 'published' };
  },

  async followUps({ connector }) {
    return [
      {
        connectorId: connector.connectorId,
        source: 'subscriptions',
        sliceKey: 'all',
      },
    ];
  },
};
