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

import type { ExportKind } from '../world/scope';

/** What goes wrong. */
export type Fault =
  /** Any answer. Without a body, the service's own error body for the status. */
  | {
      kind: 'status';
      status: number;
      headers?: Record<string, string>;
      body?: unknown;
    }
  /** Waits before answering. */
  | { kind: 'delay'; milliseconds: number }
  /** Does what is asked, and never answers. */
  | { kind: 'keep-silent' }
  /** Destroys the socket, for a blob after so many bytes of it. */
  | { kind: 'reset'; afterBytes?: number }
  /** Ends a blob early inside a complete HTTP answer; half of it by default. */
  | { kind: 'truncate'; afterBytes?: number }
  /** Flips bytes in the middle of a blob. */
  | { kind: 'corrupt' }
  /** Storage answers as if the signature had expired. */
  | { kind: 'expire-signature' }
  /** The operation ends as failed. */
  | { kind: 'fail-operation'; code?: string; message?: string }
  /** The operation stays running for as long as the rule exists. */
  | { kind: 'never-finish' }
  /** The manifest lists no blobs. */
  | { kind: 'empty' }
  /** An unreadable line in a blob, before the line with this number (from 0). */
  | { kind: 'bad-line'; text?: string; line?: number }
  /** A blob whose lines lack a column. */
  | { kind: 'missing-column'; column: string }
  /** A blob whose lines name a column otherwise. */
  | { kind: 'rename-column'; column: string; to: string }
  /** A blob with another value of a column, as JSON text; in one line (from 0) or in all. */
  | { kind: 'set-value'; column: string; json: string; line?: number }
  /** A blob whose numbers are texts. */
  | { kind: 'numbers-as-text' }
  /** A blob that begins with a byte order mark. */
  | { kind: 'byte-order-mark' }
  /** A line of a blob (from 0) that is not UTF-8. */
  | { kind: 'bad-utf8'; line?: number }
  /** The manifest lists its first blob once more. */
  | { kind: 'repeat-blob' }
  /** The manifest lists a second blob with the bytes of the first. */
  | { kind: 'copy-blob' }
  /** A file of the Partner API comes as a ZIP archive of so many files, unasked; by default one. */
  | { kind: 'zip-file'; files?: number }
  /** The manifest's blobs are at another origin, where nothing need be. */
  | { kind: 'move-blobs'; origin: string };

/** Name of a fault. */
export type FaultKind = Fault['kind'];

/** Which requests a rule applies to. Every given condition must hold. */
export interface FaultMatch {
  method?: string;
  /** Regular expression on the path without the query. */
  path?: string;
  /** Only from the n-th matching request on, counted from 1. */
  nth?: number;
  /** Requests of one kind of export: its POST, its operation, manifest and blobs. */
  export?: ExportKind;
  invoiceId?: string;
  currencyCode?: string;
  /** `2026-10`, or `current` or `last` as it was asked. */
  billingPeriod?: string;
}

/** One rule: what goes wrong, where, and how often. */
export interface FaultRule {
  id?: string;
  match?: FaultMatch;
  /** How many times; default 1. `always` until the rule is removed. */
  times?: number | 'always';
  fault: Fault;
}
