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

import type { CostScope } from './types';

type QueryValue = string | number | boolean | undefined;

/** Fields of a scope of which empty text means something: charges without it. */
const BLANK_MEANS_NONE: ReadonlyArray<string> = [
  'serviceName',
  'productName',
  'resourceGroup',
  'resourceId',
  'region',
] satisfies ReadonlyArray<keyof CostScope>;

/** The query of an address; what is undefined or empty is left out. */
export function queryString(query: Record<string, QueryValue>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (
      value !== undefined &&
      (value !== '' || BLANK_MEANS_NONE.includes(name))
    ) {
      parameters.set(name, String(value));
    }
  }
  return `?${parameters}`;
}
