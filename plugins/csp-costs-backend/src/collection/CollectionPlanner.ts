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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { Cron } from 'croner';
import type { Knex } from 'knex';
import type { ConnectorConfig } from '../connectors/ConnectorConfig';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import type { SliceKey } from '../ledger/tables';
import { readRuns } from './queue/readRuns';
import { startRun } from './queue/startRun';

/** Decides when the connectors are collected. */
export class CollectionPlanner {
  readonly #knex: Knex;
  readonly #connectors: ConnectorRegistry;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  constructor(dependencies: {
    knex: Knex;
    connectors: ConnectorRegistry;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#knex = dependencies.knex;
    this.#connectors = dependencies.connectors;
    this.#logger = dependencies.logger;
    this.#now = dependencies.now;
  }

  /**
   * Starts a run of every connector that is due: one that was never collected,
   * or whose schedule has come round since its last run began. A time that was
   * missed because no backend ran is made up for once.
   */
  async startDueRuns(): Promise<void> {
    const now = this.#now();
    for (const connector of this.#connectors.list()) {
      const { connectorId } = connector;
      const [last] = await readRuns(this.#knex, { connectorId, limit: 1 });
      if (last && nextRunAfter(connector, new Date(last.startedAt)) > now) {
        continue;
      }
      const { runId, started } = await this.#start(connectorId, {
        trigger: 'schedule',
      });
      if (started) {
        this.#logger.info(`Started run ${runId} of connector ${connectorId}`);
      }
    }
  }

  /**
   * Starts a run now, or gives the one that is going on.
   *
   * @throws NotFoundError when there is no such connector.
   */
  async startManualRun(
    connectorId: string,
    requestedBy: string,
  ): Promise<{ runId: string; started: boolean }> {
    this.#connectors.get(connectorId);
    return this.#start(connectorId, { trigger: 'manual', requestedBy });
  }

  #start(
    connectorId: string,
    options: { trigger: 'schedule' | 'manual'; requestedBy?: string },
  ) {
    return startRun(this.#knex, {
      connectorId,
      ...options,
      slices: firstSlices(connectorId),
      now: this.#now(),
    });
  }
}

/** When a connector's schedule comes round after a moment. */
export function nextRunAfter(
  connector: Pick<ConnectorConfig, 'schedule'>,
  after: Date,
): Date {
  const { cron, timeZone } = connector.schedule;
  const schedule = new Cron(cron, { timezone: timeZone, paused: true });
  const next = schedule.nextRun(after);
  schedule.stop();
  // A date that never comes, such as 30 February.
  return next ?? new Date(8.64e15);
}

/** What a run begins with; everything else follows from it. */
function firstSlices(connectorId: string): SliceKey[] {
  return [
    { connectorId, source: 'customers', sliceKey: 'all' },
    { connectorId, source: 'invoices', sliceKey: 'all' },
  ];
}
