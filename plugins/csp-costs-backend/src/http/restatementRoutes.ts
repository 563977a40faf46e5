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

import { InputError } from '@backstage/errors';
import { readRestatements } from '../ledger/restatements/readRestatements';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';

/** Routes of what Microsoft changed afterwards. */
export function addRestatementRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { knex }: Pick<RouterOptions, 'knex'>,
): void {
  router.get('/restatements', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    const { from, to } = request.query;
    if (from && to && from > to) {
      throw new InputError('from is after to; give the earlier day as from');
    }
    response.json(await readRestatements(knex, rights, request.query));
  });
}
