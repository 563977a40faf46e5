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

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { copyRows } from '../../database/copyRows';
import { isSqlite } from '../../database/dialect';
import type { ChargeLoad, LoadSummary } from '../load/ChargeLoad';
import type { QuarantinedLine } from '../load/readBlob';
import type { ArchiveStore } from '../archive/ArchiveStore';
import type { GenerationRow } from '../tables';

/** Rows of one INSERT: below the limit of bound values on either database. */
const ROWS_PER_INSERT = 500;

const COPY_CHUNK_BYTES = 256 * 1024;

/** A generation that is being made. */
export interface OpenGeneration {
  generationId: string;
  sliceId: string;
  /** Folder for its lines, in the archive. */
  path: string;
}

/**
 * Opens a generation. Its row is written before anything else, so that what a
 * crash leaves on disk is known and can be removed.
 *
 * @param folder - Folder of the slice, in the archive.
 */
export async function openGeneration(
  knex: Knex,
  options: {
    sliceId: string;
    folder: string;
    etag: string;
    now: Date;
  },
): Promise<OpenGeneration> {
  const generationId = randomUUID();
  const archivePath = `${options.folder}/${generationId}`;
  await knex<GenerationRow>('generations').insert({
    generation_id: generationId,
    slice_id: options.sliceId,
    status: 'staged',
    etag: options.etag,
    blob_count: 0,
    bytes: 0,
    line_count: 0,
    quarantined_line_count: 0,
    overlapping_line_count: 0,
    archive_path: archivePath,
    created_at: options.now.toISOString(),
  });
  return {
    generationId,
    sliceId: options.sliceId,
    path: archivePath,
  };
}

/**
 * Writes a load into an open generation, beside what is shown.
 *
 * @remarks
 * Nothing reads these rows before they are published. They are written in one
 * transaction so that a crash leaves none of them. It begins with the
 * generation's own row, whose lock makes whoever would delete that wait for the
 * rows, and delete them too.
 *
 * @param signal - Ends the work between two batches.
 */
export async function stageGeneration(
  knex: Knex,
  options: {
    generation: OpenGeneration;
    load: ChargeLoad;
    summary: LoadSummary;
    quarantinedLines: readonly QuarantinedLine[];
    blobCount: number;
    bytes: number;
    /** Folder for files on their way into the database. */
    directory: string;
    signal: AbortSignal;
  },
): Promise<void> {
  const { summary } = options;
  const { generationId } = options.generation;
  await knex.transaction(async tx => {
    const open = await tx<GenerationRow>('generations')
      .where({ generation_id: generationId })
      .update({
        blob_count: options.blobCount,
        bytes: options.bytes,
        line_count: summary.lineCount,
        quarantined_line_count: summary.quarantinedLineCount,
        overlapping_line_count: summary.overlappingLineCount,
      });
    if (open !== 1) {
      throw new Error(`Generation ${generationId} is no longer there`);
    }
    if (isSqlite(knex)) {
      await insertCosts(tx, options);
    } else {
      await copyCosts(tx, options);
    }
    await insertAll(
      tx,
      'quarantined_lines',
      options.quarantinedLines.map(line => ({
        generation_id: generationId,
        blob_name: line.blobName,
        line_number: line.lineNumber,
        reason: line.reason,
      })),
    );
  });
}

type StageOptions = Parameters<typeof stageGeneration>[1];

/** Columns of each table in the order of a load's CSV file. */
const COLUMNS = {
  costSeries: [
    'generation_id',
    'series_number',
    'customer_id',
    'azure_subscription_id',
    'resource_group',
    'resource_id',
    'region',
    'tags',
    'service_name',
    'product_name',
    'charge_category',
    'billing_currency',
    'billed_cost',
    'line_count',
    'days',
    'day_costs',
  ],
  costTotals: [
    'generation_id',
    'dimension',
    'value',
    'customer_id',
    'charge_category',
    'billing_currency',
    'billed_cost',
    'days',
    'running_costs',
  ],
};

/** Rows go from the load to PostgreSQL as text that neither has to build here. */
async function copyCosts(
  tx: Knex.Transaction,
  { load, directory, generation, signal }: StageOptions,
): Promise<void> {
  for (const [kind, table] of [
    ['costSeries', 'cost_series'],
    ['costTotals', 'cost_totals'],
  ] as const) {
    const files = await load.write(
      kind,
      join(directory, table),
      generation.generationId,
    );
    for (const file of files) {
      await copyFile(tx, table, COLUMNS[kind], file, signal);
      await rm(file);
    }
  }
}

async function copyFile(
  tx: Knex.Transaction,
  table: string,
  columns: string[],
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const names = columns.map(() => '??').join(', ');
  await copyRows(
    tx,
    // Blank text is text; nothing here is NULL.
    tx
      .raw(`copy ?? (${names}) from stdin (format csv, null '\\N')`, [
        table,
        ...columns,
      ])
      .toQuery(),
    chunksOf(file, signal),
  );
}

/** Opens the file when it is read: before that, nobody would hear of its failure. */
async function* chunksOf(
  file: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  yield* createReadStream(file, { highWaterMark: COPY_CHUNK_BYTES, signal });
}

async function insertCosts(
  tx: Knex.Transaction,
  { load, generation, signal }: StageOptions,
): Promise<void> {
  const { generationId } = generation;
  for await (const rows of load.costSeries()) {
    signal.throwIfAborted();
    await insertAll(
      tx,
      'cost_series',
      rows.map(row => ({
        generation_id: generationId,
        series_number: row.seriesNumber,
        customer_id: row.customerId,
        azure_subscription_id: row.azureSubscriptionId,
        resource_group: row.resourceGroup,
        resource_id: row.resourceId,
        region: row.region,
        tags: row.tags,
        service_name: row.serviceName,
        product_name: row.productName,
        charge_category: row.chargeCategory,
        billing_currency: row.billingCurrency,
        billed_cost: row.billedCost,
        line_count: row.lineCount,
        days: JSON.stringify(row.days),
        day_costs: JSON.stringify(row.dayCosts),
      })),
    );
  }
  for await (const rows of load.costTotals()) {
    signal.throwIfAborted();
    await insertAll(
      tx,
      'cost_totals',
      rows.map(row => ({
        generation_id: generationId,
        dimension: row.dimension,
        value: row.value,
        customer_id: row.customerId,
        charge_category: row.chargeCategory,
        billing_currency: row.billingCurrency,
        billed_cost: row.billedCost,
        days: JSON.stringify(row.days),
        running_costs: JSON.stringify(row.runningCosts),
      })),
    );
  }
}

/**
 * Removes what earlier attempts at a slice left behind: staged generations and
 * their lines.
 */
export async function removeStaged(
  knex: Knex,
  options: { sliceId: string; archive: ArchiveStore; signal: AbortSignal },
): Promise<void> {
  const staged = await knex<GenerationRow>('generations')
    .where({ slice_id: options.sliceId, status: 'staged' })
    .select('generation_id', 'archive_path');
  for (const generation of staged) {
    if (generation.archive_path) {
      await options.archive.removeFolder(
        generation.archive_path,
        options.signal,
      );
    }
    await knex('generations')
      .where({ generation_id: generation.generation_id, status: 'staged' })
      .delete();
  }
}

async function insertAll(
  tx: Knex.Transaction,
  table: string,
  rows: object[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx(table).insert(rows.slice(start, start + ROWS_PER_INSERT));
  }
}
