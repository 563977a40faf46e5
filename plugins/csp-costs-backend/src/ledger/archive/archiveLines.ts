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

import { mkdir } from 'node:fs/promises';
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
  /** How many blobs may be worked on at the same time; asked again before the next ones. */
  blobsAtOnce: () => number;
  /** Makes sure that the caller may still write; called before each write. */
  guard: () => Promise<void>;
  signal: AbortSignal;
}): Promise<{ lineCount: number }> {
  const { store, folder, workDirectory, signal } = options;
  const kept = await readKept(store, folder, workDirectory, signal);
  const left = (kept?.blobs ?? []).filter(({ received }) => received);
  const lineCount = left.reduce((sum, blob) => sum + blob.lineCount, 0);
  while (left.length > 0) {
    signal.throwIfAborted();
    const next = left.splice(0, options.blobsAtOnce());
    const ends = await Promise.allSettled(
      next.map((blob, index) => archiveBlob(blob, index, options)),
    );
    // Files go only when nobody works on them, so whatever fails waits for the others.
    for (const end of ends) {
      if (end.status === 'rejected') {
        throw end.reason;
      }
    }
  }
  return { lineCount };
}

async function archiveBlob(
  blob: KeptBlob,
  index: number,
  options: Parameters<typeof archiveLines>[0],
): Promise<void> {
  const { store, mapping, guard, signal } = options;
  const workDirectory = join(options.workDirectory, String(index));
  await mkdir(workDirectory, { recursive: true });
  const parquet = join(workDirectory, 'lines.parquet');
  const received = await store.fetch(
    blob.blobPath,
    join(workDirectory, 'blob.json.gz'),
    signal,
  );
  const { complete } = await writeParquet(
    { ...blob, file: received },
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
