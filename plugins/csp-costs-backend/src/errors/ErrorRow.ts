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

import type { MicrosoftErrorKind } from '../microsoft/MicrosoftError';

/** What a failure is recognised by. What is absent may be anything. */
export interface ErrorSign {
  kind: MicrosoftErrorKind;
  /** HTTP status. */
  statuses?: readonly number[];
  /** Microsoft's own codes. */
  codes?: readonly string[];
  /** What Microsoft's words all have in them, where they tell more than the code. Case does not count. */
  words?: readonly string[];
  transient?: boolean;
}

/**
 * When the same call may work:
 *
 * - `by itself`: later, unchanged; it is tried again soon
 * - `with the next run`: later, unchanged; it is asked for again then
 * - `after the remedy`: not before somebody has done something
 */
export type Retry = 'by itself' | 'with the next run' | 'after the remedy';

/** One kind of failure: how it shows, what is wrong, what to do. */
export interface ErrorRow<Code extends string = string> {
  /** Ours; stays the same for good. */
  code: Code;
  /** Empty for what is not an answer of Microsoft's. */
  signs: readonly ErrorSign[];
  /** What is wrong, in one sentence. */
  cause: string;
  /** What to do, step by step. */
  remedy: string;
  retry: Retry;
  /**
   * How a step of onboarding stands that meets it; absent means refused.
   *
   * - `waiting`: what was made minutes ago fails like this too, until
   *   Microsoft has caught up
   * - `handed-on`: somebody else may do it
   */
  onboarding?: 'waiting' | 'handed-on';
}

/** Refusals of the sign-in service: numbers of AADSTS codes, and OAuth's words. */
export function signIn(...codes: Array<number | string>): ErrorSign {
  return {
    kind: 'identity',
    codes: codes.map(code =>
      typeof code === 'number' ? `AADSTS${code}` : code,
    ),
  };
}

/** Answers of an API with a status and, unless left out, one of some codes. */
export function http(status: number, ...codes: string[]): ErrorSign {
  return {
    kind: 'http',
    statuses: [status],
    codes: codes.length === 0 ? undefined : codes,
  };
}

/** Keeps the codes of rows as types, so that they can be checked. */
export function rows<Code extends string>(
  ...table: Array<ErrorRow<Code>>
): ReadonlyArray<ErrorRow<Code>> {
  return table;
}
