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

/** How many connectors may get their id from the same title. */
const MOST_OF_A_TITLE = 1_000;

/** Ids made from a title, such as `contoso-us`, `contoso-us-2` and so on. */
export function* idsFor(title: string): Generator<string> {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  const base = plain || 'connector';
  yield base;
  for (let number = 2; number <= MOST_OF_A_TITLE; number++) {
    yield `${base}-${number}`;
  }
}
