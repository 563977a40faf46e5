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

import type {
  ConnectorWarning,
  PausedCollection,
} from 'backstage-plugin-csp-costs-common';
import type { Router } from 'express';
import express from 'express';
import type { CollectionPlanner } from '../collection/CollectionPlanner';
import {
  chargeMappings,
  plannedSources,
} from '../collection/collectionSources';
import { ReaderAttribution } from '../attribution/ReaderAttribution';
import { readPauses } from '../collection/queue/lanes';
import type { ConnectorSetup } from '../connectors/ConnectorSetup';
import type { Connectors } from '../connectors/createConnectors';
import type { CoreServices } from '../CoreServices';
import { ChargeReader } from '../ledger/archive/ChargeReader';
import { EvidenceReader } from '../ledger/invoices/EvidenceReader';
import { Explainer } from '../ledger/invoices/Explainer';
import { ChargeExporter } from '../ledger/export/ChargeExporter';
import type { QueryContext } from '../ledger/query/PeriodView';
import { TotalsCache } from '../ledger/query/TotalsCache';
import type { Onboarding } from '../onboarding/Onboarding';
import type { CustomerRights } from '../rights/CustomerRights';
import { createConsentPages } from './consentPages';
import { createRouter } from './createRouter';
import { explainFailures } from './explainFailures';
import { RequestContext } from './RequestContext';

/** All that the plugin answers to: pages for anybody, and the API. */
export async function createRoutes(
  core: CoreServices,
  connectors: Connectors,
  planner: CollectionPlanner,
  onboarding: Onboarding,
): Promise<Router> {
  const { knex, logger, now, settings } = core;
  const { registry, standings, consentFlow, pagesUrl } = connectors;
  const context = new RequestContext(core);
  const totals = new TotalsCache();
  const attributionFor = ({ reader }: CustomerRights) =>
    new ReaderAttribution({ ...core, credentials: reader });
  const router = express.Router();
  router.use(
    createConsentPages({
      consentFlow,
      pagesUrl,
      appOrigin: settings.appOrigin,
      loginOrigins: [...registry.clouds.values()].map(
        cloud => new URL(cloud.loginUrl).origin,
      ),
      context,
      logger,
      now,
    }),
  );
  router.use(
    createRouter({
      ...connectors,
      onboarding,
      knex,
      planner,
      archive: core.archive,
      entityCosts: core.entityCosts,
      charges: new ChargeReader({
        knex,
        cache: core.lineCache,
        mappings: chargeMappings,
        attributionFor,
      }),
      exporter: new ChargeExporter({
        knex,
        cache: core.lineCache,
        mappings: chargeMappings,
        attributionFor,
      }),
      explainer: new Explainer({
        knex,
        evidence: new EvidenceReader({
          knex,
          cache: core.lineCache,
          mappings: chargeMappings,
        }),
      }),
      context,
      now,
      queryContext: async (rights): Promise<QueryContext> => {
        const list = await registry.listSetups();
        const [warnings, pauses] = await Promise.all([
          standings.warnings(list),
          readPauses(knex),
        ]);
        return {
          knex,
          rights,
          attribution: attributionFor(rights),
          totals,
          now: now(),
          staleAfterMs: settings.staleAfterMs,
          connectors: new Map(
            list.map(connector => [
              connector.connectorId,
              {
                sources: plannedSources(connector.settings),
                warning: withPause(
                  connector,
                  warnings.find(
                    ({ connectorId }) => connectorId === connector.connectorId,
                  ),
                  pauses.get(connector.connectorId),
                ),
              },
            ]),
          ),
        };
      },
    }),
  );
  router.use(explainFailures({ logger, now }));
  return router;
}

/** Figures say of a pause what they say of a connector that needs somebody. */
function withPause(
  { connectorId, settings }: ConnectorSetup,
  warning: ConnectorWarning | undefined,
  paused: PausedCollection | undefined,
): ConnectorWarning | undefined {
  return paused
    ? {
        status: 'connected',
        ...warning,
        connectorId,
        title: settings.title,
        paused,
      }
    : warning;
}
