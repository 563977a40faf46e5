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
  type Run,
} from 'backstage-plugin-csp-costs-common';
import { readRun, readRuns } from '../collection/queue/readRuns';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';

/** Routes of runs. */
export function addRunRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  {
    knex,
    registry,
    planner,
  }: Pick<RouterOptions, 'knex' | 'registry' | 'planner'>,
): void {
  router.get('/connectors/:connectorId/runs', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    const { connectorId } = await registry.get(request.params.connectorId);
    response.json({ items: await readRuns(knex, { connectorId }) });
  });

  router.post('/connectors/:connectorId/runs', async (request, response) => {
    const credentials = await context.authorize(
      request,
      cspCostsConnectorUsePermission,
    );
    const { runId, started } = await planner.startManualRun(
      request.params.connectorId,
      credentials.principal.userEntityRef,
    );
    const { jobs: _, ...run } = await readRun(knex, runId);
    response.status(started ? 201 : 200).json(run satisfies Run);
  });

  router.get('/runs/:runId', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    response.json(await readRun(knex, request.params.runId));
  });
}
