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

import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ArchiveError } from './ArchiveError';
import type { ArchiveStore } from './ArchiveStore';

/**
 * Keeps lines in a directory, which all processes share. Files are put in place
 * by renaming, so they have to come from the same disk.
 */
export class DirectoryArchive implements ArchiveStore {
  readonly #directory: string;

  /** @param directory - Absolute. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  async put(file: string, path: string): Promise<void> {
    const target = join(this.#directory, path);
    await mkdir(dirname(target), { recursive: true });
    await rename(file, target);
  }

  async list(folder: string): Promise<string[]> {
    try {
      return (await readdir(join(this.#directory, folder))).sort();
    } catch (error) {
      if (isMissing(error)) {
        return [];
      }
      throw error;
    }
  }

  async fetch(path: string): Promise<string> {
    const file = join(this.#directory, path);
    try {
      await stat(file);
    } catch (error) {
      throw isMissing(error)
        ? new ArchiveError('MISSING', `The archive has no file ${path}`, error)
        : error;
    }
    return file;
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.#directory, path), { force: true });
  }

  async removeFolder(folder: string): Promise<void> {
    await rm(join(this.#directory, folder), { recursive: true, force: true });
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
