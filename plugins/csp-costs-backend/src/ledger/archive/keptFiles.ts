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

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadableBlob } from '../load/ChargeLoad';
import type { ArchiveStore } from './ArchiveStore';
import { ArchiveError } from './ArchiveError';

/** Says what a generation's folder is made of; the last file that is put there. */
const CONTENTS = 'generation.json';

/** What is known of a generation in the archive itself. */
export interface KeptGeneration {
  generationId: string;
  source: string;
  /** The name that Microsoft gives this version. */
  eTag: string;
  /** Only charges of these customers count; absent for all. */
  customerIds?: readonly string[];
  /** The blobs it came in, in their order; those without lines are left out. */
  blobs: ReadonlyArray<{
    name: string;
    lineCount: number;
    /** How every line writes the names of the columns we read; absent when that is not known. */
    names?: Readonly<Record<string, string>>;
  }>;
}

/** What the archive has of one blob. */
export interface KeptBlob {
  /** Name that Microsoft gave the blob. */
  name: string;
  lineCount: number;
  /** As in {@link KeptGeneration}. */
  names?: Readonly<Record<string, string>>;
  /** The blob as it came from Microsoft. */
  blobPath: string;
  /** Where its Parquet file is, or will be. */
  parquetPath: string;
  /** Where the blob stays when it has lines that Parquet cannot hold. */
  oddPath: string;
  /** Whether the blob is there as it came, so that something is left to do. */
  received: boolean;
  /** Whether its Parquet file is there, whole. */
  archived: boolean;
}

/**
 * Hands the blobs of a generation over to the archive, where they stay as they
 * came until Parquet is made of them.
 *
 * @remarks
 * It is done before the generation is published, so that there is no moment at
 * which lines that are shown are nowhere, or on the disk of one process only.
 *
 * @param options - `folder` of the generation, and a local `workDirectory`.
 */
export async function keepBlobs(
  store: ArchiveStore,
  options: {
    folder: string;
    generation: Omit<KeptGeneration, 'blobs'>;
    blobs: readonly LoadableBlob[];
    workDirectory: string;
    signal: AbortSignal;
  },
): Promise<void> {
  const { folder, generation, blobs, workDirectory, signal } = options;
  for (const [index, { file }] of blobs.entries()) {
    await store.put(file, pathsOf(folder, index).blobPath, signal);
  }
  const contents = join(workDirectory, CONTENTS);
  await writeFile(
    contents,
    JSON.stringify({
      ...generation,
      blobs: blobs.map(({ name, lineCount, scanned }) => ({
        name,
        lineCount,
        names: scanned?.columns?.names,
      })),
    } satisfies KeptGeneration),
  );
  await store.put(contents, `${folder}/${CONTENTS}`, signal);
  await rm(contents, { force: true });
}

/**
 * What the archive has of a generation; undefined when its folder is gone.
 *
 * @param workDirectory - A local folder that exists.
 */
export async function readKept(
  store: ArchiveStore,
  folder: string,
  workDirectory: string,
  signal: AbortSignal,
): Promise<{ generation: KeptGeneration; blobs: KeptBlob[] } | undefined> {
  const copies = await mkdtemp(join(workDirectory, 'contents-'));
  let generation: KeptGeneration;
  try {
    const file = await store.fetch(
      `${folder}/${CONTENTS}`,
      join(copies, CONTENTS),
      signal,
    );
    generation = JSON.parse(await readFile(file, 'utf8')) as KeptGeneration;
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'MISSING') {
      return undefined;
    }
    throw error;
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
  const names = new Set(await store.list(folder, signal));
  const has = (path: string) => names.has(path.slice(folder.length + 1));
  return {
    generation,
    blobs: generation.blobs.map((blob, index) => {
      const paths = pathsOf(folder, index);
      return {
        ...blob,
        ...paths,
        received: has(paths.blobPath),
        archived: has(paths.parquetPath),
      };
    }),
  };
}

function pathsOf(folder: string, index: number) {
  const number = String(index).padStart(5, '0');
  return {
    blobPath: `${folder}/blob-${number}.json.gz`,
    parquetPath: `${folder}/lines-${number}.parquet`,
    oddPath: `${folder}/lines-${number}.json.gz`,
  };
}
