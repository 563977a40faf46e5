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

import { billingPeriods } from '../ledger/query/billingPeriods';
import { costBreakdown } from '../ledger/query/costBreakdown';
import { costSummary } from '../ledger/query/costSummary';
import { customerCosts } from '../ledger/query/customerCosts';
import { retailCosts } from '../ledger/query/retailCosts';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';

/** Routes of figures. */
export function addCostRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { queryContext }: Pick<RouterOptions, 'queryContext'>,
): void {
  router.get('/billing-periods', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json({
      items: await billingPeriods(await queryContext(rights)),
    });
  });

  router.get('/costs/summary', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json(await costSummary(await queryContext(rights), request.query));
  });

  router.get('/costs/breakdown', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json(
      await costBreakdown(await queryContext(rights), request.query),
    );
  });

  router.get('/costs/retail', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json(await retailCosts(await queryContext(rights), request.query));
  });

  router.get('/customers', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json(
      await customerCosts(await queryContext(rights), request.query),
    );
  });
}
