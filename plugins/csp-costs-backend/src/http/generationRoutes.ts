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
  cspCostsConnectorReadPermission,
  cspCostsConnectorUsePermission,
  type Generation,
} from 'backstage-plugin-csp-costs-common';
import type { RequestHandler } from 'express';
import { problemOf } from '../errors';
import { discardHeld, publishHeld } from '../ledger/generations/decideHeld';
import {
  readGeneration,
  readGenerations,
} from '../ledger/generations/readGenerations';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';

/** Routes of generations, and of the decision on those that are held. */
export function addGenerationRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { knex, now }: Pick<RouterOptions, 'knex' | 'now'>,
): void {
  router.get('/generations', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    response.json(await readGenerations(knex, request.query));
  });

  const decide =
    (
      eventId: string,
      act: (generationId: string) => Promise<void>,
    ): RequestHandler<{ generationId: string }, Generation> =>
    async (request, response) => {
      await context.authorize(request, cspCostsConnectorUsePermission);
      const { generationId, connectorId } = await readGeneration(
        knex,
        request.params.generationId,
      );
      await context.audited(
        { eventId, request, meta: { connectorId, generationId } },
        () => act(generationId),
      );
      response.json(await readGeneration(knex, generationId));
    };

  router.post(
    '/generations/:generationId/publish',
    decide('generation-publish', generationId =>
      publishHeld(knex, generationId, now()),
    ),
  );

  router.post(
    '/generations/:generationId/discard',
    decide('generation-discard', generationId =>
      discardHeld(knex, generationId, problemOf('GENERATION_DISCARDED', now())),
    ),
  );
}
