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

import type { Connector } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { nextRunAfter } from '../collection/CollectionPlanner';
import { collectionSources } from '../collection/collectionSources';
import { readRuns } from '../collection/queue/readRuns';
import type { ConnectorConfig } from '../connectors/ConnectorConfig';

/** A connector as people may see it: everything but its credential. */
export async function describeConnector(
  knex: Knex,
  connector: ConnectorConfig,
  now: Date,
): Promise<Connector> {
  const { connectorId } = connector;
  const [[lastRun], [lastSucceeded]] = await Promise.all([
    readRuns(knex, { connectorId, limit: 1 }),
    readRuns(knex, { connectorId, limit: 1, status: 'succeeded' }),
  ]);
  const due = lastRun
    ? nextRunAfter(connector, new Date(lastRun.startedAt))
    : now;
  return {
    connectorId,
    title: connector.title,
    partnerTenantId: connector.partnerTenantId,
    clientId: connector.clientId,
    credentialKind: connector.credential.kind,
    nationalCloud: connector.cloud.name,
    origin: 'app-config',
    sources: collectionSources.map(({ source }) => source),
    schedule: connector.schedule,
    nextRunAt: (due > now ? due : now).toISOString(),
    lastRun,
    lastSucceededAt: lastSucceeded?.finishedAt,
  };
}
