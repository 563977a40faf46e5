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

import { answer, error } from './schemas';

/** An answer in JSON, or what went wrong. */
export function ok<const Schema>(description: string, schema: Schema) {
  return { '200': answer(description, schema), default: error } as const;
}

/** A new object in JSON, or what went wrong. */
export function created<const Schema>(description: string, schema: Schema) {
  return { '201': answer(description, schema), default: error } as const;
}

/** No words that it is done, or what went wrong. */
export function gone(description = 'It is gone') {
  return { '204': { description }, default: error } as const;
}
