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
import type { Knex } from 'knex';
import { copyRows } from '../../database/copyRows';
import { isSqlite } from '../../database/dialect';
import { recordVerified } from '../slices/recordSliceOutcome';
import type { SliceRow } from '../tables';
import { COST_DETAILS_COLUMNS, type CostDetailsLoad } from './CostDetailsLoad';
import type { CostDetailsReportRow } from './tables';

/** Rows of one INSERT: below the limit of bound values. */
const ROWS_PER_INSERT = 500;

/**
 * Shows a report instead of the one before it, and nothing of slices whose
 * place it has taken.
 *
 * @remarks
 * One transaction has it all, so readers see the old report or the new one. The
 * guard comes last: it keeps the job's row locked, and writing the rows may
 * take longer than the lease should wait.
 *
 * @param options - `replaced` are slices that hold the same charges in another
 * cut; `guard` throws when the caller has lost the right to publish.
 */
export async function publishCostDetails(
  knex: Knex,
  options: {
    slice: Pick<SliceRow, 'slice_id'>;
    /** Undefined for a report without lines. */
    load: CostDetailsLoad | undefined;
    bytes: number;
    /** File for the rows on their way into the database. */
    file: string;
    replaced: (tx: Knex.Transaction) => Knex.QueryBuilder;
    now: Date;
    guard: (tx: Knex.Transaction) => Promise<void>;
    signal: AbortSignal;
  },
): Promise<void> {
  const { slice, load, now, guard } = options;
  const reportId = randomUUID();
  await knex.transaction(async tx => {
    await tx('cost_details_reports')
      .where({ slice_id: slice.slice_id })
      .delete();
    await tx<CostDetailsReportRow>('cost_details_reports').insert({
      report_id: reportId,
      slice_id: slice.slice_id,
      content_hash: load?.contentHash ?? '',
      bytes: options.bytes,
      line_count: load?.lineCount ?? 0,
      published_at: now.toISOString(),
      asked_at: now.toISOString(),
    });
    if (load) {
      await (isSqlite(knex)
        ? insertRows(tx, reportId, load, options.signal)
        : copyCsv(tx, reportId, load, options));
    }
    await guard(tx);
    await options.replaced(tx).delete();
    if (load) {
      await recordVerified(tx, slice.slice_id, now);
    } else {
      await tx<SliceRow>('slices')
        .where({ slice_id: slice.slice_id })
        .update({ no_data: true, problem: null });
    }
  });
}

async function copyCsv(
  tx: Knex.Transaction,
  reportId: string,
  load: CostDetailsLoad,
  { file, signal }: { file: string; signal: AbortSignal },
): Promise<void> {
  await load.writeCsv(file, reportId);
  await copyRows(
    tx,
    // Blank text is text; nothing here is NULL.
    `copy cost_details (report_id, ${COST_DETAILS_COLUMNS.join(
      ', ',
    )}) from stdin (format csv, null '\\N')`,
    chunksOf(file, signal),
  );
}

/** Opens the file when it is read: before that, nobody would hear of its failure. */
async function* chunksOf(
  file: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  yield* createReadStream(file, { signal });
}

async function insertRows(
  tx: Knex.Transaction,
  reportId: string,
  load: CostDetailsLoad,
  signal: AbortSignal,
): Promise<void> {
  for await (const rows of load.rows()) {
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      signal.throwIfAborted();
      await tx('cost_details').insert(
        rows
          .slice(start, start + ROWS_PER_INSERT)
          .map(row => ({ report_id: reportId, ...row })),
      );
    }
  }
}
