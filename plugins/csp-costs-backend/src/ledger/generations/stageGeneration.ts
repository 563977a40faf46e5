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
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type {
  ChargeLoad,
  LoadSummary,
  QuarantinedLine,
} from '../load/ChargeLoad';
import type { GenerationRow } from '../tables';

/** Rows of one INSERT: below the limit of bound values on either database. */
const ROWS_PER_INSERT = 500;

/** A generation that is being made. */
export interface OpenGeneration {
  generationId: string;
  sliceId: string;
  /** Folder for its Parquet files, absolute. */
  directory: string;
}

/**
 * Opens a generation. Its row is written before anything else, so that what a
 * crash leaves on disk is known and can be removed.
 *
 * @param folder - Folder of the slice, below the archive directory.
 */
export async function openGeneration(
  knex: Knex,
  options: {
    sliceId: string;
    archiveDirectory: string;
    folder: string;
    etag: string;
    now: Date;
  },
): Promise<OpenGeneration> {
  const generationId = randomUUID();
  const archivePath = join(options.folder, generationId);
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
    directory: join(options.archiveDirectory, archivePath),
  };
}

/**
 * Writes a load into an open generation, beside what is shown.
 *
 * @remarks
 * Nothing reads these rows before they are published. They are written in one
 * transaction so that a crash leaves none of them.
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
    signal: AbortSignal;
  },
): Promise<void> {
  const { load, summary, signal } = options;
  const { generationId } = options.generation;
  await knex.transaction(async tx => {
    await tx<GenerationRow>('generations')
      .where({ generation_id: generationId })
      .update({
        blob_count: options.blobCount,
        bytes: options.bytes,
        line_count: summary.lineCount,
        quarantined_line_count: summary.quarantinedLineCount,
        overlapping_line_count: summary.overlappingLineCount,
      });
    for await (const rows of load.dailyCosts()) {
      signal.throwIfAborted();
      await insertAll(
        tx,
        'daily_costs',
        rows.map(row => ({
          generation_id: generationId,
          customer_id: row.customerId,
          azure_subscription_id: row.azureSubscriptionId,
          resource_group: row.resourceGroup,
          service_name: row.serviceName,
          product_name: row.productName,
          charge_category: row.chargeCategory,
          charge_period_start: row.chargePeriodStart,
          billing_currency: row.billingCurrency,
          billed_cost: row.billedCost,
          line_count: row.lineCount,
        })),
      );
    }
    for await (const rows of load.customerDailyCosts()) {
      signal.throwIfAborted();
      await insertAll(
        tx,
        'customer_daily_costs',
        rows.map(row => ({
          generation_id: generationId,
          customer_id: row.customerId,
          charge_category: row.chargeCategory,
          charge_period_start: row.chargePeriodStart,
          billing_currency: row.billingCurrency,
          billed_cost: row.billedCost,
        })),
      );
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

/**
 * Removes what earlier attempts at a slice left behind: staged generations and
 * their Parquet files.
 */
export async function removeStaged(
  knex: Knex,
  options: { sliceId: string; archiveDirectory: string },
): Promise<void> {
  const staged = await knex<GenerationRow>('generations')
    .where({ slice_id: options.sliceId, status: 'staged' })
    .select('generation_id', 'archive_path');
  for (const generation of staged) {
    if (generation.archive_path) {
      await rm(join(options.archiveDirectory, generation.archive_path), {
        recursive: true,
        force: true,
      });
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
