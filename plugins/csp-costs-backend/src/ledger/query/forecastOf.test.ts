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

import type { DailyCost } from 'backstage-plugin-csp-costs-common';
import { forecastOf } from './forecastOf';

/** Days of November from the 1st on, with this much usage each. */
function november(...usage: string[]): DailyCost[] {
  return usage.map((usageCost, index) => ({
    date: `2026-11-${String(index + 1).padStart(2, '0')}`,
    usageCost,
    otherCost: '0',
  }));
}

describe('forecastOf', () => {
  it('carries the average of the last seven complete days on, to the last digit', () => {
    const days = november(
      '100',
      '50',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '0.1',
      '0.05',
    );
    // Nine days are complete; 21.1 of seven of them goes on for 21 days.
    expect(forecastOf('2026-11', '2026-11-10', days)).toBe('234.4');
  });

  it('rounds once, half a cent away from zero', () => {
    const five = (amount: string) => november(...Array(6).fill(amount));
    // 30 days of 0.0335 are 1.005.
    expect(forecastOf('2026-11', '2026-11-06', five('0.0335'))).toBe('1.01');
    expect(forecastOf('2026-11', '2026-11-06', five('-0.0335'))).toBe('-1.01');
    expect(
      forecastOf(
        '2026-11',
        '2026-11-06',
        five('0.00000000000000000000000000333'),
      ),
    ).toBe('0');
    expect(
      forecastOf('2026-11', '2026-11-06', five('12345678901234567890.1')),
    ).toBe('370370367037037036703');
  });

  it('counts what is billed once, and late usage of earlier months, as it is', () => {
    const days = [
      { date: '2026-10-30', usageCost: '7', otherCost: '3' },
      ...november('1', '1', '1', '1', '1', '0.5'),
      { date: '2026-11-20', usageCost: '0', otherCost: '400' },
    ];
    days[1]!.otherCost = '1000';
    expect(forecastOf('2026-11', '2026-11-06', days)).toBe('1440');
  });

  it('takes days without charges for days that cost nothing', () => {
    const days = november('7', '0', '0', '0', '0', '0', '0', '0').slice(0, 1);
    expect(forecastOf('2026-11', '2026-11-08', days)).toBe('30');
    expect(forecastOf('2026-11', '2026-11-09', days)).toBe('7');
    expect(forecastOf('2026-11', '2026-11-09', [])).toBe('0');
  });

  it('believes the latest day when it has cost more already', () => {
    const days = november('1', '1', '1', '1', '1', '1', '50');
    expect(forecastOf('2026-11', '2026-11-07', days)).toBe('79');
    const last = november(...Array(29).fill('1'), '0.25');
    expect(forecastOf('2026-11', '2026-11-30', last)).toBe('30');
  });

  it('is silent about a month that is over, or too young', () => {
    const days = november('1', '1', '1', '1', '1', '1');
    expect(forecastOf('2026-11', undefined, days)).toBeUndefined();
    expect(forecastOf('2026-11', '2026-11-05', days)).toBeUndefined();
    expect(forecastOf('2026-11', '2026-11-06', days)).toBe('30');
    expect(forecastOf('2026-11', '2026-10-31', [])).toBeUndefined();
  });
});
