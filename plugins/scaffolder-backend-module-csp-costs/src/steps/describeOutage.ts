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

import { isError } from '@backstage/errors';
import { sentence } from './sentence';

/** What a gateway or a backend that starts answers. */
const PASSING_STATUSES = [429, 502, 503, 504];

/**
 * Why the csp-costs backend could not answer, if that may pass by itself;
 * undefined of an answer that will be the same the next time.
 */
export function describeOutage(error: unknown): string | undefined {
  if (!isError(error) || error.name === 'AbortError') {
    return undefined;
  }
  if (error.name === 'ResponseError') {
    return PASSING_STATUSES.includes(Number(error.statusCode))
      ? sentence(
          `The csp-costs backend answered ${error.statusCode}: ${error.message}`,
        )
      : undefined;
  }
  // What fetch throws when there is no answer, and what discovery throws.
  return error.name === 'TypeError' && error.message === 'fetch failed'
    ? 'The csp-costs backend does not answer.'
    : undefined;
}
