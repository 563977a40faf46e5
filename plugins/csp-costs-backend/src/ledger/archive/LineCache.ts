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

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ChargeMapping } from '../load/ChargeMapping';
import { ArchiveError } from './ArchiveError';
import type { ArchiveStore } from './ArchiveStore';
import { readKept, type KeptBlob } from './keptFiles';
import { Turns } from './Turns';
import { writeParquet } from './writeParquet';

/** A blob is at most some hundred megabytes. */
const FETCH_TIMEOUT_MS = 5 * 60 * 1000;

const SPILL = 'spill';

/**
 * Gives the lines of a blob as a Parquet file on the local disk: the archive's
 * own file where it is at hand, otherwise a copy. Of lines that are not
 * archived yet the Parquet file is made here, by the same code.
 *
 * @remarks
 * Copies are removed, those unused for longest first, when they take more than
 * they may; those in use stay. Several processes may share the folder: a copy
 * gets its name when it is whole, and each is the same whoever made it.
 */
export class LineCache {
  readonly #store: ArchiveStore;
  readonly #directory: string;
  readonly #maxBytes: number;
  readonly #fetching = new Map<string, Promise<string>>();
  readonly #inUse = new Map<string, number>();
  // Each takes memory of its own.
  readonly #turns = new Turns(1);

  /** @param options - `directory` is local, and for nothing else. */
  constructor(options: {
    store: ArchiveStore;
    directory: string;
    maxBytes: number;
  }) {
    this.#store = options.store;
    this.#directory = options.directory;
    this.#maxBytes = options.maxBytes;
  }

  /** Folder for what a reader's engine cannot keep in memory. */
  get spillDirectory(): string {
    return join(this.#directory, SPILL);
  }

  /** What the archive has of a generation; see {@link readKept}. */
  async kept(folder: string, signal: AbortSignal) {
    await mkdir(this.#directory, { recursive: true });
    return readKept(this.#store, folder, this.#directory, signal);
  }

  /**
   * Calls a reader with the Parquet file of a blob.
   *
   * @remarks
   * Fetching goes on when the caller does not wait any longer, so that the file
   * is there the next time.
   *
   * @throws ArchiveError, LedgerError, or the signal's reason.
   */
  async use<T>(
    generationId: string,
    blob: KeptBlob,
    options: {
      mapping: ChargeMapping;
      signal: AbortSignal;
      read: (file: string) => Promise<T>;
    },
  ): Promise<T> {
    const file = await this.hold(
      generationId,
      blob,
      options.mapping,
      options.signal,
    );
    try {
      return await options.read(file.path);
    } finally {
      file.release();
    }
  }

  /**
   * The Parquet file of a blob, which stays until it is released; see
   * {@link LineCache.use}.
   *
   * @throws ArchiveError, LedgerError, or the signal's reason.
   */
  async hold(
    generationId: string,
    blob: KeptBlob,
    mapping: ChargeMapping,
    signal: AbortSignal,
  ): Promise<{ path: string; release: () => void }> {
    signal.throwIfAborted();
    const copy = join(
      this.#directory,
      generationId,
      basename(blob.parquetPath),
    );
    this.#inUse.set(copy, (this.#inUse.get(copy) ?? 0) + 1);
    const release = () => {
      const users = this.#inUse.get(copy)! - 1;
      if (users === 0) {
        this.#inUse.delete(copy);
      } else {
        this.#inUse.set(copy, users);
      }
    };
    try {
      const path = await Promise.race([
        this.#file(copy, blob, mapping),
        untilAborted(signal),
      ]);
      return { path, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Removes the copies of all generations but some, and what nobody has finished. */
  async keepOnly(generationIds: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#directory).catch(() => []);
    for (const name of names.filter(one => one !== SPILL)) {
      const isUsed = [...this.#inUse.keys()].some(
        copy => dirname(copy) === join(this.#directory, name),
      );
      if (!generationIds.has(name) && !isUsed && !(await this.#isNew(name))) {
        await rm(join(this.#directory, name), { recursive: true, force: true });
      }
    }
  }

  /** Whether somebody may still be at work in a folder. */
  async #isNew(name: string): Promise<boolean> {
    const { mtimeMs } = await stat(join(this.#directory, name)).catch(() => ({
      mtimeMs: 0,
    }));
    return Date.now() - mtimeMs < 2 * FETCH_TIMEOUT_MS;
  }

  #file(copy: string, blob: KeptBlob, mapping: ChargeMapping): Promise<string> {
    const fetching =
      this.#fetching.get(copy) ??
      this.#fetch(copy, blob, mapping).finally(() =>
        this.#fetching.delete(copy),
      );
    this.#fetching.set(copy, fetching);
    // Whoever began may not wait for it any longer.
    fetching.catch(() => {});
    return fetching;
  }

  async #fetch(
    copy: string,
    blob: KeptBlob,
    mapping: ChargeMapping,
  ): Promise<string> {
    if (await touch(copy)) {
      return copy;
    }
    const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
    const work = join(this.#directory, `making-${randomUUID()}`);
    await mkdir(work, { recursive: true });
    try {
      const made = join(work, 'lines.parquet');
      const file = await this.#obtain(blob, made, { mapping, work, signal });
      if (file !== made) {
        return file;
      }
      await mkdir(dirname(copy), { recursive: true });
      await rename(made, copy);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    await this.#shrink();
    return copy;
  }

  async #obtain(
    blob: KeptBlob,
    made: string,
    options: { mapping: ChargeMapping; work: string; signal: AbortSignal },
  ): Promise<string> {
    const { mapping, work, signal } = options;
    if (blob.archived) {
      return this.#store.fetch(blob.parquetPath, made, signal);
    }
    try {
      const file = await this.#store.fetch(
        blob.blobPath,
        join(work, 'blob.json.gz'),
        signal,
      );
      await this.#turns.take(signal, () =>
        writeParquet(
          { ...blob, file },
          {
            mapping,
            file: made,
            spillDirectory: join(work, 'spill'),
            signal,
          },
        ),
      );
      return made;
    } catch (error) {
      // Meanwhile it may have been archived, and the blob be gone.
      try {
        return await this.#store.fetch(blob.parquetPath, made, signal);
      } catch (missing) {
        throw missing instanceof ArchiveError && missing.code === 'MISSING'
          ? error
          : missing;
      }
    }
  }

  /** Removes what was not used for longest, until the rest fits. */
  async #shrink(): Promise<void> {
    const copies: Array<{ file: string; bytes: number; usedMs: number }> = [];
    for (const entry of await readdir(this.#directory, {
      recursive: true,
      withFileTypes: true,
    })) {
      const file = join(entry.parentPath, entry.name);
      const found = await stat(file).catch(() => undefined);
      const isAtWork =
        file.startsWith(join(this.#directory, 'making-')) ||
        file.startsWith(join(this.spillDirectory, '/'));
      if (found?.isFile() && !isAtWork) {
        copies.push({ file, bytes: found.size, usedMs: found.mtimeMs });
      }
    }
    let bytes = copies.reduce((sum, one) => sum + one.bytes, 0);
    for (const one of copies.sort((a, b) => a.usedMs - b.usedMs)) {
      if (bytes <= this.#maxBytes) {
        return;
      }
      if (!this.#inUse.has(one.file)) {
        await rm(one.file, { force: true });
        bytes -= one.bytes;
      }
    }
  }
}

/** Puts on record that a file was used; false when there is none. */
async function touch(file: string): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(file, now, now);
    return true;
  } catch {
    return false;
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
    }
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}
