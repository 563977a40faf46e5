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

import type { ExportedCharge } from './focusColumns';
import { FOCUS_COLUMNS } from './focusColumns';

/** What spreadsheets take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** The first row of an export, with its line break. */
export function csvHeader(): string {
  return `${FOCUS_COLUMNS.map(({ name }) => name).join(',')}\r\n`;
}

/**
 * A charge as a row of CSV (RFC 4180), with its line break.
 *
 * @param forPeople - Puts an apostrophe before text that a spreadsheet would
 * take for a formula.
 */
export function csvRow(row: ExportedCharge, forPeople: boolean): string {
  const cells = FOCUS_COLUMNS.map(({ type, value }) => {
    const text = value(row) ?? '';
    const isFormula = forPeople && type === undefined && FORMULA.test(text);
    const safe = isFormula ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${cells.join(',')}\r\n`;
}
