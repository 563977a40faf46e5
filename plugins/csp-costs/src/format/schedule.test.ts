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

import { englishTexts } from '../__testUtils__/englishTexts';
import { describeSchedule, nextTimes } from './schedule';

describe('describeSchedule', () => {
  it.each([
    ['0 4 * * *', 'Daily at 04:00 (Europe/Amsterdam)'],
    ['5 * * * *', 'Hourly, at minute 5'],
    ['0 4 * * 1', '0 4 * * 1 (Europe/Amsterdam)'],
  ])('of %s', (cron, text) => {
    expect(
      describeSchedule(englishTexts, { cron, timeZone: 'Europe/Amsterdam' }),
    ).toBe(text);
  });
});

describe('nextTimes', () => {
  it('keeps to the clock of the zone when summer time ends', () => {
    expect(
      nextTimes(
        { cron: '0 4 * * *', timeZone: 'Europe/Amsterdam' },
        2,
        new Date('2026-10-24T12:00:00Z'),
      ).map(time => time.toISOString()),
    ).toEqual(['2026-10-25T03:00:00.000Z', '2026-10-26T03:00:00.000Z']);
    expect(
      nextTimes(
        { cron: '0 4 * * *', timeZone: 'Europe/Amsterdam' },
        1,
        new Date('2026-10-23T12:00:00Z'),
      ).map(time => time.toISOString()),
    ).toEqual(['2026-10-24T02:00:00.000Z']);
  });

  it('finds nothing on a day that never comes', () => {
    expect(nextTimes({ cron: '0 4 30 2 *', timeZone: 'UTC' }, 2)).toEqual([]);
  });
});
