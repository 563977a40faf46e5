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

import type { DuckDBConnection } from '@duckdb/node-api';
import { LedgerError } from '../LedgerError';
import { addLines } from './addLines';
import { addScanned } from './addScanned';
import type { LoadableBlob } from './ChargeLoad';
import type { ChargeMapping } from './ChargeMapping';

/** A line that could not be read. */
export interface QuarantinedLine {
  blobName: string;
  lineNumber: number;
  reason: string;
}

/**
 * What was read of a blob. Two tables have the rest: `texts_<index>` each
 * combination of what a line's texts say, and `sums_<index>` the amounts by
 * texts and day, added up as whole numbers of its smallest unit.
 */
export interface BlobSums {
  index: number;
  lineCount: number;
  quarantinedLineCount: number;
  quarantinedLines: QuarantinedLine[];
  /** Digits after the point of the amounts: the unit is a one in the last of them. */
  fractionDigits: number;
}

/**
 * Reads a blob into tables of its own.
 *
 * @param index - Names the tables.
 * @throws LedgerError when a column is missing, a line got lost, or amounts
 * are too long to be added up exactly.
 */
export async function readBlob(
  connection: DuckDBConnection,
  index: number,
  blob: LoadableBlob,
  mapping: ChargeMapping,
): Promise<BlobSums> {
  try {
    return (
      (await addScanned(connection, index, blob, mapping)) ??
      (await addLines(connection, index, blob, mapping))
    );
  } catch (error) {
    throw asTooLong(error);
  }
}

/** The error to be thrown when one of the engine's may mean that a sum does not fit. */
export function asTooLong(error: unknown): unknown {
  return /out of range|overflow|to DECIMAL/i.test(String(error))
    ? new LedgerError(
        'AMOUNTS_TOO_LONG',
        'The amounts have more digits than can be added up exactly',
        error,
      )
    : error;
}
