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

import { plannedSources } from '../collection/collectionSources';
import { readSubscriptions } from '../ledger/directory/readSubscriptions';
import { customerInvoices } from '../ledger/query/customerInvoices';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';

/** Routes of what a customer has from Microsoft, and of its invoices. */
export function addSubscriptionRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { knex, registry }: Pick<RouterOptions, 'knex' | 'registry'>,
): void {
  router.get(
    '/customers/:customerId/subscriptions',
    async (request, response) => {
      const rights = await context.authorizeCosts(request);
      const connectors = (await registry.listSetups()).map(
        ({ connectorId, settings }) => ({
          connectorId,
          title: settings.title,
          sources: plannedSources(settings),
        }),
      );
      response.json(
        await readSubscriptions(
          knex,
          rights,
          connectors,
          request.params.customerId,
        ),
      );
    },
  );

  router.get('/customers/:customerId/invoices', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json({
      items: await customerInvoices(knex, rights, request.params.customerId),
    });
  });
}
