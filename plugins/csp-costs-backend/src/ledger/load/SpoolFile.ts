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
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const BUFFER_BYTES = 64 * 1024;

/** Room that one line is sure to have. */
const LINE_BYTES = 8 * 1024;

/** A file that is written in many small pieces. */
export class SpoolFile {
  readonly #stream: WriteStream;
  /** Where the next bytes go, from {@link SpoolFile.length} on. */
  buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  /** Bytes of the buffer that are filled; raise it by what was added. */
  length = 0;

  constructor(file: string) {
    this.#stream = createWriteStream(file);
    // A failure to write is told by the write or the end that meets it.
    this.#stream.on('error', () => {});
  }

  /** Makes room for one more line. */
  reserve(): void {
    if (this.length + LINE_BYTES > BUFFER_BYTES) {
      this.flush();
    }
  }

  /** Hands on what is in the buffer. */
  flush(): void {
    if (this.length > 0) {
      this.write(this.buffer.subarray(0, this.length));
      this.buffer = Buffer.allocUnsafe(BUFFER_BYTES);
      this.length = 0;
    }
  }

  /** Hands bytes on, which must not be changed afterwards. */
  write(bytes: Buffer): void {
    this.#stream.write(bytes);
  }

  /** Waits until what was handed on may be followed by more. */
  async drained(): Promise<void> {
    if (this.#stream.errored) {
      throw this.#stream.errored;
    }
    if (this.#stream.writableNeedDrain) {
      await once(this.#stream, 'drain');
    }
  }

  async end(): Promise<void> {
    this.flush();
    this.#stream.end();
    await finished(this.#stream);
  }

  /** Closes the file without an end. */
  destroy(): void {
    this.#stream.destroy();
  }
}
