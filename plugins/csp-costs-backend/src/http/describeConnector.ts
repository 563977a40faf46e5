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
import { nextRunAfter } from '../collection/CollectionPlanner';
import { plannedSources } from '../collection/collectionSources';
import { readPauses } from '../collection/queue/lanes';
import { readRuns } from '../collection/queue/readRuns';
import type { ConnectorSetup } from '../connectors/ConnectorSetup';
import { isUsable } from '../connectors/isUsable';
import type { RouterOptions } from './createRouter';

/** A connector as people may see it: everything but its credentials. */
export async function describeConnector(
  {
    knex,
    standings,
    now: clock,
  }: Pick<RouterOptions, 'knex' | 'standings' | 'now'>,
  connector: ConnectorSetup,
): Promise<Connector> {
  const { connectorId, origin, revision, settings } = connector;
  const now = clock();
  const [[lastRun], [lastSucceeded], standing, pauses] = await Promise.all([
    readRuns(knex, { connectorId, limit: 1, backfill: false }),
    readRuns(knex, {
      connectorId,
      limit: 1,
      status: 'succeeded',
      backfill: false,
    }),
    standings.of(connector),
    readPauses(knex),
  ]);
  const paused = pauses.get(connectorId);
  const due = lastRun
    ? nextRunAfter(settings.schedule, new Date(lastRun.startedAt))
    : now;
  return {
    connectorId,
    origin,
    revision,
    settings,
    ...standing,
    collectedSources: plannedSources(settings),
    nextRunAt:
      isUsable(connector) && standing.credential && !paused
        ? (due > now ? due : now).toISOString()
        : undefined,
    paused,
    lastRun,
    lastSucceededAt: lastSucceeded?.finishedAt,
  };
}
