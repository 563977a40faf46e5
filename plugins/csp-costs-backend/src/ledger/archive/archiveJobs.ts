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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { claimDue } from '../../database/claimDue';
import { databaseTime } from '../../database/dialect';
import type { ChargeSource, GenerationRow, SliceRow } from '../tables';

/** A row of `archive_jobs`: the archiving of one generation. */
export interface ArchiveJobRow {
  generation_id: string;
  status: 'queued' | 'running' | 'waiting' | 'archived';
  attempts: number;
  ticket: string | null;
  next_at: Date | string | null;
  problem: string | null;
  finished_at: Date | string | null;
}

/** A generation that this process archives. */
export interface ClaimedArchiveJob {
  generationId: string;
  connectorId: string;
  source: ChargeSource;
  /** Folder of the generation; undefined once its lines are gone. */
  folder: string | undefined;
  /** Attempts so far, this one included. */
  attempts: number;
  /** Ticket of the attempt before, when that ended with its process, without a word. */
  lostTicket?: string;
  /** Proves that the job is still ours. */
  ticket: string;
}

/** The job was taken over by another process, or its generation is gone. */
export class ArchiveTicketLostError extends Error {
  constructor({ generationId }: ClaimedArchiveJob) {
    super(`The archiving of ${generationId} is not ours any more`);
    this.name = 'ArchiveTicketLostError';
  }
}

/**
 * Has the lines of a generation archived.
 *
 * @param tx - The transaction that shows or holds it, so that none is forgotten.
 */
export async function enqueueArchive(
  tx: Knex.Transaction,
  generationId: string,
): Promise<void> {
  await tx('archive_jobs')
    .insert({
      generation_id: generationId,
      status: 'queued',
      attempts: 0,
      next_at: databaseTime(tx),
    })
    .onConflict('generation_id')
    .ignore();
}

/** Takes the job that is due longest, if there is any; see {@link claimDue}. */
export async function claimArchiveJob(
  knex: Knex,
  { leaseMs }: { leaseMs: number },
): Promise<ClaimedArchiveJob | undefined> {
  return knex.transaction(async tx => {
    const claimed = await claimDue<ArchiveJobRow>(tx, {
      table: 'archive_jobs',
      key: 'generation_id',
      pick: due => due.orderBy('next_at'),
      leaseMs,
    });
    if (!claimed) {
      return undefined;
    }
    const { row: due, ticket, attempts } = claimed;
    const generation = await tx('generations as g')
      .join('slices as s', 's.slice_id', 'g.slice_id')
      .where({ 'g.generation_id': due.generation_id })
      .first<
        Pick<GenerationRow, 'archive_path'> &
          Pick<SliceRow, 'connector_id'> & { source: ChargeSource }
      >('g.archive_path', 's.connector_id', 's.source');
    return {
      generationId: due.generation_id,
      connectorId: generation!.connector_id,
      source: generation!.source,
      folder: generation!.archive_path ?? undefined,
      attempts,
      lostTicket: (due.status === 'running' && due.ticket) || undefined,
      ticket,
    };
  });
}

/**
 * Moves the lease of a job ahead.
 *
 * @throws ArchiveTicketLostError
 */
export async function extendArchiveLease(
  knex: Knex,
  job: ClaimedArchiveJob,
  leaseMs: number,
): Promise<void> {
  await write(knex, job, { next_at: databaseTime(knex, leaseMs) });
}

/**
 * Ends a job: its lines are archived.
 *
 * @throws ArchiveTicketLostError
 */
export async function settleArchiveJob(
  knex: Knex,
  job: ClaimedArchiveJob,
  now: Date,
): Promise<void> {
  await write(knex, job, {
    status: 'archived',
    ticket: null,
    next_at: null,
    problem: null,
    finished_at: now.toISOString(),
  });
}

/**
 * Gives a job back, to be tried again after a while.
 *
 * @throws ArchiveTicketLostError
 */
export async function postponeArchiveJob(
  knex: Knex,
  job: ClaimedArchiveJob,
  options: { delayMs: number; problem: Problem },
): Promise<void> {
  await write(knex, job, {
    status: 'waiting',
    ticket: null,
    next_at: databaseTime(knex, options.delayMs),
    problem: JSON.stringify(options.problem),
  });
}

/**
 * Gives a job back untouched, because this process is shutting down.
 *
 * @throws ArchiveTicketLostError
 */
export async function releaseArchiveJob(
  knex: Knex,
  job: ClaimedArchiveJob,
): Promise<void> {
  await write(knex, job, {
    status: 'queued',
    ticket: null,
    attempts: job.attempts - 1,
    next_at: databaseTime(knex),
  });
}

/**
 * Makes sure that nobody archives a generation from now on.
 *
 * @returns False while a process is at work on it.
 */
export async function dropArchiveJob(
  knex: Knex,
  generationId: string,
): Promise<boolean> {
  await knex('archive_jobs')
    .where({ generation_id: generationId })
    .where(job =>
      job
        .whereNot({ status: 'running' })
        .orWhere('next_at', '<=', databaseTime(knex)),
    )
    .delete();
  const left = await knex('archive_jobs')
    .where({ generation_id: generationId })
    .first('generation_id');
  return !left;
}

async function write(
  knex: Knex,
  job: ClaimedArchiveJob,
  update: object,
): Promise<void> {
  const { generationId, ticket } = job;
  const written = await knex('archive_jobs')
    .where({ generation_id: generationId, ticket, status: 'running' })
    .update(update);
  if (written !== 1) {
    throw new ArchiveTicketLostError(job);
  }
}
