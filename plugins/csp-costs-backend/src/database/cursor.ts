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

/** Where a list goes on that is ordered by moment, latest first, then by id. */
export interface Cursor {
  /** ISO 8601. */
  at: string;
  id: string;
}

/** The cursor after an entry, as text. */
export function writeCursor({ at, id }: Cursor): string {
  return `${Date.parse(at)}.${id}`;
}

/** Reads what {@link writeCursor} wrote. */
export function readCursor(cursor: string): Cursor {
  const [at = '', id = ''] = cursor.split('.');
  return { at: new Date(Number(at)).toISOString(), id: id.toLowerCase() };
}
