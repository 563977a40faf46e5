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

import type { AmountColumn } from './ChargeMapping';
import { SpoolFile } from './SpoolFile';

const COMMA = 0x2c;
const LF = 0x0a;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const SPACE = 0x20;

/** Digits in each part of an amount after the point: sums of parts stay far within 64 bits. */
export const PART_DIGITS = 14;

/** Parts of an amount: what is before the point, and two groups of digits after it. */
export const AMOUNT_PARTS = 3;

/** Digits after the point that the parts have room for; .NET decimals have no more. */
const MAX_FRACTION_DIGITS = (AMOUNT_PARTS - 1) * PART_DIGITS;

const MAX_WHOLE_DIGITS = 15;

/** Longest date that is taken. */
const MAX_DATE_BYTES = 40;

/** Bytes in a buffer. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Writes the amounts of each line, as they stand in its text, cut into whole
 * numbers: what is before the point, and after it the digits in groups of
 * {@link PART_DIGITS}, each with the sign. Such numbers are read and added up
 * several times as fast as decimals of 38 digits, and as exactly.
 */
export class AmountFile {
  readonly #file: SpoolFile;
  readonly #columns: readonly AmountColumn[];
  #fractionDigits = 0;

  constructor(file: string, columns: readonly AmountColumn[]) {
    this.#file = new SpoolFile(file);
    this.#columns = columns;
  }

  /** Most digits after the point so far. */
  get fractionDigits(): number {
    return this.#fractionDigits;
  }

  /**
   * Writes one line; false, with nothing written, when something in it is not
   * what it should be.
   *
   * @param source - What the spans are of.
   * @param amounts - In the order of the columns; empty for a blank.
   */
  add(
    id: number,
    source: Buffer,
    date: Span,
    amounts: readonly Span[],
  ): boolean {
    const file = this.#file;
    file.reserve();
    const start = file.length;
    let at = start + file.buffer.write(String(id), start, 'latin1');
    file.buffer[at++] = COMMA;
    if (date.to - date.from > MAX_DATE_BYTES) {
      return false;
    }
    for (let index = date.from; index < date.to; index++) {
      const byte = source[index]!;
      if (byte === COMMA || byte < SPACE) {
        return false;
      }
      file.buffer[at++] = byte;
    }
    for (let column = 0; column < amounts.length; column++) {
      at = this.#amount(source, amounts[column]!, this.#columns[column]!, at);
      if (at === -1) {
        return false;
      }
    }
    file.buffer[at++] = LF;
    file.length = at;
    return true;
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

  #amount(
    source: Buffer,
    { from, to }: Span,
    { blankIsZero }: AmountColumn,
    target: number,
  ): number {
    const output = this.#file.buffer;
    let at = target;
    if (from === to) {
      if (!blankIsZero) {
        return -1;
      }
      for (let part = 0; part < AMOUNT_PARTS; part++) {
        output[at++] = COMMA;
      }
      return at;
    }
    const negative = source[from] === MINUS;
    const wholeFrom = negative ? from + 1 : from;
    const wholeTo = endOfDigits(source, wholeFrom, to);
    if (wholeTo === wholeFrom || wholeTo - wholeFrom > MAX_WHOLE_DIGITS) {
      return -1;
    }
    const fractionFrom = wholeTo < to ? wholeTo + 1 : to;
    const digits = to - fractionFrom;
    if (
      wholeTo < to &&
      (source[wholeTo] !== POINT ||
        digits === 0 ||
        digits > MAX_FRACTION_DIGITS ||
        endOfDigits(source, fractionFrom, to) !== to)
    ) {
      return -1;
    }
    if (digits > this.#fractionDigits) {
      this.#fractionDigits = digits;
    }
    output[at++] = COMMA;
    if (negative) {
      output[at++] = MINUS;
    }
    for (let index = wholeFrom; index < wholeTo; index++) {
      output[at++] = source[index]!;
    }
    for (let part = 1; part < AMOUNT_PARTS; part++) {
      output[at++] = COMMA;
      const partFrom = fractionFrom + (part - 1) * PART_DIGITS;
      if (partFrom < to) {
        if (negative) {
          output[at++] = MINUS;
        }
        for (let index = partFrom; index < partFrom + PART_DIGITS; index++) {
          output[at++] = index < to ? source[index]! : ZERO;
        }
      }
    }
    return at;
  }
}

function endOfDigits(source: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && source[at]! >= ZERO && source[at]! <= ZERO + 9) {
    at++;
  }
  return at;
}
