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

/** Why data was refused before it could be published. */
export type LedgerErrorCode =
  | 'LINES_LOST'
  | 'COLUMNS_MISSING'
  | 'AMOUNTS_TOO_LONG'
  | 'EMPTY'
  | 'TOTAL_MISMATCH'
  | 'UNREADABLE'
  | 'WRONG_CURRENCY'
  | 'WRONG_PERIOD'
  | 'WRONG_TENANT'
  | 'WRONG_BILLING_ACCOUNT'
  | 'BLOBS_ALIKE';

/** Data that was refused. What is shown stays as it is. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;

  /** @param cause - The failure behind it, where there is one. */
  constructor(code: LedgerErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LedgerError';
    this.code = code;
  }
}
