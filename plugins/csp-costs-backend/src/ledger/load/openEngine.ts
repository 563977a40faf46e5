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

import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** A row as the engine gives it. */
export type EngineRow = Record<string, unknown>;

/**
 * Opens DuckDB without a file. Node's own memory comes on top of its limit;
 * what does not fit goes into the folder.
 *
 * @param spillDirectory - Folder for what does not fit into memory.
 * @param memoryLimit - As DuckDB writes it.
 * @param threads - Default: as many as there are cores.
 */
export function openEngine(
  spillDirectory: string,
  memoryLimit: string = '480MB',
  threads?: number,
): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    temp_directory: spillDirectory,
    ...(threads && { threads: String(threads) }),
  });
}

/** Runs a query whose result is small. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
): Promise<EngineRow[]> {
  const result = await connection.runAndReadAll(sql);
  return result.getRowObjectsJS() as EngineRow[];
}
