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

/**
 * Why the archive does not do what it is asked for:
 *
 * - `MISSING`: a file is not there
 * - `REFUSED`: the portal may not do that
 * - `UNREACHABLE`: there was no answer, or one that changes
 * - `DAMAGED`: what arrived is not what was sent
 */
export type ArchiveErrorCode =
  | 'MISSING'
  | 'REFUSED'
  | 'UNREACHABLE'
  | 'DAMAGED';

/** The archive could not keep or give lines. */
export class ArchiveError extends Error {
  readonly code: ArchiveErrorCode;

  /** @param cause - The failure behind it, without what it was asked with. */
  constructor(code: ArchiveErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ArchiveError';
    this.code = code;
  }
}
