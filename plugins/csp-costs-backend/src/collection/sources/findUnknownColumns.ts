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

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { LoadableBlob } from '../../ledger/load/ChargeLoad';

/** Lines of a blob that are looked at; columns are the same in all but for blanks. */
const SAMPLED_LINES = 100;

/**
 * Finds columns that nobody has told us of, in the first lines of each blob.
 * They are kept in the archive like all others; this is so that people hear of
 * them.
 *
 * @param known - Names in lower case, because Microsoft's case varies.
 */
export async function findUnknownColumns(
  blobs: readonly LoadableBlob[],
  known: ReadonlySet<string>,
): Promise<string[]> {
  const names = new Set<string>();
  for (const { file, scanned } of blobs) {
    const found = scanned?.columnNames ?? (await sampleColumns(file));
    found.forEach(name => names.add(name));
  }
  return [...names].filter(name => !known.has(name.toLowerCase())).sort();
}

async function sampleColumns(file: string): Promise<string[]> {
  const names = new Set<string>();
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  const lines = createInterface({ input: text, crlfDelay: Infinity });
  let count = 0;
  try {
    for await (const line of lines) {
      columnsOf(line).forEach(name => names.add(name));
      count++;
      if (count === SAMPLED_LINES) {
        break;
      }
    }
  } finally {
    lines.close();
    text.destroy();
    source.destroy();
  }
  return [...names];
}

/** None of a line that is no JSON object; it is quarantined elsewhere. */
function columnsOf(line: string): string[] {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    return value && typeof value === 'object' && !Array.isArray(value)
      ? Object.keys(value)
      : [];
  } catch {
    return [];
  }
}
