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

import { SpoolFile } from './SpoolFile';

/** Bytes of texts that are remembered; beyond that a text may get a second id. */
const REMEMBERED_BYTES = 32 * 1024 * 1024;

const LF = 0x0a;

/**
 * Gives each combination of texts an id, and writes it into a file once.
 *
 * @remarks
 * It forgets what it knows when that takes too much memory. A combination that
 * comes again afterwards is written once more, with another id; whoever reads
 * the file must not take ids for the texts.
 */
export class TextTable {
  readonly #file: SpoolFile;
  /** Ids by hash, plus one; zero where there is none. A power of two long. */
  #slots = new Int32Array(1 << 12);
  #hashes = new Int32Array(1 << 11);
  #starts = new Int32Array(1 << 11);
  /** Texts that are remembered, one after the other, and how many bytes they have. */
  #texts = Buffer.allocUnsafe(1 << 20);
  #length = 0;
  /** Number of texts that are remembered, and the id of the first of them. */
  #count = 0;
  #firstId = 0;
  #latest = -1;

  constructor(file: string) {
    this.#file = new SpoolFile(file);
  }

  /**
   * The id of a combination of texts.
   *
   * @param text - The texts, each with the separator after it.
   * @param length - Bytes of it that count.
   * @param hash - Equal for what is equal.
   */
  idOf(text: Buffer, length: number, hash: number): number {
    if (this.#latest !== -1 && this.#is(this.#latest, text, length)) {
      return this.#firstId + this.#latest;
    }
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const index = this.#slots[slot]! - 1;
      if (index === -1) {
        break;
      }
      if (this.#hashes[index] === hash && this.#is(index, text, length)) {
        this.#latest = index;
        return this.#firstId + index;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(text, length, hash);
  }

  async drained(): Promise<void> {
    return this.#file.drained();
  }

  async end(): Promise<void> {
    return this.#file.end();
  }

  /** Closes the file without an end. */
  destroy(): void {
    this.#file.destroy();
  }

  #is(index: number, text: Buffer, length: number): boolean {
    const start = this.#starts[index]!;
    const end =
      index + 1 < this.#count ? this.#starts[index + 1]! : this.#length;
    return (
      end - start === length &&
      this.#texts.compare(text, 0, length, start, end) === 0
    );
  }

  #add(text: Buffer, length: number, hash: number): number {
    if (this.#length + length > REMEMBERED_BYTES) {
      this.#firstId += this.#count;
      this.#count = 0;
      this.#length = 0;
      this.#slots.fill(0);
    }
    this.#grow(length);
    const index = this.#count++;
    this.#hashes[index] = hash;
    this.#starts[index] = this.#length;
    text.copy(this.#texts, this.#length, 0, length);
    this.#length += length;
    this.#place(index);
    this.#latest = index;
    const id = this.#firstId + index;
    const line = Buffer.allocUnsafe(12 + length);
    const idLength = line.write(`${id}\u0001`, 'latin1');
    text.copy(line, idLength, 0, length);
    // The last separator makes place for the end of the line.
    line[idLength + length - 1] = LF;
    this.#file.write(line.subarray(0, idLength + length));
    return id;
  }

  #grow(length: number): void {
    if (this.#length + length > this.#texts.length) {
      const texts = Buffer.allocUnsafe(
        Math.max(2 * this.#texts.length, this.#length + length),
      );
      this.#texts.copy(texts, 0, 0, this.#length);
      this.#texts = texts;
    }
    if (this.#count === this.#hashes.length) {
      this.#hashes = doubled(this.#hashes);
      this.#starts = doubled(this.#starts);
      this.#slots = new Int32Array(2 * this.#slots.length);
      for (let index = 0; index < this.#count; index++) {
        this.#place(index);
      }
    }
  }

  /** Half of the slots stay empty, so that one is near. */
  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[index]! & mask;
    while (this.#slots[slot] !== 0) {
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = index + 1;
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}
