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

/**
 * Where the lines of generations are kept: folders of files, which are written
 * once and never changed.
 *
 * @remarks
 * Paths are relative and have `/` between their parts. Every method throws an
 * {@link ArchiveError} when the store does not do what it is asked for, or what
 * the signal was aborted with.
 */
export interface ArchiveStore {
  /**
   * Puts a local file in place. It is there whole, or not at all; a file that
   * was there before is replaced. The local file may be gone afterwards.
   */
  put(file: string, path: string, signal: AbortSignal): Promise<void>;

  /** Names of the files in a folder, ascending; none for one that is not there. */
  list(folder: string, signal: AbortSignal): Promise<string[]>;

  /**
   * Gives a local file with the content: a copy in the place that is named, or
   * the file itself where it is at hand. It is not to be changed.
   *
   * @param copy - Where a copy may be put, in a folder that exists.
   * @throws ArchiveError with the code `MISSING` when it is not there.
   */
  fetch(path: string, copy: string, signal: AbortSignal): Promise<string>;

  /** Removes a file; does nothing when it is not there. */
  remove(path: string, signal: AbortSignal): Promise<void>;

  /** Removes a folder with everything in it; does nothing when it is not there. */
  removeFolder(folder: string, signal: AbortSignal): Promise<void>;
}
