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
import { readBackfill } from '../collection/readBackfill';
import { cancelRun } from '../collection/queue/cancelRun';
import { pauseLane, resumeLane } from '../collection/queue/lanes';
import { readFailedJobs } from '../collection/queue/readFailedJobs';
import { readRun, readRuns } from '../collection/queue/readRuns';
import { retryJobs } from '../collection/queue/retryJobs';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import { describeConnector } from './describeConnector';
import type { RequestContext } from './RequestContext';

/** Routes of runs and jobs, and of pausing them. */
export function addRunRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  options: RouterOptions,
): void {
  const { knex, registry, planner, now } = options;

  router.get('/connectors/:connectorId/runs', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    const { connectorId } = await registry.getSetup(request.params.connectorId);
    response.json({ items: await readRuns(knex, { connectorId }) });
  });

  router.get('/connectors/:connectorId/backfill', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    const connector = await registry.getSetup(request.params.connectorId);
    response.json(await readBackfill(knex, connector, now()));
  });

  router.get('/jobs', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    const { connectorId, limit, cursor } = request.query;
    const connectors = connectorId
      ? [await registry.getSetup(connectorId)]
      : await registry.listSetups();
    response.json(
      await readFailedJobs(
        knex,
        { limit, cursor },
        connectors.map(connector => connector.connectorId),
      ),
    );
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

  router.post('/connectors/:connectorId/pause', async (request, response) => {
    const credentials = await context.authorize(
      request,
      cspCostsConnectorUsePermission,
    );
    const connector = await registry.getSetup(request.params.connectorId);
    const { connectorId } = connector;
    await context.audited(
      { eventId: 'collection-pause', request, meta: { connectorId } },
      () =>
        pauseLane(knex, connectorId, {
          by: credentials.principal.userEntityRef,
          now: now(),
        }),
    );
    response.json(await describeConnector(options, connector));
  });

  router.post('/connectors/:connectorId/resume', async (request, response) => {
    await context.authorize(request, cspCostsConnectorUsePermission);
    const connector = await registry.getSetup(request.params.connectorId);
    const { connectorId } = connector;
    await context.audited(
      { eventId: 'collection-resume', request, meta: { connectorId } },
      () => resumeLane(knex, connectorId),
    );
    response.json(await describeConnector(options, connector));
  });

  router.post('/runs/:runId/cancel', async (request, response) => {
    const credentials = await context.authorize(
      request,
      cspCostsConnectorUsePermission,
    );
    const { runId, connectorId } = await readRun(knex, request.params.runId);
    await context.audited(
      { eventId: 'run-cancel', request, meta: { connectorId, runId } },
      () =>
        cancelRun(knex, runId, {
          by: credentials.principal.userEntityRef,
          now: now(),
        }),
    );
    response.json(await readRun(knex, runId));
  });

  router.post('/runs/:runId/retry', async (request, response) => {
    const credentials = await context.authorize(
      request,
      cspCostsConnectorUsePermission,
    );
    const { runId, connectorId } = await readRun(knex, request.params.runId);
    const retried = await context.audited(
      { eventId: 'run-retry', request, meta: { connectorId, runId } },
      () =>
        retryJobs(
          knex,
          { runId },
          { by: credentials.principal.userEntityRef, now: now() },
        ),
    );
    response.json(await readRun(knex, retried.runId));
  });

  router.post('/jobs/:jobId/retry', async (request, response) => {
    const credentials = await context.authorize(
      request,
      cspCostsConnectorUsePermission,
    );
    const { jobId } = request.params;
    const { runId } = await context.audited(
      { eventId: 'job-retry', request, meta: { jobId } },
      () =>
        retryJobs(
          knex,
          { jobId },
          { by: credentials.principal.userEntityRef, now: now() },
        ),
    );
    response.json(await readRun(knex, runId));
  });

  router.get('/runs/:runId', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    response.json(await readRun(knex, request.params.runId));
  });
}
