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

import { legacyBillingPeriod } from './legacyBillingPeriod';

describe('the billing period of an invoice that names none', () => {
  it.each([
    // Without a setting, an invoice is of the month before.
    ['2026-11-06T08:00:00', undefined, '2026-10'],
    ['2026-01-01T00:00:00Z', undefined, '2025-12'],
    // From day 22 to day 21: what ends on 21 November is of October.
    ['2026-11-21T23:00:00', 22, '2026-09'],
    ['2026-11-22T00:00:00', 22, '2026-10'],
    ['2026-12-05T00:00:00', 22, '2026-10'],
    ['2026-12-22T00:00:00', 22, '2026-11'],
    ['2026-03-01T00:00:00', 28, '2026-01'],
  ])('dated %s, with cycles from day %s, is %s', (date, cycleDay, expected) => {
    expect(legacyBillingPeriod(date, cycleDay)).toBe(expected);
  });
});
