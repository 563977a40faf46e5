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

import type { CspCostsRouter, RouterOptions } from './createRouter';
import { describeClaims } from './describeClaims';
import type { RequestContext } from './RequestContext';

/** The route of what belongs to entities of the catalog, without costs. */
export function addEntityRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { entityCosts, knex }: Pick<RouterOptions, 'entityCosts' | 'knex'>,
): void {
  router.get('/entities/claims', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    const { entityRef, claims, problems } = await entityCosts.scopeOf(
      request.query.entityRef,
      rights.reader,
    );
    const own = claims.filter(claim => claim.entityRef === entityRef);
    const others = claims.filter(claim => claim.entityRef !== entityRef);
    response.json({
      entityRef,
      claims: await describeClaims(knex, rights, own),
      partCount: new Set(others.map(claim => claim.entityRef)).size,
      problems,
    });
  });
}
