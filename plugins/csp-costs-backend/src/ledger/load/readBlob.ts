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

import type { DuckDBConnection } from '@duckdb/node-api';
import { LedgerError } from '../LedgerError';
import type { LoadableBlob } from './ChargeLoad';
import type { ChargeMapping } from './ChargeMapping';
import { columnsOf, extractLines, extractScannedLines } from './extractLines';
import { findColumns, matchColumns } from './findColumns';
import { readRows } from './openEngine';

/**
 * Reads the lines of a blob into the temporary table `lines`, in the order
 * they have in the blob.
 *
 * @throws LedgerError when a column is missing or a line got lost.
 */
export async function readBlob(
  connection: DuckDBConnection,
  blob: LoadableBlob,
  mapping: ChargeMapping,
): Promise<void> {
  if (!(await readScanned(connection, blob, mapping))) {
    const { lines, names } = await findColumns(connection, blob, mapping);
    await connection.run(
      `create or replace temp table lines as
        select * exclude line from (${extractLines(lines, mapping, names)})`,
    );
  }
  const read = await countLines(connection);
  if (read.lines !== blob.lineCount) {
    throw new LedgerError(
      'LINES_LOST',
      `${blob.name} has ${blob.lineCount} lines, of which ${read.lines} were read`,
    );
  }
}

/** The quick way; false when not everything about the blob is in order. */
async function readScanned(
  connection: DuckDBConnection,
  { file, lineCount, scanned }: LoadableBlob,
  mapping: ChargeMapping,
): Promise<boolean> {
  const names = matchColumns(mapping, scanned?.columnNames ?? []);
  if (!scanned || !columnsOf(mapping).every(column => names.has(column))) {
    return false;
  }
  await connection.run(
    `create or replace temp table lines as ${extractScannedLines(
      file,
      scanned.amountsFile,
      mapping,
      names,
    )}`,
  );
  const { lines, quarantined } = await countLines(connection);
  return lines === lineCount && quarantined === 0;
}

async function countLines(connection: DuckDBConnection) {
  const [row] = await readRows(
    connection,
    'select count(*)::int as lines, count(reason)::int as quarantined from lines',
  );
  return { lines: Number(row?.lines), quarantined: Number(row?.quarantined) };
}
