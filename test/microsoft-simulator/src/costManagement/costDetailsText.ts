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

import type { Fault } from '../faults/Fault';
import { COST_DETAILS_COLUMNS } from './costDetailsColumns';

/** What can be wrong with a report from the moment it is made. */
export const REPORT_FAULTS = ['missing-column', 'set-value'] as const;

/** A fault of {@link REPORT_FAULTS}. */
export type ReportFault = Extract<
  Fault,
  { kind: (typeof REPORT_FAULTS)[number] }
>;

function csvLine(cells: readonly string[]): string {
  return `${cells
    .map(cell =>
      /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(',')}\r\n`;
}

/** The text of a file of a report: a byte order mark, a header line, and the rows. */
export function* costDetailsText(
  rows: Iterable<readonly string[]>,
  faults: readonly ReportFault[],
): Generator<string> {
  const columns: readonly string[] = COST_DETAILS_COLUMNS;
  const dropped = faults
    .filter(fault => fault.kind === 'missing-column')
    .map(fault => columns.indexOf(fault.column));
  const keep = (cells: readonly string[]) =>
    cells.filter((_, index) => !dropped.includes(index));
  yield `\uFEFF${csvLine(keep(columns))}`;
  let line = 0;
  for (const row of rows) {
    const cells = [...row];
    for (const fault of faults) {
      if (
        fault.kind === 'set-value' &&
        (fault.line === undefined || fault.line === line)
      ) {
        cells[columns.indexOf(fault.column)] = String(JSON.parse(fault.json));
      }
    }
    line++;
    yield csvLine(keep(cells));
  }
}
