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
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { CollectionPlanner } from '../collection/CollectionPlanner';
import type { ConnectorAdmin } from '../connectors/ConnectorAdmin';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import type { ConsentFlow } from '../connectors/consent/ConsentFlow';
import type { ConnectorDoctor } from '../connectors/doctor/ConnectorDoctor';
import type { ConnectorStandings } from '../connectors/health/ConnectorStandings';
import type { ArchiveStore } from '../ledger/archive/ArchiveStore';
import type { ChargeReader } from '../ledger/archive/ChargeReader';
import type { QueryContext } from '../ledger/query/PeriodView';
import type { CustomerRights } from '../rights/CustomerRights';
import { addChargeRoutes } from './chargeRoutes';
import { addConnectorRoutes } from './connectorRoutes';
import { addConsentRoutes } from './consentRoutes';
import { addCostRoutes } from './costRoutes';
import { addDirectoryRoutes } from './directoryRoutes';
import { addGenerationRoutes } from './generationRoutes';
import { openapi } from './openapi';
import { addPriceRoutes } from './priceRoutes';
import { readJson } from './readJson';
import type { RequestContext } from './RequestContext';
import { addRestatementRoutes } from './restatementRoutes';
import { addRunRoutes } from './runRoutes';

/** What the routes need. */
export interface RouterOptions {
  knex: Knex;
  registry: ConnectorRegistry;
  admin: ConnectorAdmin;
  standings: ConnectorStandings;
  consentFlow: ConsentFlow;
  doctor: ConnectorDoctor;
  planner: CollectionPlanner;
  charges: ChargeReader;
  /** Where price sheets are kept. */
  archive: ArchiveStore;
  context: RequestContext;
  now: () => Date;
  /** Context of a query that begins now, of somebody with these rights. */
  queryContext: (rights: CustomerRights) => Promise<QueryContext>;
}

/** A router that knows the API document. */
export type CspCostsRouter = ReturnType<typeof makeRouter>;

function makeRouter() {
  return createValidatedOpenApiRouter(openapi, {
    // Query parameters are text; numbers among them are read as such.
    validatorOptions: { validateRequests: { coerceTypes: true } },
    middleware: [readJson],
  });
}

/**
 * Routes of the plugin. Each asks for a user and for a right before anything
 * else; the request has then been checked against the OpenAPI document.
 */
export function createRouter(options: RouterOptions): Router {
  const { context } = options;
  const router = makeRouter();
  addCostRoutes(router, context, options);
  addChargeRoutes(router, context, options);
  addConnectorRoutes(router, context, options);
  addConsentRoutes(router, context, options);
  addDirectoryRoutes(router, context, options);
  addRunRoutes(router, context, options);
  addPriceRoutes(router, context, options);
  addRestatementRoutes(router, context, options);
  addGenerationRoutes(router, context, options);
  return router;
}
