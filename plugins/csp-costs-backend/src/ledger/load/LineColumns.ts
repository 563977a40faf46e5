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
import type { ScannedColumn } from './columnsOfFile';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN = 0x7b;
const OPEN_LIST = 0x5b;
const CLOSE = 0x7d;
const SPACE = 0x20;
const SEPARATOR = 1;

/** Most bytes that the texts of a line may have. */
const TEXT_BYTES = 64 * 1024;

interface Place extends ScannedColumn {
  needle: Buffer;
  /** Where the needle is next in the buffer at hand. */
  next: number;
  /** How far it was from the value before in the latest line. */
  distance: number;
  /** Where the value of the line at hand is; equal for a blank. */
  from: number;
  to: number;
}

/**
 * Finds the values of some columns in one JSON line after the other, without
 * reading what is between them.
 *
 * @remarks
 * In text that is JSON it finds the same as a JSON reader. The quotes
 * around a name cannot stand bare inside of a text; what may be an object inside
 * of another is noticed by its brace; and whatever else is not as usual (a value
 * with an unusual escape, a column that is missing or in another place) is left to a
 * JSON reader.
 */
export class LineColumns {
  /** The texts of the line at hand, each with a separator after it. */
  readonly text = Buffer.allocUnsafe(TEXT_BYTES);
  /** Bytes of it. */
  textLength = 0;
  textHash = 0;
  readonly date: Place;
  /** In the order of the mapping. */
  readonly amounts: readonly Place[];
  readonly #columns: readonly Place[];
  /** Where the next brace is in the buffer at hand. */
  #nextBrace = -1;

  constructor(mapping: ChargeMapping, columns: readonly ScannedColumn[]) {
    this.#columns = columns.map(column => ({
      ...column,
      needle: Buffer.from(JSON.stringify(column.written)),
      next: -1,
      distance: 0,
      from: 0,
      to: 0,
    }));
    const find = (name: string) =>
      this.#columns.find(column => column.name === name)!;
    this.date = find(mapping.dateColumn);
    this.amounts = mapping.amountColumns.map(({ name }) => find(name));
  }

  /** Forgets where things are; to be called before a line of another buffer. */
  reset(): void {
    this.#nextBrace = -1;
    for (const column of this.#columns) {
      column.next = -1;
    }
  }

  /** Finds the values of a line, or false when it is not as usual. */
  find(buffer: Buffer, start: number, end: number): boolean {
    if (
      buffer[start] !== OPEN ||
      buffer[beforeSpace(buffer, end - 1)] !== CLOSE ||
      this.#nests(buffer, start, end)
    ) {
      return false;
    }
    this.textLength = 0;
    this.textHash = 0;
    let at = start;
    for (let index = 0; index < this.#columns.length; index++) {
      const column = this.#columns[index]!;
      if (column.next < at) {
        // Lines that are alike have it at the same distance.
        column.next = startsAt(buffer, at + column.distance, column.needle)
          ? at + column.distance
          : indexOf(buffer, column.needle, at);
      }
      const name = column.next;
      if (name >= end || (buffer[name - 1] !== COMMA && name !== start + 1)) {
        return false;
      }
      column.distance = name - at;
      at = afterSpace(buffer, name + column.needle.length);
      if (buffer[at] !== COLON) {
        return false;
      }
      at = afterSpace(buffer, at + 1);
      at =
        column.kind === 'text'
          ? this.#takeText(buffer, at, end)
          : takeSpan(buffer, at, end, column);
      if (at === -1) {
        return false;
      }
      at = afterSpace(buffer, at);
      if (at >= end || (buffer[at] !== COMMA && buffer[at] !== CLOSE)) {
        return false;
      }
    }
    return true;
  }

  /** Sets the texts to those that a JSON reader found; false when they are too long. */
  setTexts(texts: readonly string[]): boolean {
    const text = Buffer.from(texts.map(one => `${one}\u0001`).join(''));
    if (text.length > TEXT_BYTES) {
      return false;
    }
    text.copy(this.text);
    this.textLength = text.length;
    this.textHash = 0;
    for (const byte of text) {
      this.textHash = mix(this.textHash, byte);
    }
    return true;
  }

  /** Whether an object may stand inside of the one that a line is. */
  #nests(buffer: Buffer, start: number, end: number): boolean {
    let nests = false;
    if (this.#nextBrace <= start) {
      this.#nextBrace = indexOf(buffer, OPEN, start + 1);
    }
    while (this.#nextBrace < end) {
      nests ||= mayOpenObject(buffer, this.#nextBrace);
      this.#nextBrace = indexOf(buffer, OPEN, this.#nextBrace + 1);
    }
    return nests;
  }

  /** Copies a text; gives where its value ended, or -1 when it is not as usual. */
  #takeText(buffer: Buffer, from: number, end: number): number {
    const { text } = this;
    let length = this.textLength;
    let hash = this.textHash;
    let at = from;
    if (buffer[at] === QUOTE) {
      at++;
      if (length + end - at >= TEXT_BYTES) {
        return -1;
      }
      for (let byte = buffer[at]!; byte !== QUOTE; byte = buffer[++at]!) {
        if (byte === BACKSLASH) {
          byte = buffer[++at]!;
          // Tags are JSON in a text, whose quotes stand behind a backslash.
          if (byte !== QUOTE && byte !== BACKSLASH) {
            return -1;
          }
        } else if (byte < SPACE) {
          return -1;
        }
        text[length++] = byte;
        hash = mix(hash, byte);
      }
      at++;
    } else if (isNull(buffer, at)) {
      at += 4;
    } else {
      return -1;
    }
    text[length++] = SEPARATOR;
    this.textLength = length;
    this.textHash = mix(hash, SEPARATOR);
    return at;
  }
}

/** Finds a date or an amount; gives where its value ended, or -1 when it is not as usual. */
function takeSpan(
  buffer: Buffer,
  from: number,
  end: number,
  place: Place,
): number {
  let at = from;
  if (buffer[at] === QUOTE) {
    at = afterSpace(buffer, at + 1);
    place.from = at;
    for (let byte = buffer[at]!; byte !== QUOTE; byte = buffer[++at]!) {
      if (byte === BACKSLASH || byte < SPACE || at >= end) {
        return -1;
      }
    }
    place.to = at;
    while (place.to > place.from && buffer[place.to - 1] === SPACE) {
      place.to--;
    }
    return at + 1;
  }
  if (isNull(buffer, at)) {
    place.from = at;
    place.to = at;
    return at + 4;
  }
  place.from = at;
  for (
    let byte = buffer[at]!;
    byte !== COMMA && byte !== CLOSE && byte > SPACE;
    byte = buffer[++at]!
  );
  place.to = at;
  return at > from ? at : -1;
}

/**
 * Whether a brace may open an object that is a value. It does not where a text
 * goes on, whose colon comes after a quote with a backslash.
 */
function mayOpenObject(buffer: Buffer, brace: number): boolean {
  const before = beforeSpace(buffer, brace - 1);
  if (buffer[before] !== COLON) {
    return buffer[before] === COMMA || buffer[before] === OPEN_LIST;
  }
  const quote = beforeSpace(buffer, before - 1);
  return buffer[quote] === QUOTE && buffer[quote - 1] !== BACKSLASH;
}

function isNull(buffer: Buffer, at: number): boolean {
  return (
    buffer[at] === 0x6e &&
    buffer[at + 1] === 0x75 &&
    buffer[at + 2] === 0x6c &&
    buffer[at + 3] === 0x6c
  );
}

function startsAt(buffer: Buffer, at: number, needle: Buffer): boolean {
  for (let index = 0; index < needle.length; index++) {
    if (buffer[at + index] !== needle[index]) {
      return false;
    }
  }
  return true;
}

function mix(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

function indexOf(buffer: Buffer, what: Buffer | number, from: number): number {
  const at = buffer.indexOf(what, from);
  return at === -1 ? Infinity : at;
}

/** Where white space ends; the end of a line is none. */
export function afterSpace(buffer: Buffer, from: number): number {
  let at = from;
  while (buffer[at] === SPACE || buffer[at] === 0x09 || buffer[at] === 0x0d) {
    at++;
  }
  return at;
}

function beforeSpace(buffer: Buffer, from: number): number {
  let at = from;
  while (buffer[at] === SPACE || buffer[at] === 0x09 || buffer[at] === 0x0d) {
    at--;
  }
  return at;
}
