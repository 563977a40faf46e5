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

import { createHash } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import { z } from 'zod';

/** The charge after which a page begins. */
export interface ChargePosition {
  /** Which of the generations that are shown. */
  generation: number;
  /** Which of its blobs. */
  blob: number;
  /** Which line; 0 for the blob's beginning. */
  line: number;
  /** Which charge of the line. */
  charge: number;
}

const START: ChargePosition = { generation: 0, blob: 0, line: 0, charge: 0 };

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const cursorSchema = z.tuple([z.string(), count, count, count, count]);

/**
 * Writes a cursor. It names what is shown, so that all pages are of the same
 * data.
 */
export function writeCursor(
  position: ChargePosition,
  generationIds: readonly string[],
): string {
  const { generation, blob, line, charge } = position;
  return Buffer.from(
    JSON.stringify([nameOf(generationIds), generation, blob, line, charge]),
  ).toString('base64url');
}

/**
 * Reads a cursor.
 *
 * @throws InputError when it is none, ConflictError when other data is shown now.
 */
export function readCursor(
  cursor: string | undefined,
  generationIds: readonly string[],
): ChargePosition {
  if (cursor === undefined) {
    return START;
  }
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    json = undefined;
  }
  const read = cursorSchema.safeParse(json);
  if (!read.success) {
    throw new InputError(
      'cursor is not one of this API; leave it out to read the first page',
    );
  }
  const [name, generation, blob, line, charge] = read.data;
  if (name !== nameOf(generationIds)) {
    throw new ConflictError(
      'Other data is shown than when the first page was read; read it again, without a cursor',
    );
  }
  return { generation, blob, line, charge };
}

function nameOf(generationIds: readonly string[]): string {
  return createHash('sha256')
    .update(generationIds.join())
    .digest('base64url')
    .slice(0, 16);
}
