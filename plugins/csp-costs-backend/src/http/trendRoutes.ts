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

import { costChanges } from '../ledger/query/costChanges';
import { costTrend } from '../ledger/query/costTrend';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';

/** Routes of the days of figures, and of what changed. */
export function addTrendRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { queryContext }: Pick<RouterOptions, 'queryContext'>,
): void {
  router.get('/costs/trend', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json(await costTrend(await queryContext(rights), request.query));
  });

  router.get('/costs/changes', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json(await costChanges(await queryContext(rights), request.query));
  });
}
