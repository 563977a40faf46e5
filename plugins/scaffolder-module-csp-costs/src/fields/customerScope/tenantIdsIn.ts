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

const TENANT_IDS =
  /^[\s,;]*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[\s,;]*)+$/i;
const TENANT_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The tenant ids in a text that holds nothing else, such as a pasted list. */
export function tenantIdsIn(text: string): string[] {
  return TENANT_IDS.test(text)
    ? [...text.matchAll(TENANT_ID)].map(([id]) => id.toLowerCase())
    : [];
}
