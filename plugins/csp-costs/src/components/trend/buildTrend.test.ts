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

import { costTotal } from '../../__testUtils__/fakeCosts';
import { buildTrend, runningTotals } from './buildTrend';

const COMPARISON = { billingPeriod: '2026-10', throughDate: '2026-11-03' };

describe('buildTrend', () => {
  it('lays each day beside the same day of the month before', () => {
    const { days, earlier } = buildTrend(costTotal(), '2026-11', COMPARISON);

    // October has a day more than November.
    expect(days).toHaveLength(31);
    expect(days[0]).toEqual({
      day: 1,
      date: '2026-11-01',
      cost: { usage: '6000', other: '100', total: '6100' },
      previous: '11555.5879',
      incomplete: false,
    });
    expect(days[2]).toMatchObject({
      cost: { total: '0' },
      incomplete: true,
    });
    expect(days[3]).toMatchObject({ date: '2026-11-04', cost: undefined });
    expect(days[30]).toMatchObject({
      date: undefined,
      cost: undefined,
      previous: '13444.4121',
    });
    expect(earlier).toEqual([]);
  });

  it('says nothing of a month before that is not known', () => {
    const { days } = buildTrend(
      costTotal({ previousDays: [] }),
      '2026-11',
      COMPARISON,
    );
    expect(days).toHaveLength(30);
    expect(days.every(day => day.previous === undefined)).toBe(true);
  });

  it('keeps late charges apart, and adds up to the total of the month', () => {
    const total = costTotal({
      days: [
        {
          date: '2026-10-30',
          usageCost: '0.0000000000000000001',
          otherCost: '0',
        },
        ...costTotal().days,
      ],
    });
    const trend = buildTrend(total, '2026-11', COMPARISON);
    expect(trend.earlier).toHaveLength(1);
    expect(runningTotals(trend)[2]).toMatchObject({
      cost: { total: '12480.0349000000000000011' },
    });
  });
});
