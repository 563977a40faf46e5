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
 * Why the vault failed.
 *
 * - `NOT_CONFIGURED`: there is no key to seal with
 * - `KEY_MISSING`: the key that sealed a secret is no longer in the key ring
 * - `DAMAGED`: a secret does not open: changed, or of somebody else
 * - `GONE`: a secret is not where it should be
 * - `UNREACHABLE`: the store does not answer
 * - `FORBIDDEN`: the store refuses us
 * - `BUSY`: another process has been changing the secret for too long
 * - `LEASE_LOST`: another process has taken the change over
 * - `OVERTAKEN`: what a change was about was let go or replaced meanwhile
 */
export type VaultErrorCode =
  | 'NOT_CONFIGURED'
  | 'KEY_MISSING'
  | 'DAMAGED'
  | 'GONE'
  | 'UNREACHABLE'
  | 'FORBIDDEN'
  | 'BUSY'
  | 'LEASE_LOST'
  | 'OVERTAKEN';

/** A secret could not be kept or read. Never holds a secret or a key. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'VaultError';
    this.code = code;
  }
}
