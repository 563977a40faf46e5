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

import type { ChargeMapping } from './ChargeMapping';
import { GzipScan } from './GzipScan';
import type { ScanFiles, ScannedLines } from './LineScan';
import { ThreadScan } from './ThreadScan';

/** With more than this a blob is worth a thread; as much as that is read in about a tenth of a second. */
const THREAD_FROM_BYTES = 1024 * 1024;

/**
 * Reads a gzip blob while it arrives: small ones at their end, large ones in a
 * thread of their own. See {@link GzipScan}.
 */
export class BlobScan {
  readonly #mapping: ChargeMapping;
  readonly #files: ScanFiles;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #scan: GzipScan | ThreadScan | undefined;

  constructor(mapping: ChargeMapping, files: ScanFiles) {
    this.#mapping = mapping;
    this.#files = files;
  }

  /** Takes bytes in, and waits until more may follow. Failures are told by the end. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#scan) {
      await this.#scan.write(bytes);
      return;
    }
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > THREAD_FROM_BYTES) {
      await this.#open(new ThreadScan(this.#mapping, this.#files));
    }
  }

  /**
   * Reads to the end.
   *
   * @throws An error of zlib when the blob is not whole, or of the disk.
   */
  async end(): Promise<ScannedLines> {
    const scan =
      this.#scan ??
      (await this.#open(new GzipScan(this.#mapping, this.#files)));
    return scan.end();
  }

  /** Ends what it has begun; all files are closed then. */
  async destroy(): Promise<void> {
    await this.#scan?.destroy();
  }

  async #open(scan: GzipScan | ThreadScan): Promise<typeof scan> {
    this.#scan = scan;
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) {
      await scan.write(bytes);
    }
    return scan;
  }
}
