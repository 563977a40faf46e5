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
import type { ChargeMapping } from './ChargeMapping';
import { columnsOf, readLines, readObjects } from './extractLines';
import { readRows } from './openEngine';

/** A blob whose lines are to be read one by one. */
export interface UnreadBlob {
  name: string;
  file: string;
  /** Lines that are not blank. */
  lineCount: number;
  /**
   * How every line writes the names of the columns we read, when that is known;
   * then the blob is text, too. See {@link ScannedColumns}.
   */
  names?: Readonly<Record<string, string>>;
}

/** How a blob is to be read. */
export interface ReadableBlob {
  /** SQL for its lines. */
  lines: string;
  /** Our column names to the ones in it. */
  names: Map<string, string>;
}

/**
 * Finds out how a blob writes the names of the columns we read. Unless that is
 * known, all lines are asked: where blanks are left out, a column may first
 * appear in any of them.
 *
 * @throws LedgerError when a column that must be there is missing.
 */
export async function findColumns(
  connection: DuckDBConnection,
  blob: UnreadBlob,
  mapping: ChargeMapping,
): Promise<ReadableBlob> {
  const lines = readLines(blob.file);
  const known = new Map(Object.entries(blob.names ?? {}));
  // What they are known of may have been another version of the mapping.
  if (columnsOf(mapping).every(column => known.has(column))) {
    return { lines, names: known };
  }
  try {
    return { lines, names: await columnsIn(connection, lines, blob, mapping) };
  } catch (error) {
    if (!isNotText(error)) {
      throw error;
    }
    const objects = readObjects(blob.file);
    return {
      lines: objects,
      names: await columnsIn(connection, objects, blob, mapping),
    };
  }
}

/** Whether DuckDB refused bytes that are not UTF-8, for which it has no class of its own. */
function isNotText(error: unknown): boolean {
  return /invalid unicode|not utf-8/i.test(String(error));
}

async function columnsIn(
  connection: DuckDBConnection,
  lines: string,
  blob: UnreadBlob,
  mapping: ChargeMapping,
): Promise<Map<string, string>> {
  const rows = await readRows(
    connection,
    `select distinct unnest(json_keys(line)) as name
      from ${lines}
      where json_valid(line) and regexp_matches(line, '^\\s*\\{')`,
  );
  const names = matchColumns(
    mapping,
    rows.map(row => String(row.name)),
  );
  const missing = [
    ...mapping.requiredColumns,
    ...mapping.amountColumns
      .filter(column => !column.blankIsZero)
      .map(({ name }) => name),
  ].filter(column => !names.has(column));
  if (missing.length > 0 && blob.lineCount > 0) {
    throw new LedgerError(
      'COLUMNS_MISSING',
      `${blob.name} has no column ${missing.join(', ')}`,
    );
  }
  return names;
}

/** Our column names to those in a file, which differ in case. */
export function matchColumns(
  mapping: ChargeMapping,
  inFile: readonly string[],
): Map<string, string> {
  const byLowerCase = new Map(inFile.map(name => [name.toLowerCase(), name]));
  const names = new Map<string, string>();
  for (const column of columnsOf(mapping)) {
    const name = byLowerCase.get(column.toLowerCase());
    if (name) {
      names.set(column, name);
    }
  }
  return names;
}
