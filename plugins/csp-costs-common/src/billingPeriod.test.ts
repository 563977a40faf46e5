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

import {
  addMonths,
  billingPeriodOf,
  firstDayOf,
  lastDayOf,
  parseBillingPeriod,
} from './billingPeriod';

describe('billing periods', () => {
  it('are UTC calendar months', () => {
    expect(billingPeriodOf(new Date('2026-11-30T23:59:59Z'))).toBe('2026-11');
    expect(billingPeriodOf(new Date('2026-12-01T00:30:00+01:00'))).toBe(
      '2026-11',
    );
    expect(addMonths('2026-11', 2)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(firstDayOf('2028-02')).toBe('2028-02-01');
    expect(lastDayOf('2028-02')).toBe('2028-02-29');
    expect(lastDayOf('2026-12')).toBe('2026-12-31');
  });

  it.each(['2026-13', '2026-1', '202611', 'november', ''])(
    'are not %j',
    text => {
      expect(() => parseBillingPeriod(text)).toThrow(/YYYY-MM/);
    },
  );
});
