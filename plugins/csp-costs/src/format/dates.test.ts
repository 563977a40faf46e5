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

import { formatComparison, formatDuration, formatInstant } from './dates';

// Intl writes ranges with thin spaces.
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('dates', () => {
  it('compare with the same days, or with the whole of a finished month', () => {
    expect(formatComparison({ billingPeriod: '2026-10' })).toBe('October');
    expect(
      plain(
        formatComparison({
          billingPeriod: '2026-10',
          throughDate: '2026-11-14',
        }),
      ),
    ).toBe('Oct 1 – 14');
    // February has no 30th.
    expect(
      plain(
        formatComparison({
          billingPeriod: '2026-02',
          throughDate: '2026-03-30',
        }),
      ),
    ).toBe('Feb 1 – 28');
    expect(
      formatComparison({ billingPeriod: '2026-10', throughDate: '2026-11-01' }),
    ).toBe('Oct 1');
  });

  it('are UTC wherever the reader is', () => {
    expect(plain(formatInstant('2026-11-14T23:30:00Z'))).toBe(
      'Nov 14, 2026, 11:30 PM UTC',
    );
  });

  it.each([
    [42_000, '42 s'],
    [761_000, '12 min 41 s'],
    [7_320_000, '2 h 2 min'],
  ])('%d ms take %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
