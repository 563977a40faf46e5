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

import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ChargeMapping } from './ChargeMapping';
import { LineScan, type ScanFiles, type ScannedLines } from './LineScan';

/**
 * Bytes that are unpacked at a time. With Node's default of 16 KiB the handing
 * over costs several times what the unpacking does.
 */
const CHUNK_BYTES = 256 * 1024;

/** Unpacks a gzip blob while it arrives, and takes what is needed out of its lines. */
export class GzipScan {
  readonly #scan: LineScan;
  readonly #gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  readonly #read: Promise<void>;

  constructor(mapping: ChargeMapping, files: ScanFiles) {
    const scan = new LineScan(mapping, files);
    this.#scan = scan;
    this.#read = pipeline(this.#gunzip, async chunks => {
      for await (const chunk of chunks) {
        await scan.add(chunk as Buffer);
      }
    });
    // Told by the end; until then it must not count as unhandled.
    this.#read.catch(() => {});
  }

  /** Takes bytes in, and waits until more may follow. Failures are told by the end. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#gunzip.destroyed || this.#gunzip.write(bytes)) {
      return;
    }
    const waiting = new AbortController();
    await Promise.race([
      once(this.#gunzip, 'drain', { signal: waiting.signal }),
      this.#read,
    ]).catch(() => {});
    waiting.abort();
  }

  /**
   * Reads to the end.
   *
   * @throws An error of zlib when the blob is not whole, or of the disk.
   */
  async end(): Promise<ScannedLines> {
    this.#gunzip.end();
    await this.#read;
    return this.#scan.end();
  }

  /** Closes all files, without an end when there was none. */
  async destroy(): Promise<void> {
    this.#gunzip.destroy();
    this.#scan.destroy();
  }
}
