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
import type { Source } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import type { MicrosoftAccess } from '../connectors/MicrosoftAccess';
import { claimLedger } from '../connectors/records/claimLedger';
import { explain, isTransient } from '../errors';
import { ensureSlice } from '../ledger/slices/ensureSlice';
import { recordFailure } from '../ledger/slices/recordSliceOutcome';
import type { ArchiveStore } from '../ledger/archive/ArchiveStore';
import type { PlannedSlice } from '../ledger/tables';
import type {
  AttemptEnd,
  CollectionMetrics,
} from '../metrics/CollectionMetrics';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import { wait } from '../microsoft/http/wait';
import { isInvoiceList } from './CollectionPlanner';
import { claimJob } from './queue/claimJob';
import {
  assertTicket,
  extendLease,
  TicketLostError,
  type JobProgress,
} from './queue/holdJob';
import { retryDelay } from './queue/retryDelay';
import { postponeJob, releaseJob, settleJob } from './queue/settleJob';
import type { ClaimedJob } from './queue/tables';
import type { CollectionSource } from './sources/CollectionSource';
import type { HoldDrops } from './sources/compareCharges';
import { removeSpool } from './sources/spoolOf';

/** How a worker goes about its work. Times are in milliseconds. */
export interface WorkerOptions {
  concurrency: number;
  attempts: number;
  backoffMs: number;
  leaseMs: number;
  pollingIntervalMs: number;
}

/**
 * Works the job queue, together with the workers of all other backend
 * processes.
 *
 * @remarks
 * A job belongs to the worker that holds its ticket. The lease is extended
 * while the job runs; when that fails because another worker took the job
 * over, or a person cancelled it, it is stopped and can no longer publish
 * anything.
 */
export class CollectionWorker {
  readonly #knex: Knex;
  readonly #registry: ConnectorRegistry;
  readonly #access: MicrosoftAccess;
  readonly #sources: Map<Source, CollectionSource>;
  readonly #archive: ArchiveStore;
  readonly #archiveDirectory: string;
  readonly #holdDrops: HoldDrops | undefined;
  readonly #subscriptionsAfterMs: number;
  readonly #onInvoices: (connectorId: string) => Promise<void>;
  readonly #onProgress: () => void;
  readonly #metrics: CollectionMetrics;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #options: WorkerOptions;
  readonly #shutdown = new AbortController();
  #loops: Promise<void>[] = [];
  #jobsAtWork = 0;

  constructor(dependencies: {
    knex: Knex;
    registry: ConnectorRegistry;
    access: MicrosoftAccess;
    sources: readonly CollectionSource[];
    archive: ArchiveStore;
    archiveDirectory: string;
    holdDrops: HoldDrops | undefined;
    subscriptionsAfterMs: number;
    /** Is told when a connector's list of invoices was read, before that job ends. */
    onInvoices: (connectorId: string) => Promise<void>;
    /** Is told when a job has begun, ended, or come further. */
    onProgress: () => void;
    metrics: CollectionMetrics;
    logger: LoggerService;
    now: () => Date;
    options: WorkerOptions;
  }) {
    this.#knex = dependencies.knex;
    this.#registry = dependencies.registry;
    this.#access = dependencies.access;
    this.#sources = new Map(
      dependencies.sources.map(source => [source.source, source]),
    );
    this.#archive = dependencies.archive;
    this.#archiveDirectory = dependencies.archiveDirectory;
    this.#holdDrops = dependencies.holdDrops;
    this.#subscriptionsAfterMs = dependencies.subscriptionsAfterMs;
    this.#onInvoices = dependencies.onInvoices;
    this.#onProgress = dependencies.onProgress;
    this.#metrics = dependencies.metrics;
    this.#logger = dependencies.logger;
    this.#now = dependencies.now;
    this.#options = dependencies.options;
  }

  start(): void {
    const { concurrency } = this.#options;
    this.#loops = Array.from({ length: concurrency }, (_, index) =>
      // One leaves the backfill to the others, so that what is for today finds
      // it free.
      this.#loop({ onlyToday: index === 0 && concurrency > 1 }),
    );
  }

  /** Whether a job is at work in this process. */
  get isWorking(): boolean {
    return this.#jobsAtWork > 0;
  }

  /** Gives back what is being worked on, and returns when all is quiet. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await Promise.all(this.#loops);
  }

  async #loop({ onlyToday }: { onlyToday: boolean }): Promise<void> {
    const { signal } = this.#shutdown;
    while (!signal.aborted) {
      let worked = false;
      try {
        const job = await claimJob(this.#knex, {
          leaseMs: this.#options.leaseMs,
          onlyToday,
          now: this.#now(),
        });
        if (job) {
          worked = true;
          this.#jobsAtWork++;
          this.#onProgress();
          await this.#work(job).finally(() => this.#jobsAtWork--);
          this.#onProgress();
        }
      } catch (error) {
        // The database may be away for a while. The loop must outlive that:
        // jobs that could not be settled are offered again after their lease.
        this.#logger.error(
          'The collection worker met a failure',
          asError(error),
        );
      }
      if (!worked) {
        await wait(this.#options.pollingIntervalMs, signal).catch(() => {});
      }
    }
  }

  async #work(job: ClaimedJob): Promise<void> {
    const logger = this.#logger.child({
      connectorId: job.connectorId,
      runId: job.runId,
      source: job.source,
      slice: job.sliceKey,
    });
    const progress: JobProgress = {
      stage: 'reading',
      bytes: 0,
      lineCount: 0,
      quarantinedLineCount: 0,
    };
    const measured = this.#metrics.begin(job.source);
    let end: AttemptEnd = 'failed';
    if (job.attempts > this.#options.attempts) {
      // Every attempt so far ended with its process, without a word.
      await this.#fail(job, progress, new Error('The process died'), logger);
      measured.end(end, progress);
      return;
    }
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#shutdown.signal, lost.signal]);
    const heartbeat = setInterval(() => {
      extendLease(this.#knex, job, {
        leaseMs: this.#options.leaseMs,
        progress,
      }).catch(error => {
        if (error instanceof TicketLostError) {
          lost.abort(error);
        }
      });
    }, Math.min(1000, this.#options.leaseMs / 3));
    try {
      const slice = await ensureSlice(this.#knex, job);
      const connector = await this.#registry.get(job.connectorId);
      await claimLedger(this.#knex, connector, this.#now());
      const outcome = await this.#source(job.source).collect({
        job,
        slice,
        connector,
        clients: await this.#access.clients(connector),
        knex: this.#knex,
        archive: this.#archive,
        archiveDirectory: this.#archiveDirectory,
        holdDrops: this.#holdDrops,
        subscriptionsAfterMs: this.#subscriptionsAfterMs,
        logger,
        now: this.#now,
        report: update => {
          Object.assign(progress, update);
          this.#onProgress();
          measured.enter(progress.stage);
        },
        signal,
      });
      await this.#settle(job, progress, outcome);
      end = outcome.end;
      logger.info(`Collected ${job.source} ${job.sliceKey}: ${outcome.end}`);
    } catch (error) {
      if (lost.signal.aborted || error instanceof TicketLostError) {
        end = 'lost';
        logger.warn(
          'Stopped a job that was cancelled, or that another process has taken over',
        );
        await removeSpool(this.#archiveDirectory, job);
      } else if (this.#shutdown.signal.aborted) {
        end = 'released';
        await releaseJob(this.#knex, job);
      } else if (isTransient(error) && job.attempts < this.#options.attempts) {
        const delayMs = retryDelay({
          attempts: job.attempts,
          backoffMs: this.#options.backoffMs,
          retryAfterMs:
            error instanceof MicrosoftError ? error.retryAfterMs : undefined,
        });
        logger.warn(
          `Attempt ${job.attempts} at ${job.source} ${job.sliceKey} failed`,
          asError(error),
        );
        end = 'postponed';
        await postponeJob(this.#knex, job, {
          delayMs,
          problem: explain(error, this.#now()),
        });
      } else {
        await this.#fail(job, progress, error, logger);
      }
    } finally {
      clearInterval(heartbeat);
      measured.end(end, progress);
    }
  }

  async #fail(
    job: ClaimedJob,
    progress: JobProgress,
    error: unknown,
    logger: LoggerService,
  ): Promise<void> {
    logger.error(
      `Could not collect ${job.source} ${job.sliceKey}`,
      asError(error),
    );
    const problem = explain(error, this.#now());
    const slice = await ensureSlice(this.#knex, job);
    await this.#knex.transaction(async tx => {
      await assertTicket(tx, job);
      await recordFailure(tx, slice.slice_id, problem);
    });
    await this.#settle(job, progress, { end: 'failed', problem });
    await removeSpool(this.#archiveDirectory, job);
  }

  async #settle(
    job: ClaimedJob,
    progress: JobProgress,
    result: Pick<
      Parameters<typeof settleJob>[2],
      'end' | 'problem' | 'generationId'
    >,
  ): Promise<void> {
    if (isInvoiceList(job.source)) {
      await this.#onInvoices(job.connectorId);
    }
    await settleJob(this.#knex, job, {
      ...result,
      bytes: progress.bytes,
      lineCount: progress.lineCount,
      quarantinedLineCount: progress.quarantinedLineCount,
      validation: progress.validation,
      followUps: await this.#followUps(job),
      now: this.#now(),
    });
  }

  async #followUps(job: ClaimedJob): Promise<PlannedSlice[]> {
    const connector = await this.#registry.find(job.connectorId);
    if (!connector) {
      return [];
    }
    return (
      (await this.#source(job.source).followUps?.({
        connector,
        knex: this.#knex,
        now: this.#now,
      })) ?? []
    );
  }

  #source(source: Source): CollectionSource {
    const found = this.#sources.get(source);
    if (!found) {
      throw new Error(`Nothing collects ${source}`);
    }
    return found;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
