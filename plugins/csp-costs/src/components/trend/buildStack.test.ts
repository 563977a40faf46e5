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

import { costTotal, costTrend } from '../../__testUtils__/fakeCosts';
import { buildStack, runningStack, sortedSeries } from './buildStack';

const OPTIONS = {
  dimension: 'service' as const,
  trend: costTrend().totals[0],
  total: costTotal(),
  billingPeriod: '2026-11',
  comparison: { billingPeriod: '2026-10', throughDate: '2026-11-03' },
};

describe('buildStack', () => {
  it('lays the series of each day on top of each other, and others last', () => {
    const stack = buildStack(OPTIONS);

    expect(stack.series.map(({ key, count }) => [key, count])).toEqual([
      ['=Virtual Machines', 1],
      ['=Storage', 1],
      ['other', 2],
    ]);
    expect(stack.days).toHaveLength(31);
    expect(stack.days[1]).toEqual({
      day: 2,
      date: '2026-11-02',
      amounts: ['4000', '2000.034900000000000001', '380'],
      total: '6380.034900000000000001',
      previous: '0',
      incomplete: false,
    });
    expect(stack.days[2]).toMatchObject({ total: '0', incomplete: true });
    expect(stack.days[3]).toMatchObject({ amounts: undefined });
    expect(stack.total).toBe('12480.034900000000000001');
    expect(
      sortedSeries(stack, stack.days[0]!).map(({ amount }) => amount),
    ).toEqual(['5000', '1100']);
  });

  it('keeps late charges apart, and adds up to the total of the month', () => {
    const [total] = costTrend().totals;
    const stack = buildStack({
      ...OPTIONS,
      trend: {
        ...total!,
        series: [
          {
            name: 'Storage',
            billedCost: '0.0000000000000000003',
            days: [
              { date: '2026-10-30', billedCost: '0.0000000000000000001' },
              { date: '2026-11-02', billedCost: '0.0000000000000000002' },
            ],
          },
        ],
        other: undefined,
      },
    });
    expect(stack.earlier).toEqual([
      {
        date: '2026-10-30',
        amounts: ['0.0000000000000000001'],
        total: '0.0000000000000000001',
      },
    ]);
    expect(runningStack(stack)[2]).toMatchObject({
      total: '0.0000000000000000003',
    });
    expect(stack.total).toBe('0.0000000000000000003');
  });
});
