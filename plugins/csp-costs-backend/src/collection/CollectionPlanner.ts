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
import { ConflictError } from '@backstage/errors';
import { Cron } from 'croner';
import type { Knex } from 'knex';
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import type { ConnectorRecord } from '../connectors/ConnectorRecord';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import type { MicrosoftAccess } from '../connectors/MicrosoftAccess';
import { listInvoices } from '../ledger/directory/saveInvoices';
import type { SliceKey } from '../ledger/tables';
import { assertNotPaused, readPauses } from './queue/lanes';
import { readRuns } from './queue/readRuns';
import { startRun } from './queue/startRun';
import { planCharges } from './sources/planCharges';

/** Decides when the connectors are collected. */
export class CollectionPlanner {
  readonly #knex: Knex;
  readonly #registry: ConnectorRegistry;
  readonly #access: MicrosoftAccess;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  constructor(dependencies: {
    knex: Knex;
    registry: ConnectorRegistry;
    access: MicrosoftAccess;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#knex = dependencies.knex;
    this.#registry = dependencies.registry;
    this.#access = dependencies.access;
    this.#logger = dependencies.logger;
    this.#now = dependencies.now;
  }

  /**
   * Starts a run of every connector that can sign in, is not paused and is due: one that was
   * never collected, or whose schedule has come round since its last run began.
   * A time that was missed because no backend ran is made up for once.
   */
  async startDueRuns(): Promise<void> {
    const now = this.#now();
    const pauses = await readPauses(this.#knex);
    for (const connector of await this.#registry.list()) {
      const { connectorId, settings } = connector;
      if (pauses.has(connectorId)) {
        continue;
      }
      const [last] = await readRuns(this.#knex, { connectorId, limit: 1 });
      if (
        last &&
        nextRunAfter(settings.schedule, new Date(last.startedAt)) > now
      ) {
        continue;
      }
      const slices = await this.#firstSlices(connector);
      if (
        slices.length === 0 ||
        !(await this.#access.hasAppCredential(connector))
      ) {
        continue;
      }
      const { runId, started } = await this.#start(connectorId, slices, {
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
   * @throws NotFoundError when there is no such connector, ConflictError when
   * it cannot sign in yet, is paused, or nothing of it is collected.
   */
  async startManualRun(
    connectorId: string,
    requestedBy: string,
  ): Promise<{ runId: string; started: boolean }> {
    const connector = await this.#registry.get(connectorId);
    await assertNotPaused(this.#knex, connectorId);
    if (!(await this.#access.hasAppCredential(connector))) {
      throw new ConflictError(
        'The connector has no credential yet; set one, then start the run again',
      );
    }
    const slices = await this.#firstSlices(connector);
    if (slices.length === 0) {
      throw new ConflictError(
        'The connector has nothing to collect; switch on Partner Center or Graph billing',
      );
    }
    return this.#start(connectorId, slices, { trigger: 'manual', requestedBy });
  }

  /** What a run begins with; everything else follows from it. */
  async #firstSlices({
    connectorId,
    settings,
  }: ConnectorRecord): Promise<SliceKey[]> {
    if (settings.sources.partnerCenter) {
      return [
        { connectorId, source: 'customers', sliceKey: 'all' },
        { connectorId, source: 'invoices', sliceKey: 'all' },
      ];
    }
    if (!settings.sources.graphBilling) {
      return [];
    }
    return planCharges({
      connector: { connectorId, settings },
      invoices: await listInvoices(this.#knex, connectorId),
      slices: await this.#knex('slices').where({ connector_id: connectorId }),
      now: this.#now(),
    });
  }

  #start(
    connectorId: string,
    slices: readonly SliceKey[],
    options: { trigger: 'schedule' | 'manual'; requestedBy?: string },
  ) {
    return startRun(this.#knex, {
      connectorId,
      ...options,
      slices,
      now: this.#now(),
    });
  }
}

/** When a schedule comes round after a moment. */
export function nextRunAfter(
  { cron, timeZone }: ConnectorSettings['schedule'],
  after: Date,
): Date {
  const schedule = new Cron(cron, { timezone: timeZone, paused: true });
  const next = schedule.nextRun(after);
  schedule.stop();
  // A date that never comes, such as 30 February.
  return next ?? new Date(8.64e15);
}
