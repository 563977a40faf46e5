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

import type { ScannedColumn } from './columnsOfFile';

/** The columns of a line as a JSON reader finds them. */
export interface ParsedLine {
  /** Texts in the order of the file's columns. */
  texts: string[];
  date: string;
  /** By the mapping's names: as they stand in the text; empty for a blank. */
  amounts: Map<string, string>;
}

/** Control characters, which would break the files that texts are written to. */
// eslint-disable-next-line no-control-regex -- These are what is looked for.
const CONTROL = /[\u0000-\u001f]/;

/**
 * Reads the columns of a line by JSON. Undefined when that is not enough: when
 * it is no object, a column is written in another way than in the first line,
 * or a value is none that its column may have.
 */
export function parseLine(
  line: string,
  columns: readonly ScannedColumn[],
): ParsedLine | undefined {
  const sources = new Map<string, string[]>();
  let value: unknown;
  try {
    value = JSON.parse(line, (key, item: unknown, context?: Source) => {
      if (typeof item === 'number' && context?.source) {
        sources.set(key, [...(sources.get(key) ?? []), context.source]);
      }
      return item;
    });
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const cells = value as Record<string, unknown>;
  const names = new Map(columns.map(column => [column.written, column]));
  const lowerCase = new Set(
    columns.map(column => column.written.toLowerCase()),
  );
  if (
    Object.keys(cells).some(
      name => !names.has(name) && lowerCase.has(name.toLowerCase()),
    )
  ) {
    return undefined;
  }
  const parsed: ParsedLine = { texts: [], date: '', amounts: new Map() };
  for (const { name, written, kind } of columns) {
    const cell = cells[written];
    let text: string;
    if (cell === null || cell === undefined) {
      text = '';
    } else if (typeof cell === 'string') {
      text = cell;
    } else if (typeof cell === 'number' && sources.get(written)?.length === 1) {
      text = sources.get(written)![0]!;
    } else {
      return undefined;
    }
    if (CONTROL.test(text)) {
      return undefined;
    }
    if (kind === 'text') {
      parsed.texts.push(text);
    } else if (kind === 'date') {
      parsed.date = text.trim();
    } else {
      parsed.amounts.set(name, text.trim());
    }
  }
  return parsed;
}

/** What `JSON.parse` tells of a value; older versions of Node tell nothing. */
interface Source {
  source?: string;
}
