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

import { cpus, totalmem } from 'node:os';

/** What a benchmark found, by name; in the order of its row. */
export type Measures = Record<string, number | string>;

/** Prints one JSON line, and a row for the table in README.md. */
export function report(bench: string, measures: Measures): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(
    totalmem() / 2 ** 30,
  )} GB`;
  process.stdout.write(
    `${JSON.stringify({
      bench,
      machine,
      ...measures,
    })}\n| \`${bench}\` | ${Object.entries(measures)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')} | ${machine} |\n`,
  );
}

/** A number with few digits. */
export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

/** The value that 95 of 100 are not above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  );
}
