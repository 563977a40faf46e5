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
import type {
  ConnectorSettings,
  Source,
} from 'backstage-plugin-csp-costs-common';
import type { ConnectorRecord } from '../connectors/ConnectorRecord';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import type { MicrosoftAccess } from '../connectors/MicrosoftAccess';
import { listInvoices } from '../ledger/directory/saveInvoices';
import type { PlannedSlice, SliceKey, SliceRow } from '../ledger/tables';
import { plannedSources } from './collectionSources';
import { assertNotPaused, readPauses } from './queue/lanes';
import { readOpenJobs, readRuns } from './queue/readRuns';
import { startRun } from './queue/startRun';
import { planBackfill } from './sources/planBackfill';
import { planCharges } from './sources/planCharges';
import { planCostDetails } from './sources/planCostDetails';
import { planPrices } from './sources/planPrices';

/** Lists that others follow from. */
const LISTS: Source[] = [
  'customers',
  'invoices',
  'arm-customers',
  'arm-invoices',
];

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
   * A time that was missed because no backend ran is made up for once. What a
   * longer history adds is backfilled at once.
   */
  async startDueRuns(): Promise<void> {
    const now = this.#now();
    const pauses = await readPauses(this.#knex);
    for (const connector of await this.#registry.list()) {
      const { connectorId, settings } = connector;
      if (pauses.has(connectorId)) {
        continue;
      }
      if (await this.#access.hasAppCredential(connector)) {
        await this.#startBackfill(connector, { only: 'new' });
      }
      const [last] = await readRuns(this.#knex, {
        connectorId,
        limit: 1,
        backfill: false,
      });
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
        'The connector has nothing to collect; switch on one of its sources',
      );
    }
    return this.#start(connectorId, slices, { trigger: 'manual', requestedBy });
  }

  /**
   * Starts a run of a connector's old months that are not collected, beside
   * other runs and behind them, or adds to the one that goes on. Does nothing
   * when all are collected.
   */
  async startBackfill(connectorId: string): Promise<void> {
    const connector = await this.#registry.find(connectorId);
    if (connector) {
      await this.#startBackfill(connector, { only: 'missing' });
    }
  }

  /**
   * @param only - `new`: what was never tried; `missing`: also what has failed,
   * which is due with every run.
   */
  async #startBackfill(
    connector: ConnectorRecord,
    { only }: { only: 'new' | 'missing' },
  ): Promise<void> {
    const { connectorId } = connector;
    const known = await this.#knex<SliceRow>('slices').where({
      connector_id: connectorId,
    });
    const tried = new Set(
      known.map(slice => `${slice.source} ${slice.slice_key}`),
    );
    const open = new Set(
      (await readOpenJobs(this.#knex, connectorId)).map(
        job => `${job.source} ${job.slice_key}`,
      ),
    );
    const slices = planBackfill({
      connector,
      invoices: await listInvoices(this.#knex, connectorId),
      slices: known,
      now: this.#now(),
    }).filter(
      ({ source, sliceKey }) =>
        !open.has(`${source} ${sliceKey}`) &&
        (only === 'missing' || !tried.has(`${source} ${sliceKey}`)),
    );
    if (slices.length === 0) {
      return;
    }
    const { runId, started } = await startRun(this.#knex, {
      connectorId,
      trigger: 'backfill',
      slices,
      now: this.#now(),
    });
    if (started) {
      this.#logger.info(
        `Started backfill ${runId} of connector ${connectorId}`,
      );
    }
  }

  /** What a run begins with; everything else follows from it. */
  async #firstSlices({
    connectorId,
    settings,
  }: ConnectorRecord): Promise<SliceKey[]> {
    const planned = plannedSources(settings);
    const slices = await this.#knex<SliceRow>('slices').where({
      connector_id: connectorId,
    });
    const now = this.#now();
    const lists = LISTS.filter(source => planned.includes(source)).map(
      (source): SliceKey => ({ connectorId, source, sliceKey: 'all' }),
    );
    const hasInvoices = lists.some(({ source }) => isInvoiceList(source));
    return [
      ...lists,
      ...planPrices({
        connector: { connectorId, settings },
        planned,
        slices,
        now,
      }),
      ...(await planCostDetails(this.#knex, {
        connector: { connectorId, settings },
        now,
      })),
      // Charges follow from the list of invoices, where there is one.
      ...(hasInvoices
        ? []
        : planCharges({
            connector: { connectorId, settings },
            invoices: await listInvoices(this.#knex, connectorId),
            slices,
            now,
          })),
    ];
  }

  async #start(
    connectorId: string,
    slices: readonly PlannedSlice[],
    options: { trigger: 'schedule' | 'manual'; requestedBy?: string },
  ): Promise<{ runId: string; started: boolean }> {
    const run = await startRun(this.#knex, {
      connectorId,
      ...options,
      slices,
      now: this.#now(),
    });
    if (run.started && !slices.some(({ source }) => isInvoiceList(source))) {
      await this.startBackfill(connectorId);
    }
    return run;
  }
}

/** Whether old months follow from a dataset. */
export function isInvoiceList(source: Source): boolean {
  return source === 'invoices' || source === 'arm-invoices';
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
