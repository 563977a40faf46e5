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
 * What kind of failure a call to Microsoft ended in.
 *
 * - `http`: an answer with an error status; `status` is set
 * - `operation`: an export that Microsoft reports as failed
 * - `overdue`: an export that did not end in its time
 * - `signature`: the storage service no longer accepts the right to download
 * - `identity`: the sign-in service refused a token; `code` is its AADSTS code
 * - `network`: no answer, or one that broke off; `code` tells when a host has no address
 * - `content`: an answer that is not what it should be
 * - `budget`: not asked, because the connector's share of requests is used up
 * - `origin`: an address outside the connector's pinned origins
 */
export type MicrosoftErrorKind =
  | 'http'
  | 'operation'
  | 'overdue'
  | 'signature'
  | 'identity'
  | 'network'
  | 'content'
  | 'budget'
  | 'origin';

/** Details of a {@link MicrosoftError}. Never holds a token, secret or signature. */
export interface MicrosoftErrorDetails {
  kind: MicrosoftErrorKind;
  status?: number;
  /** Microsoft's own code, such as `5000`, `900421` or `AADSTS7000215`. */
  code?: string;
  /** Microsoft's own words. */
  words?: string;
  /** For Microsoft's support. */
  requestId?: string;
  /** Whether the same call may work later, unchanged. */
  transient: boolean;
  /** How long Microsoft asks to wait before the next try, in ms. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** A call to Microsoft failed for good, or stayed failed after all retries. */
export class MicrosoftError extends Error {
  readonly kind: MicrosoftErrorKind;
  readonly status?: number;
  readonly code?: string;
  readonly words?: string;
  readonly requestId?: string;
  readonly transient: boolean;
  readonly retryAfterMs?: number;

  constructor(message: string, details: MicrosoftErrorDetails) {
    super(message, { cause: details.cause });
    this.name = 'MicrosoftError';
    this.kind = details.kind;
    this.status = details.status;
    this.code = details.code;
    this.words = details.words;
    this.requestId = details.requestId;
    this.transient = details.transient;
    this.retryAfterMs = details.retryAfterMs;
  }
}
