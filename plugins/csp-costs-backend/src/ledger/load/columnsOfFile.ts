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

/** A column as a file writes it. */
export interface ScannedColumn {
  /** The mapping's name for it. */
  name: string;
  /** Its name in the file. */
  written: string;
  kind: 'text' | 'date' | 'amount';
}

/**
 * Finds the columns that a mapping needs in the order in which the first line
 * of a file has them; undefined when it lacks one or has one twice.
 */
export function columnsOfFile(
  mapping: ChargeMapping,
  inFile: readonly string[],
): ScannedColumn[] | undefined {
  const wanted = new Map<string, Omit<ScannedColumn, 'written'>>();
  for (const name of mapping.textColumns) {
    wanted.set(name.toLowerCase(), { name, kind: 'text' });
  }
  for (const { name } of mapping.amountColumns) {
    wanted.set(name.toLowerCase(), { name, kind: 'amount' });
  }
  wanted.set(mapping.dateColumn.toLowerCase(), {
    name: mapping.dateColumn,
    kind: 'date',
  });
  const columns = inFile.flatMap(written => {
    const column = wanted.get(written.toLowerCase());
    return column ? [{ ...column, written }] : [];
  });
  const names = new Set(columns.map(({ name }) => name));
  return columns.length === wanted.size && names.size === wanted.size
    ? columns
    : undefined;
}
