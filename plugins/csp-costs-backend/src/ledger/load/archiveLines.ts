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

import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { LedgerError } from '../LedgerError';
import type { LoadableBlob } from './ChargeLoad';
import type { ChargeMapping } from './ChargeMapping';
import { extractLines, literal } from './extractLines';
import { findColumns } from './findColumns';
import { openEngine, readRows } from './openEngine';

/** A kept blob: where it is among the blobs, and how many lines it has. */
const KEPT_BLOB = /^blob-(\d{5})-(\d+)\.json\.gz$/;

/**
 * Moves the blobs of a generation into its folder, where they stay until
 * {@link archiveLines} has made Parquet of them.
 *
 * @remarks
 * It is done before the generation is published, so that there is no moment at
 * which lines that are shown are nowhere.
 *
 * @param directory - Folder of the generation, on the same disk as the blobs.
 */
export async function keepBlobs(
  blobs: readonly LoadableBlob[],
  directory: string,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [index, { file, lineCount }] of blobs.entries()) {
    const number = String(index).padStart(5, '0');
    await rename(file, join(directory, `blob-${number}-${lineCount}.json.gz`));
  }
}

/**
 * Makes Parquet files of the blobs that a generation's folder keeps: of every
 * line the FOCUS fields, each amount as exact text, and the line as Microsoft
 * sent it. Does nothing when that has been done.
 *
 * @remarks
 * A blob goes when its Parquet file is whole and in place, or stays beside it
 * when it has lines that are no text. After a crash it is called once more and
 * goes on where it was.
 *
 * @throws LedgerError when a line got lost.
 */
export async function archiveLines(options: {
  /** Folder of the generation. */
  directory: string;
  mapping: ChargeMapping;
  /** Folder for what does not fit into memory. */
  spillDirectory: string;
  signal: AbortSignal;
}): Promise<void> {
  const { directory, mapping, spillDirectory, signal } = options;
  const kept = (await filesIn(directory)).filter(name => KEPT_BLOB.test(name));
  if (kept.length === 0) {
    return;
  }
  const instance = await openEngine(spillDirectory);
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    for (const name of kept.sort()) {
      signal.throwIfAborted();
      const [, number, lineCount] = KEPT_BLOB.exec(name)!;
      await archiveBlob(
        connection,
        { name, file: join(directory, name), lineCount: Number(lineCount) },
        mapping,
        join(directory, `lines-${number}.parquet`),
      );
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

/** Names of the files in a folder, which may have been removed by hand. */
async function filesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
}

async function archiveBlob(
  connection: DuckDBConnection,
  blob: LoadableBlob,
  mapping: ChargeMapping,
  file: string,
): Promise<void> {
  const { lines, names } = await findColumns(connection, blob, mapping);
  const unfinished = `${file}.part`;
  await connection.run(`
    copy (${extractLines(lines, mapping, names)})
    to ${literal(unfinished)} (format parquet, compression zstd)`);
  const [row] = await readRows(
    connection,
    `select count(*)::int as lines, count(line)::int as texts
      from read_parquet(${literal(unfinished)})`,
  );
  if (Number(row?.lines) !== blob.lineCount) {
    throw new LedgerError(
      'LINES_LOST',
      `${blob.name} has ${blob.lineCount} lines, of which ${row?.lines} were archived`,
    );
  }
  await rename(unfinished, file);
  if (row?.texts === row?.lines) {
    await rm(blob.file);
  } else {
    // Parquet has no place for what is not UTF-8.
    await rename(blob.file, file.replace(/\.parquet$/, '.json.gz'));
  }
}
