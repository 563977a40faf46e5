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

import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Source } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { explain } from '../../errors';
import {
  ArchiveTicketLostError,
  claimArchiveJob,
  extendArchiveLease,
  postponeArchiveJob,
  releaseArchiveJob,
  settleArchiveJob,
  type ClaimedArchiveJob,
} from '../../ledger/archive/archiveJobs';
import { archiveLines } from '../../ledger/archive/archiveLines';
import type { ArchiveStore } from '../../ledger/archive/ArchiveStore';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import type { ArchiveMetrics } from '../../metrics/ArchiveMetrics';
import { wait } from '../../microsoft/http/wait';
import type { WorkerOptions } from '../CollectionWorker';
import { retryDelay } from '../queue/retryDelay';
import { archivingFolder } from '../sources/spoolOf';

/** Blobs that are worked on at the same time while nothing is collected; each takes a core, and memory. */
const BLOBS_AT_ONCE = Math.min(2, availableParallelism());

/**
 * Archives the lines of generations that have been published or held, one at a
 * time in each backend process, beside the collection.
 *
 * @remarks
 * Nobody waits for it: until it has succeeded the lines stay as they came, in
 * the archive, and are read from there. So it is never given up; each failure
 * makes the wait for the next attempt longer, up to an hour.
 */
export class ArchiveWorker {
  readonly #knex: Knex;
  readonly #store: ArchiveStore;
  readonly #mappings: ReadonlyMap<Source, ChargeMapping>;
  readonly #archiveDirectory: string;
  readonly #isCollecting: () => boolean;
  readonly #metrics: ArchiveMetrics;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #options: WorkerOptions;
  readonly #shutdown = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(dependencies: {
    knex: Knex;
    store: ArchiveStore;
    /** How the lines of each source are read. */
    mappings: ReadonlyMap<Source, ChargeMapping>;
    /** Local folder to work in. */
    archiveDirectory: string;
    /** Whether this process collects something just now, and has but one core left. */
    isCollecting: () => boolean;
    metrics: ArchiveMetrics;
    logger: LoggerService;
    now: () => Date;
    options: WorkerOptions;
  }) {
    this.#knex = dependencies.knex;
    this.#store = dependencies.store;
    this.#mappings = dependencies.mappings;
    this.#archiveDirectory = dependencies.archiveDirectory;
    this.#isCollecting = dependencies.isCollecting;
    this.#metrics = dependencies.metrics;
    this.#logger = dependencies.logger;
    this.#now = dependencies.now;
    this.#options = dependencies.options;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Gives back what is being worked on, and returns when all is quiet. */
  async stop(): Promise<void> {
    this.#shutdown.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#shutdown;
    while (!signal.aborted) {
      let worked = false;
      try {
        const job = await claimArchiveJob(this.#knex, this.#options);
        if (job) {
          worked = true;
          await this.#work(job);
        }
      } catch (error) {
        // The database may be away for a while, and the loop must outlive that.
        this.#logger.error('The archive worker met a failure', error as Error);
      }
      if (!worked) {
        await wait(this.#options.pollingIntervalMs, signal).catch(() => {});
      }
    }
  }

  async #work(job: ClaimedArchiveJob): Promise<void> {
    const { generationId, connectorId, source } = job;
    const logger = this.#logger.child({ connectorId, source, generationId });
    const measured = this.#metrics.begin(source);
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#shutdown.signal, lost.signal]);
    const extend = () =>
      extendArchiveLease(this.#knex, job, this.#options.leaseMs);
    const heartbeat = setInterval(() => {
      extend().catch(error => {
        if (error instanceof ArchiveTicketLostError) {
          lost.abort(error);
        }
      });
    }, Math.min(1000, this.#options.leaseMs / 3));
    try {
      const lineCount = await this.#archive(job, extend, signal);
      await settleArchiveJob(this.#knex, job, this.#now());
      measured.end('archived', lineCount);
      logger.info(`Archived ${lineCount} lines of ${source}`);
    } catch (error) {
      if (lost.signal.aborted || error instanceof ArchiveTicketLostError) {
        measured.end('lost');
        logger.warn('Stopped archiving what another process has taken over');
      } else if (this.#shutdown.signal.aborted) {
        measured.end('released');
        await releaseArchiveJob(this.#knex, job);
      } else {
        measured.end('postponed');
        logger.warn(
          `Attempt ${job.attempts} to archive lines failed; it is tried again`,
          error as Error,
        );
        await postponeArchiveJob(this.#knex, job, {
          delayMs: retryDelay({
            attempts: job.attempts,
            backoffMs: this.#options.backoffMs,
          }),
          problem: explain(error, this.#now()),
        });
      }
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** @returns Lines that were archived. */
  async #archive(
    job: ClaimedArchiveJob,
    guard: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<number> {
    if (job.lostTicket) {
      await this.#remove(job.lostTicket);
    }
    if (job.lostTicket && job.attempts > this.#options.attempts) {
      // What takes its process down every time is not tried at once again.
      throw new Error('The process died');
    }
    const mapping = this.#mappings.get(job.source);
    if (!job.folder || !mapping) {
      return 0;
    }
    const workDirectory = archivingFolder(this.#archiveDirectory, job.ticket);
    await mkdir(workDirectory, { recursive: true });
    try {
      const { lineCount } = await archiveLines({
        store: this.#store,
        folder: job.folder,
        mapping,
        workDirectory,
        blobsAtOnce: () => (this.#isCollecting() ? 1 : BLOBS_AT_ONCE),
        guard,
        signal,
      });
      return lineCount;
    } finally {
      await this.#remove(job.ticket);
    }
  }

  async #remove(ticket: string): Promise<void> {
    await rm(archivingFolder(this.#archiveDirectory, ticket), {
      recursive: true,
      force: true,
    });
  }
}
