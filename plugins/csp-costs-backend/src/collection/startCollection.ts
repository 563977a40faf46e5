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

import type { Connectors } from '../connectors/createConnectors';
import type { CoreServices } from '../CoreServices';
import { readGenerationsWithLines } from '../ledger/archive/readGenerationsWithLines';
import { removeOutdated } from '../ledger/generations/removeOutdated';
import { ArchiveMetrics } from '../metrics/ArchiveMetrics';
import { CollectionMetrics } from '../metrics/CollectionMetrics';
import { observeLedger } from '../metrics/observeLedger';
import { ArchiveWorker } from './archive/ArchiveWorker';
import { CollectionPlanner } from './CollectionPlanner';
import { chargeMappings, collectionSources } from './collectionSources';
import { CollectionWorker } from './CollectionWorker';
import { RunSignals } from './RunSignals';
import { removeStraySpools } from './sources/spoolOf';

/** Collects on schedule, and removes what was replaced long ago. */
export async function startCollection(
  core: CoreServices,
  { registry, access }: Connectors,
): Promise<CollectionPlanner> {
  const { knex, logger, metrics, now, scheduler, lifecycle, settings } = core;
  const { archive, lineCache } = core;
  const { archiveDirectory } = settings;
  const planner = new CollectionPlanner({
    knex,
    registry,
    access,
    logger,
    now,
  });
  const runSignals = new RunSignals({ signals: core.signals, logger });
  const worker = new CollectionWorker({
    knex,
    registry,
    access,
    sources: collectionSources,
    archive,
    archiveDirectory,
    holdDrops: settings.holdDrops,
    subscriptionsAfterMs: settings.subscriptionsAfterMs,
    onInvoices: connectorId => planner.startBackfill(connectorId),
    onProgress: () => runSignals.changed(),
    metrics: new CollectionMetrics(metrics),
    logger,
    now,
    options: settings.worker,
  });
  const archiveWorker = new ArchiveWorker({
    knex,
    store: archive,
    mappings: chargeMappings,
    archiveDirectory,
    isCollecting: () => worker.isWorking,
    metrics: new ArchiveMetrics(metrics),
    logger,
    now,
    options: settings.worker,
  });
  await scheduler.scheduleTask({
    id: 'csp-costs-start-due-runs',
    frequency: { minutes: 1 },
    timeout: { minutes: 1 },
    fn: () => planner.startDueRuns(),
  });
  await scheduler.scheduleTask({
    id: 'csp-costs-remove-replaced',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    fn: async signal => {
      await removeOutdated(knex, {
        retention: settings.retention,
        archive,
        now: now(),
        signal,
      });
    },
  });
  observeLedger({ metrics, knex, logger, now });
  await scheduler.scheduleTask({
    id: 'csp-costs-remove-stray-files',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    // Every process has its own disk, or may have.
    scope: 'local',
    fn: async () => {
      await removeStraySpools(knex, archiveDirectory);
      await lineCache.keepOnly(await readGenerationsWithLines(knex));
    },
  });
  for (const one of [worker, archiveWorker]) {
    lifecycle.addStartupHook(() => one.start());
    lifecycle.addShutdownHook(() => one.stop());
  }
  lifecycle.addShutdownHook(() => runSignals.stop());
  return planner;
}
