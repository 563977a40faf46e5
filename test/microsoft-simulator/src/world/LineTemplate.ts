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

import { Decimal } from './Decimal';

/** A cell of a line: text, a number with all its digits, or nothing. */
export type Cell = string | Decimal | null;

/** One JSON value. Numbers keep their digits because they never become JavaScript numbers. */
export function cellText(cell: Cell, numberAsString = false): string {
  if (cell === null) {
    return 'null';
  }
  if (cell instanceof Decimal) {
    return numberAsString ? `"${cell.toString()}"` : cell.toString();
  }
  return JSON.stringify(cell);
}

/**
 * A JSON line whose fixed cells are written once and whose few changing cells
 * are filled in per line.
 */
export class LineTemplate {
  readonly #parts: string[];
  readonly #slots: string[];

  private constructor(parts: string[], slots: string[]) {
    this.#parts = parts;
    this.#slots = slots;
  }

  /** `slots` are the columns that {@link fill} gets; other columns come from `cells`. */
  static create(
    columns: readonly string[],
    slots: ReadonlySet<string>,
    cells: Readonly<Record<string, Cell>>,
  ): LineTemplate {
    const parts: string[] = [];
    const used: string[] = [];
    let text = '{';
    columns.forEach((column, position) => {
      text += `${position > 0 ? ',' : ''}"${column}":`;
      if (slots.has(column)) {
        parts.push(text);
        used.push(column);
        text = '';
      } else {
        text += cellText(cells[column] ?? null);
      }
    });
    parts.push(`${text}}\n`);
    return new LineTemplate(parts, used);
  }

  /** The line with its changing cells, given as JSON text by column. */
  fill(values: Readonly<Record<string, string>>): string {
    let line = this.#parts[0] ?? '';
    for (let i = 0; i < this.#slots.length; i++) {
      line +=
        (values[this.#slots[i] ?? ''] ?? 'null') + (this.#parts[i + 1] ?? '');
    }
    return line;
  }
}
