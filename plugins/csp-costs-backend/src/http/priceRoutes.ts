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

import { NotAllowedError } from '@backstage/errors';
import { findPrices } from '../ledger/prices/findPrices';
import { listExchangeRates } from '../ledger/prices/listExchangeRates';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

/** Routes of prices and exchange rates. */
export function addPriceRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  {
    knex,
    archive,
    registry,
  }: Pick<RouterOptions, 'knex' | 'archive' | 'registry'>,
): void {
  router.get('/exchange-rates', async (request, response) => {
    await context.authorizeCosts(request);
    response.json(await listExchangeRates(knex, request.query.month));
  });

  router.get('/prices', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    if (!rights.all) {
      throw new NotAllowedError(
        'Prices are what the partner pays, and need the right to see the costs of all customers',
      );
    }
    response.json(
      await findPrices({
        knex,
        archive,
        month: request.query.month,
        meterId: request.query.meterId,
        languages: new Map(
          (
            await registry.listSetups()
          ).map(({ connectorId, settings }) => [
            connectorId,
            settings.productLanguage,
          ]),
        ),
        signal: untilGone(response),
      }),
    );
  });
}
