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

import { NotFoundError } from '@backstage/errors';
import type {
  Generation,
  GenerationsPage,
  GenerationsQuery,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readCursor, writeCursor } from '../../database/cursor';
import { readTimestamp } from '../../database/dialect';
import type { ArchiveJobRow } from '../archive/archiveJobs';
import {
  readProblem,
  readValidation,
  type ChargeSource,
  type GenerationRow,
  type SliceRow,
} from '../tables';

const DEFAULT_LIMIT = 50;

type GenerationOfSlice = GenerationRow &
  Pick<
    SliceRow,
    'connector_id' | 'billing_period' | 'billing_currency' | 'invoice_id'
  > & {
    source: ChargeSource;
    archive_status: ArchiveJobRow['status'] | null;
    archive_attempts: number | null;
    archived_at: Date | string | null;
    archive_problem: string | null;
  };

/** A page of complete generations, those that were collected last first. */
export async function readGenerations(
  knex: Knex,
  query: GenerationsQuery,
): Promise<GenerationsPage> {
  const { connectorId, status, billingPeriod, cursor } = query;
  const { limit = DEFAULT_LIMIT } = query;
  const select = selectGenerations(knex)
    .orderBy([
      { column: 'g.created_at', order: 'desc' },
      { column: 'g.generation_id' },
    ])
    // One more than asked for tells whether there are more.
    .limit(limit + 1);
  if (connectorId) {
    select.where({ 's.connector_id': connectorId });
  }
  if (status) {
    select.where({ 'g.status': status });
  }
  if (billingPeriod) {
    select.where({ 's.billing_period': billingPeriod });
  }
  if (cursor) {
    const { at, id } = readCursor(cursor);
    select.where(after =>
      after
        .where('g.created_at', '<', at)
        .orWhere(same =>
          same.where('g.created_at', at).where('g.generation_id', '>', id),
        ),
    );
  }
  const rows: GenerationOfSlice[] = await select;
  const items = rows.slice(0, limit).map(toGeneration);
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      last && rows.length > limit
        ? writeCursor({ at: last.createdAt, id: last.generationId })
        : undefined,
  };
}

/** @throws NotFoundError when there is none, or it is not complete yet. */
export async function readGeneration(
  knex: Knex,
  generationId: string,
): Promise<Generation> {
  const row: GenerationOfSlice | undefined = await selectGenerations(knex)
    .where({ 'g.generation_id': generationId.toLowerCase() })
    .first();
  if (!row) {
    throw new NotFoundError(`No generation has the id "${generationId}"`);
  }
  return toGeneration(row);
}

function selectGenerations(knex: Knex): Knex.QueryBuilder {
  return knex('generations as g')
    .join('slices as s', 's.slice_id', 'g.slice_id')
    .leftJoin('archive_jobs as a', 'a.generation_id', 'g.generation_id')
    .whereNot({ 'g.status': 'staged' })
    .select(
      'g.*',
      's.connector_id',
      's.source',
      's.billing_period',
      's.billing_currency',
      's.invoice_id',
      {
        archive_status: 'a.status',
        archive_attempts: 'a.attempts',
        archived_at: 'a.finished_at',
        archive_problem: 'a.problem',
      },
    );
}

function toGeneration(row: GenerationOfSlice): Generation {
  return {
    generationId: row.generation_id,
    connectorId: row.connector_id,
    source: row.source,
    billingPeriod: row.billing_period!,
    billingCurrency: row.billing_currency!,
    invoiceId: row.invoice_id ?? undefined,
    // Staged ones are not selected.
    status: row.status as Generation['status'],
    blobCount: row.blob_count,
    bytes: Number(row.bytes),
    lineCount: Number(row.line_count),
    quarantinedLineCount: Number(row.quarantined_line_count),
    archive: {
      status: (row.archive_path && row.archive_status) || 'removed',
      attempts: row.archive_attempts ?? 0,
      archivedAt: readTimestamp(row.archived_at),
      problem: readProblem(row.archive_problem),
    },
    createdAt: readTimestamp(row.created_at)!,
    publishedAt: readTimestamp(row.published_at),
    replacedAt: readTimestamp(row.replaced_at),
    validation: readValidation(row.validation) ?? [],
  };
}
