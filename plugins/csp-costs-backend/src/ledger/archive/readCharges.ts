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
import { readRows } from '../load/openEngine';
import {
  readCharge,
  selectCharges,
  selectLines,
  type ChargeOfLine,
} from './selectCharges';

/** Charges in a Parquet file, and the lines they come from where those are asked for. */
export async function readCharges(
  connection: DuckDBConnection,
  file: string,
  options: Parameters<typeof selectCharges>[1],
): Promise<{ rows: ChargeOfLine[]; lines: Map<number, string> }> {
  const found = await readRows(connection, selectCharges(file, options));
  const rows = found.map(readCharge);
  if (!options.filter.includeLine || rows.length === 0) {
    return { rows, lines: new Map() };
  }
  const lines = await readRows(
    connection,
    selectLines(
      file,
      rows.map(({ lineNumber }) => lineNumber),
    ),
  );
  return {
    rows,
    lines: new Map(
      lines.map(({ number, line }) => [Number(number), String(line)]),
    ),
  };
}
