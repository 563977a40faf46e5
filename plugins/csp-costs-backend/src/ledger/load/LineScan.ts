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

const LF = 0x0a;
const COLON = 0x3a;
const COMMA = 0x2c;
const QUOTE = 0x22;
const BRACE = 0x7d;

/** More bytes than any line has before its end and amount are written. */
const OUTPUT_BYTES = 64 * 1024;

/** Longest amount that is taken. */
const AMOUNT_BYTES = 100;

/** What a {@link LineScan} found. */
export interface ScannedLines {
  /** Names of the columns as the first line writes them; none when it is not an object. */
  columnNames: readonly string[];
  /**
   * File with one line for each that is not blank: the amounts as they stand
   * in the text, between commas, `?` where none was found.
   */
  amountsFile: string;
}

/**
 * Takes amounts out of JSON lines as they stand there, while the text passes by.
 *
 * @remarks
 * It looks for the name of a column and does not know where in the JSON that
 * is. So what it finds is a proposal: whoever uses it compares it, line by line,
 * with what a JSON reader found under the name.
 */
export class LineScan {
  readonly #columns: readonly string[];
  readonly #amountsFile: string;
  readonly #file: WriteStream;
  #columnNames: readonly string[] | undefined;
  #needles: Buffer[] = [];
  /** Where each needle is next in the chunk at hand. */
  #next: number[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #output = Buffer.allocUnsafe(OUTPUT_BYTES);
  #length = 0;

  /**
   * @param columns - Names of the columns with amounts, in any case.
   * @param amountsFile - File to be written.
   */
  constructor(columns: readonly string[], amountsFile: string) {
    this.#columns = columns;
    this.#amountsFile = amountsFile;
    this.#file = createWriteStream(amountsFile);
    // A failure to write is told by the write or the end that meets it.
    this.#file.on('error', () => {});
  }

  /** Reads on; the chunk may end anywhere in a line. */
  async add(chunk: Buffer): Promise<void> {
    let start = 0;
    if (this.#rest.length > 0) {
      const end = chunk.indexOf(LF) + 1;
      this.#rest = Buffer.concat([
        this.#rest,
        end > 0 ? chunk.subarray(0, end) : chunk,
      ]);
      if (end === 0) {
        return;
      }
      this.#lines(this.#rest, 0);
      start = end;
    }
    this.#rest = Buffer.from(chunk.subarray(this.#lines(chunk, start)));
    if (this.#file.errored) {
      throw this.#file.errored;
    }
    if (this.#file.writableNeedDrain) {
      await once(this.#file, 'drain');
    }
  }

  /** Reads the last line and closes the file. */
  async end(): Promise<ScannedLines> {
    if (this.#rest.length > 0) {
      this.#lines(Buffer.concat([this.#rest, Buffer.from([LF])]), 0);
    }
    this.#flush();
    this.#file.end();
    await finished(this.#file);
    return {
      columnNames: this.#columnNames ?? [],
      amountsFile: this.#amountsFile,
    };
  }

  /** Closes the file without an end. */
  destroy(): void {
    this.#file.destroy();
  }

  /** Reads the lines that end in a buffer; gives where the last one ended. */
  #lines(buffer: Buffer, from: number): number {
    this.#next.fill(-1);
    let start = from;
    for (;;) {
      const end = buffer.indexOf(LF, start);
      if (end === -1) {
        return start;
      }
      if (!isBlank(buffer, start, end)) {
        this.#line(buffer, start, end);
      }
      start = end + 1;
    }
  }

  #line(buffer: Buffer, start: number, end: number): void {
    if (!this.#columnNames) {
      this.#columnNames = keysOf(buffer.toString('utf8', start, end));
      this.#needles = this.#columns.map(column => {
        const name = this.#columnNames?.find(
          key => key.toLowerCase() === column.toLowerCase(),
        );
        return Buffer.from(`"${name ?? column}"`);
      });
      this.#next = this.#needles.map(() => -1);
    }
    if (this.#length + this.#needles.length * AMOUNT_BYTES > OUTPUT_BYTES) {
      this.#flush();
    }
    for (const [index, needle] of this.#needles.entries()) {
      if (index > 0) {
        this.#output[this.#length++] = COMMA;
      }
      let at = this.#next[index]!;
      if (at < start) {
        at = buffer.indexOf(needle, start);
        at = at === -1 ? Infinity : at;
        this.#next[index] = at;
      }
      if (at >= end || !this.#amount(buffer, at + needle.length, end)) {
        this.#output[this.#length++] = 0x3f;
      }
    }
    this.#output[this.#length++] = LF;
  }

  /** Copies the amount that follows a name; false when there is none. */
  #amount(buffer: Buffer, afterName: number, end: number): boolean {
    let at = afterSpace(buffer, afterName);
    if (buffer[at] !== COLON) {
      return false;
    }
    at = afterSpace(buffer, at + 1);
    if (buffer[at] === QUOTE) {
      at = afterSpace(buffer, at + 1);
    }
    const start = at;
    while (at < end && isOfNumber(buffer[at]!)) {
      at++;
    }
    const length = at - start;
    if (length === 0 || length >= AMOUNT_BYTES) {
      return false;
    }
    at = afterSpace(buffer, at);
    if (buffer[at] === QUOTE) {
      at = afterSpace(buffer, at + 1);
    }
    if (buffer[at] !== COMMA && buffer[at] !== BRACE) {
      return false;
    }
    for (let index = 0; index < length; index++) {
      this.#output[this.#length++] = buffer[start + index]!;
    }
    return true;
  }

  #flush(): void {
    this.#file.write(this.#output.subarray(0, this.#length));
    this.#output = Buffer.allocUnsafe(OUTPUT_BYTES);
    this.#length = 0;
  }
}

function keysOf(line: string): string[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null
      ? Object.keys(value)
      : [];
  } catch {
    return [];
  }
}

function isBlank(buffer: Buffer, start: number, end: number): boolean {
  return afterSpace(buffer, start) >= end;
}

function afterSpace(buffer: Buffer, from: number): number {
  let at = from;
  while (buffer[at] === 0x20 || buffer[at] === 0x09 || buffer[at] === 0x0d) {
    at++;
  }
  return at;
}

/** Whether a byte is a digit, a sign, a point or an `e`. */
function isOfNumber(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2e ||
    byte === 0x2d ||
    byte === 0x2b ||
    (byte & 0xdf) === 0x45
  );
}
