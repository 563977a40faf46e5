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
import type { DuckDBConnection } from '@duckdb/node-api';
import { LedgerError } from '../LedgerError';
import type { ChargeMapping } from '../load/ChargeMapping';
import { extractLines, literal } from '../load/extractLines';
import { findColumns, type UnreadBlob } from '../load/findColumns';
import { openEngine, readRows } from '../load/openEngine';

/** Rows that are read together; with what Microsoft sent they are in memory at once. */
const ROW_GROUP_LINES = 8_192;

/**
 * Of one blob; whoever has the time works on several. Lines are numbered one
 * after the other, so that a second thread would find nothing to do.
 */
const MEMORY_LIMIT = '256MB';
const THREADS = 1;

/**
 * Makes a Parquet file of a blob: of every line the FOCUS fields, each amount as
 * exact text, the line as Microsoft sent it, and where it stands: the blob's
 * name and the line's number among those that are not blank, from 1.
 *
 * @returns Whether it has all of every line: Parquet has no place for what is
 * not UTF-8.
 * @throws LedgerError when a line got lost.
 */
export async function writeParquet(
  blob: UnreadBlob,
  options: {
    mapping: ChargeMapping;
    file: string;
    /** Folder for what does not fit into memory; goes in the end. */
    spillDirectory: string;
    signal: AbortSignal;
  },
): Promise<{ complete: boolean }> {
  const { spillDirectory, signal } = options;
  await mkdir(spillDirectory, { recursive: true });
  const instance = await openEngine(spillDirectory, MEMORY_LIMIT, THREADS);
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    signal.throwIfAborted();
    return await copyLines(connection, blob, options);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
    await rm(spillDirectory, { recursive: true, force: true });
  }
}

async function copyLines(
  connection: DuckDBConnection,
  blob: UnreadBlob,
  { mapping, file }: { mapping: ChargeMapping; file: string },
): Promise<{ complete: boolean }> {
  const { lines, names } = await findColumns(connection, blob, mapping);
  await connection.run(`
    copy (
      select *, ${literal(blob.name)} as "blobName",
        row_number() over () as "lineNumber"
      from (${extractLines(lines, mapping, names)})
    ) to ${literal(
      file,
    )} (format parquet, compression zstd, compression_level 1,
      row_group_size ${ROW_GROUP_LINES})`);
  const [row] = await readRows(
    connection,
    `select count(*)::int as lines, count(line)::int as texts
      from read_parquet(${literal(file)})`,
  );
  if (Number(row?.lines) !== blob.lineCount) {
    throw new LedgerError(
      'LINES_LOST',
      `${blob.name} has ${blob.lineCount} lines, of which ${row?.lines} were archived`,
    );
  }
  return { complete: row?.texts === row?.lines };
}
