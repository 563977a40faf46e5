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

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** Counts lines that hold more than white space. */
export class LineCounter {
  #count = 0;
  #open = false;

  add(chunk: Buffer): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LF, start);
      if (!this.#open) {
        this.#open = hasContent(chunk, start, end === -1 ? chunk.length : end);
      }
      if (end === -1) {
        return;
      }
      if (this.#open) {
        this.#count++;
        this.#open = false;
      }
      start = end + 1;
    }
  }

  end(): number {
    return this.#count + (this.#open ? 1 : 0);
  }
}

function hasContent(chunk: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = chunk[i];
    if (byte !== SPACE && byte !== TAB && byte !== CR) {
      return true;
    }
  }
  return false;
}
