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

import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { LedgerError } from '../LedgerError';
import { literal } from '../load/extractLines';
import { openEngine, readRows } from '../load/openEngine';

/** Sheets are read beside collections and queries. */
const MEMORY_LIMIT = '320MB';

/** A file of comma-separated values that must have some columns. */
export interface Sheet {
  /** Absolute. */
  file: string;
  /** What it is, in plural, for people. */
  name: string;
  columns: readonly string[];
  /** Folder for what does not fit into memory. */
  spillDirectory: string;
}

/**
 * Reads a file of comma-separated values, every value as the text that it is.
 *
 * @param use - Is given a connection and what to select from.
 * @throws LedgerError when it is empty, cannot be read, or lacks a column.
 */
export async function openSheet<T>(
  sheet: Sheet,
  use: (connection: DuckDBConnection, from: string) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const { file, name, columns, spillDirectory } = sheet;
  if ((await stat(file)).size === 0) {
    throw new LedgerError('EMPTY', `${name} are an empty file`);
  }
  const instance = await openEngine(spillDirectory, MEMORY_LIMIT);
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal.addEventListener('abort', interrupt);
  const from = `read_csv(${literal(
    file,
  )}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', strict_mode = true, skip = 0, comment = '')`;
  try {
    signal.throwIfAborted();
    const known = await readRows(connection, `describe select * from ${from}`);
    const names = known.map(row => String(row.column_name).toLowerCase());
    const missing = columns.filter(one => !names.includes(one.toLowerCase()));
    if (missing.length > 0) {
      throw new LedgerError(
        'COLUMNS_MISSING',
        `${name} have no column ${missing.join(', ')}`,
      );
    }
    return await use(connection, from);
  } catch (error) {
    signal.throwIfAborted();
    if (isOfEngine(error)) {
      throw new LedgerError(
        'UNREADABLE',
        `${name} are no comma-separated values`,
        error,
      );
    }
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

/** Whether DuckDB could not make sense of the text, rather than of the disk. */
function isOfEngine(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Invalid Input|Conversion) Error/.test(error.message)
  );
}
