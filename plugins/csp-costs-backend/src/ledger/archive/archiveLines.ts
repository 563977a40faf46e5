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

import { join } from 'node:path';
import type { ChargeMapping } from '../load/ChargeMapping';
import type { ArchiveStore } from './ArchiveStore';
import { readKept, type KeptBlob } from './keptFiles';
import { writeParquet } from './writeParquet';

/**
 * Makes Parquet files of the blobs that the archive keeps of a generation.
 * Does nothing when that has been done.
 *
 * @remarks
 * A blob goes when its Parquet file is whole and in place, or stays beside it
 * when it has lines that are no text. After a crash it is called once more and
 * goes on where it was.
 *
 * @returns Lines that were archived just now.
 * @throws LedgerError when a line got lost, ArchiveError.
 */
export async function archiveLines(options: {
  store: ArchiveStore;
  folder: string;
  mapping: ChargeMapping;
  /** A local folder that exists, on the disk of a directory that is archived to. */
  workDirectory: string;
  /** Makes sure that the caller may still write; called before each write. */
  guard: () => Promise<void>;
  signal: AbortSignal;
}): Promise<{ lineCount: number }> {
  const { store, folder, workDirectory, signal } = options;
  const kept = await readKept(store, folder, workDirectory, signal);
  let lineCount = 0;
  for (const blob of kept?.blobs ?? []) {
    signal.throwIfAborted();
    if (blob.received) {
      await archiveBlob(blob, options);
      lineCount += blob.lineCount;
    }
  }
  return { lineCount };
}

async function archiveBlob(
  blob: KeptBlob,
  {
    store,
    mapping,
    workDirectory,
    guard,
    signal,
  }: Parameters<typeof archiveLines>[0],
): Promise<void> {
  const parquet = join(workDirectory, 'lines.parquet');
  const received = await store.fetch(
    blob.blobPath,
    join(workDirectory, 'blob.json.gz'),
    signal,
  );
  const { complete } = await writeParquet(
    { name: blob.name, file: received, lineCount: blob.lineCount },
    {
      mapping,
      file: parquet,
      spillDirectory: join(workDirectory, 'spill'),
      signal,
    },
  );
  await guard();
  await store.put(parquet, blob.parquetPath, signal);
  if (!complete) {
    await store.put(received, blob.oddPath, signal);
  }
  await store.remove(blob.blobPath, signal);
}
