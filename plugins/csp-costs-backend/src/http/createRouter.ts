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
import type { EntityCosts } from '../attribution/EntityCosts';
import type { CollectionPlanner } from '../collection/CollectionPlanner';
import type { ConnectorAdmin } from '../connectors/ConnectorAdmin';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import type { ConsentFlow } from '../connectors/consent/ConsentFlow';
import type { ConnectorDoctor } from '../connectors/doctor/ConnectorDoctor';
import type { ConnectorStandings } from '../connectors/health/ConnectorStandings';
import type { MicrosoftAccess } from '../connectors/MicrosoftAccess';
import type { ArchiveStore } from '../ledger/archive/ArchiveStore';
import type { ChargeReader } from '../ledger/archive/ChargeReader';
import type { Explainer } from '../ledger/invoices/Explainer';
import type { ChargeExporter } from '../ledger/export/ChargeExporter';
import type { QueryContext } from '../ledger/query/PeriodView';
import type { Onboarding } from '../onboarding/Onboarding';
import type { CustomerRights } from '../rights/CustomerRights';
import { addBudgetRoutes } from './budgetRoutes';
import { addChargeRoutes } from './chargeRoutes';
import { addConnectorRoutes } from './connectorRoutes';
import { addConsentRoutes } from './consentRoutes';
import { addCostRoutes } from './costRoutes';
import { addDirectoryRoutes } from './directoryRoutes';
import { addEntityRoutes } from './entityRoutes';
import { addExportRoutes } from './exportRoutes';
import { addGenerationRoutes } from './generationRoutes';
import { addInvoiceRoutes } from './invoiceRoutes';
import { addOnboardingRoutes } from './onboardingRoutes';
import { openapi } from './openapi';
import { addPriceRoutes } from './priceRoutes';
import { readJson } from './readJson';
import type { RequestContext } from './RequestContext';
import { addRestatementRoutes } from './restatementRoutes';
import { addRunRoutes } from './runRoutes';
import { addSubscriptionRoutes } from './subscriptionRoutes';
import { addTrendRoutes } from './trendRoutes';

/** What the routes need. */
export interface RouterOptions {
  knex: Knex;
  registry: ConnectorRegistry;
  access: MicrosoftAccess;
  admin: ConnectorAdmin;
  standings: ConnectorStandings;
  consentFlow: ConsentFlow;
  doctor: ConnectorDoctor;
  onboarding: Onboarding;
  planner: CollectionPlanner;
  charges: ChargeReader;
  exporter: ChargeExporter;
  explainer: Explainer;
  entityCosts: EntityCosts;
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
  addTrendRoutes(router, context, options);
  addChargeRoutes(router, context, options);
  addExportRoutes(router, context, options);
  addConnectorRoutes(router, context, options);
  addConsentRoutes(router, context, options);
  addDirectoryRoutes(router, context, options);
  addEntityRoutes(router, context, options);
  addRunRoutes(router, context, options);
  addInvoiceRoutes(router, context, options);
  addPriceRoutes(router, context, options);
  addRestatementRoutes(router, context, options);
  addGenerationRoutes(router, context, options);
  addSubscriptionRoutes(router, context, options);
  addBudgetRoutes(router, context, options);
  addOnboardingRoutes(router, context, options);
  return router;
}
