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

import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  cspCostsConnectorReadPermission,
  cspCostsConnectorUsePermission,
  cspCostsCostReadPermission,
  type Run,
} from 'backstage-plugin-csp-costs-common';
import type { Router } from 'express';
import type { CollectionPlanner } from '../collection/CollectionPlanner';
import { readRun, readRuns } from '../collection/queue/readRuns';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import { billingPeriods } from '../ledger/query/billingPeriods';
import { costBreakdown } from '../ledger/query/costBreakdown';
import { costSummary } from '../ledger/query/costSummary';
import { customerCosts } from '../ledger/query/customerCosts';
import type { QueryContext } from '../ledger/query/PeriodView';
import { describeConnector } from './describeConnector';
import { openapi } from './openapi';

/** What the routes need. */
export interface RouterOptions {
  connectors: ConnectorRegistry;
  planner: CollectionPlanner;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  /** Context of a query that begins now. */
  queryContext: () => QueryContext;
}

/**
 * Routes of the plugin. Each asks for a user and for a right before anything
 * else; the request has then been checked against the OpenAPI document.
 */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { connectors, planner, httpAuth, permissions, queryContext } = options;

  /** @throws AuthenticationError, NotAllowedError */
  const authorize = async (
    request: Parameters<HttpAuthService['credentials']>[0],
    permission: BasicPermission,
  ) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission ${permission.name}, which you do not have`,
      );
    }
    return credentials;
  };

  const router = createValidatedOpenApiRouter(openapi, {
    // Query parameters are text; numbers among them are read as such.
    validatorOptions: { validateRequests: { coerceTypes: true } },
  });

  router.get('/billing-periods', async (request, response) => {
    await authorize(request, cspCostsCostReadPermission);
    response.json({ items: await billingPeriods(queryContext().knex) });
  });

  router.get('/costs/summary', async (request, response) => {
    await authorize(request, cspCostsCostReadPermission);
    response.json(await costSummary(queryContext(), request.query));
  });

  router.get('/costs/breakdown', async (request, response) => {
    await authorize(request, cspCostsCostReadPermission);
    response.json(await costBreakdown(queryContext(), request.query));
  });

  router.get('/customers', async (request, response) => {
    await authorize(request, cspCostsCostReadPermission);
    response.json(await customerCosts(queryContext(), request.query));
  });

  router.get('/connectors', async (request, response) => {
    await authorize(request, cspCostsConnectorReadPermission);
    const { knex, now } = queryContext();
    response.json({
      items: await Promise.all(
        connectors
          .list()
          .map(connector => describeConnector(knex, connector, now)),
      ),
    });
  });

  router.get('/connectors/:connectorId/runs', async (request, response) => {
    await authorize(request, cspCostsConnectorReadPermission);
    const { connectorId } = connectors.get(request.params.connectorId);
    response.json({
      items: await readRuns(queryContext().knex, { connectorId }),
    });
  });

  router.post('/connectors/:connectorId/runs', async (request, response) => {
    const credentials = await authorize(
      request,
      cspCostsConnectorUsePermission,
    );
    const { runId, started } = await planner.startManualRun(
      request.params.connectorId,
      credentials.principal.userEntityRef,
    );
    const { jobs: _, ...run } = await readRun(queryContext().knex, runId);
    response.status(started ? 201 : 200).json(run satisfies Run);
  });

  router.get('/runs/:runId', async (request, response) => {
    await authorize(request, cspCostsConnectorReadPermission);
    response.json(await readRun(queryContext().knex, request.params.runId));
  });

  return router;
}
