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

import { readerLocale } from './readerLocale';

const UNITS = { Y: 'year', M: 'month', D: 'day' } as const;

/** `1 year`, of an ISO 8601 duration such as `P1Y`; the duration itself where it is another kind. */
export function formatTerm(duration: string): string {
  const [, count, unit] = /^P(\d+)([YMD])$/.exec(duration) ?? [];
  return count && unit
    ? new Intl.NumberFormat(readerLocale(), {
        style: 'unit',
        unit: UNITS[unit as keyof typeof UNITS],
        unitDisplay: 'long',
      }).format(Number(count))
    : duration;
}
