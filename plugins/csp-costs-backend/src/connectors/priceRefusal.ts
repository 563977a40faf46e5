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

import type { ProblemCode } from '../errors';
import { MicrosoftError } from '../microsoft/MicrosoftError';

/** What the Partner API's refusals mean, whose bodies say little. */
const REFUSALS: Record<number, ProblemCode> = {
  400: 'PRICE_SHEET_REFUSED',
  401: 'PRICE_SHEET_REFUSED',
  403: 'PRICING_ROLE_MISSING',
};

/** What a refusal of the Partner API means; undefined when it is no refusal. */
export function priceRefusal(error: unknown): ProblemCode | undefined {
  return error instanceof MicrosoftError && error.kind === 'http'
    ? REFUSALS[error.status ?? 0]
    : undefined;
}
