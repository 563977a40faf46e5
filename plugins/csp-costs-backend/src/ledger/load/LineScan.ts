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

import { isUtf8 } from 'node:buffer';
import { AmountFile, type Span } from './AmountFile';
import type { ChargeMapping } from './ChargeMapping';
import { columnsOfFile, type ScannedColumn } from './columnsOfFile';
import { afterSpace, LineColumns } from './LineColumns';
import { parseLine } from './parseLine';
import { TextTable } from './TextTable';

const LF = 0x0a;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Lines whose column names are taken down; they are the same in all but for blanks. */
const SAMPLED_LINES = 100;

/** With a larger share of odd lines than this, another way to read a file is faster. */
const MAX_ODD_SHARE = 0.1;

/** What a {@link LineScan} found. */
export interface ScannedLines {
  /** Lines that are not blank. */
  lineCount: number;
  /** Names of columns in the first hundred lines. */
  columnNames: readonly string[];
  /** Undefined when the lines have to be read in another way. */
  columns?: ScannedColumns;
  files: ScanFiles;
}

/** What is in the files that a {@link LineScan} writes. */
export interface ScannedColumns {
  /** Columns of the file of texts, after the id. */
  texts: readonly string[];
  /** How every line writes the names of the mapping's columns. */
  names: Readonly<Record<string, string>>;
  /** Most digits that an amount has after the point. */
  fractionDigits: number;
}

/** Files that a {@link LineScan} writes. */
export interface ScanFiles {
  /** Each combination of texts: an id and the texts, with a control character between them. */
  texts: string;
  /** Each line: the id of its texts, its date and the parts of its amounts, with commas between them. */
  amounts: string;
}

/**
 * Takes the columns that a mapping needs out of JSON lines while the text
 * passes by. Texts are the same in many lines, so each combination of them is
 * written once; amounts are written as they stand in the text, digit by digit.
 *
 * @remarks
 * That is several times as fast as to read all of the JSON, see
 * {@link LineColumns} for why it finds the same. Lines that are not as usual
 * are read by `JSON.parse`. Where that does not do, or has to be done too often,
 * the result has no columns, and the file is to be read in another way.
 */
export class LineScan {
  readonly #mapping: ChargeMapping;
  readonly #files: ScanFiles;
  readonly #amounts: AmountFile;
  readonly #texts: TextTable;
  readonly #names = new Set<string>();
  #scanned: ScannedColumn[] | undefined;
  #columns: LineColumns | undefined;
  #regular = true;
  #rest: Buffer = Buffer.alloc(0);
  #atStart = true;
  #lineCount = 0;
  #oddCount = 0;

  constructor(mapping: ChargeMapping, files: ScanFiles) {
    this.#mapping = mapping;
    this.#files = files;
    this.#amounts = new AmountFile(files.amounts, mapping.amountColumns);
    this.#texts = new TextTable(files.texts);
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
      this.#lines(this.#rest);
      start = end;
    }
    const lines = chunk.subarray(start, chunk.lastIndexOf(LF) + 1);
    this.#lines(lines);
    this.#rest = Buffer.from(chunk.subarray(start + lines.length));
    await this.#amounts.drained();
    await this.#texts.drained();
  }

  /** Reads the last line and closes the files. */
  async end(): Promise<ScannedLines> {
    if (this.#rest.length > 0) {
      this.#lines(Buffer.concat([this.#rest, Buffer.from([LF])]));
    }
    await Promise.all([this.#amounts.end(), this.#texts.end()]);
    return {
      lineCount: this.#lineCount,
      columnNames: [...this.#names],
      columns: this.#found(),
      files: this.#files,
    };
  }

  /** Closes the files without an end. */
  destroy(): void {
    this.#amounts.destroy();
    this.#texts.destroy();
  }

  #found(): ScannedColumns | undefined {
    return this.#regular && this.#scanned
      ? {
          texts: this.#scanned
            .filter(({ kind }) => kind === 'text')
            .map(({ name }) => name),
          names: Object.fromEntries(
            this.#scanned.map(({ name, written }) => [name, written]),
          ),
          fractionDigits: this.#amounts.fractionDigits,
        }
      : undefined;
  }

  /** Reads whole lines. */
  #lines(buffer: Buffer): void {
    this.#columns?.reset();
    this.#regular &&= isUtf8(buffer);
    let start = 0;
    if (this.#atStart && buffer.length > 0) {
      this.#atStart = false;
      if (buffer.indexOf(BYTE_ORDER_MARK) === 0) {
        start = BYTE_ORDER_MARK.length;
      }
    }
    while (start < buffer.length) {
      const end = buffer.indexOf(LF, start);
      const first = afterSpace(buffer, start);
      if (first < end) {
        this.#line(buffer, first, end);
      }
      start = end + 1;
    }
  }

  #line(buffer: Buffer, start: number, end: number): void {
    this.#lineCount++;
    if (this.#lineCount <= SAMPLED_LINES) {
      this.#sample(buffer.toString('utf8', start, end));
    }
    const columns = this.#columns;
    if (!columns || !this.#regular) {
      return;
    }
    if (
      !columns.find(buffer, start, end) ||
      !this.#write(columns, buffer, columns.date, columns.amounts)
    ) {
      this.#regular = this.#odd(columns, buffer.toString('utf8', start, end));
    }
  }

  /** Takes down the names in a line; the first line says in which order they come. */
  #sample(line: string): void {
    const names = namesIn(line);
    names.forEach(name => this.#names.add(name));
    if (!this.#columns && this.#regular) {
      this.#scanned = columnsOfFile(this.#mapping, names);
      if (this.#scanned) {
        this.#columns = new LineColumns(this.#mapping, this.#scanned);
      } else {
        this.#regular = false;
      }
    }
  }

  /** Reads a line by JSON; false when that does not do. */
  #odd(columns: LineColumns, line: string): boolean {
    this.#oddCount++;
    if (
      this.#lineCount > SAMPLED_LINES &&
      this.#oddCount > this.#lineCount * MAX_ODD_SHARE
    ) {
      return false;
    }
    const parsed = parseLine(line, this.#scanned!);
    if (!parsed || !columns.setTexts(parsed.texts)) {
      return false;
    }
    const parts = [
      parsed.date,
      ...this.#mapping.amountColumns.map(
        ({ name }) => parsed.amounts.get(name)!,
      ),
    ].map(text => Buffer.from(text));
    let length = 0;
    const [date, ...amounts] = parts.map((part): Span => {
      length += part.length;
      return { from: length - part.length, to: length };
    });
    return this.#write(columns, Buffer.concat(parts), date!, amounts);
  }

  #write(
    columns: LineColumns,
    source: Buffer,
    date: Span,
    amounts: readonly Span[],
  ): boolean {
    const { text, textLength, textHash } = columns;
    const id = this.#texts.idOf(text, textLength, textHash);
    return this.#amounts.add(id, source, date, amounts);
  }
}

/** None in a line that is no JSON object. */
function namesIn(line: string): string[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value)
      : [];
  } catch {
    return [];
  }
}
