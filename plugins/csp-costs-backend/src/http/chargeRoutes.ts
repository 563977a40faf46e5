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
import type { RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

/** The route of the charges that figures are made of. */
export function addChargeRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { charges }: Pick<RouterOptions, 'charges'>,
): void {
  router.get('/charges', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    response.json(
      await charges.read(request.query, rights, untilGone(response)),
    );
  });
}
