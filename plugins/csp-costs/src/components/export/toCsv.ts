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

/** What spreadsheets take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Writes rows as CSV (RFC 4180). A text that a spreadsheet would take for a
 * formula gets an apostrophe in front; amounts stay as they are.
 */
export function toCsv(
  rows: ReadonlyArray<ReadonlyArray<string | undefined>>,
): string {
  return rows
    .map(cells => `${cells.map(cell => cellOf(cell ?? '')).join(',')}\r\n`)
    .join('');
}

function cellOf(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
