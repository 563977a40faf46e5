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

import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { DEFAULT_RATE_LIMITS } from '../../microsoft/http/RateLimits';
import { readRateLimits } from './readRateLimits';

const read = (rateLimits?: JsonValue) =>
  readRateLimits(
    new ConfigReader({
      cspCosts: rateLimits === undefined ? {} : { rateLimits },
    }),
  );

const MINUTE = { minutes: 1 };

describe('readRateLimits', () => {
  it('has limits unless it is told otherwise, of one service or of all', () => {
    expect(read()).toEqual(DEFAULT_RATE_LIMITS);
    expect(read(false)).toEqual({});
    expect(
      read({
        graph: false,
        partnerCenter: [
          { requests: 12, window: '10s' },
          { requests: 60, window: MINUTE },
        ],
      }),
    ).toEqual({
      ...DEFAULT_RATE_LIMITS,
      graph: [],
      'partner-center': [
        { requests: 12, windowMs: 10_000 },
        { requests: 60, windowMs: 60_000 },
      ],
    });
  });

  it.each<[JsonValue, RegExp]>([
    [[], /rateLimits\.arm must have at least one window/],
    [
      [
        { requests: 1, window: MINUTE },
        { requests: 2, window: { seconds: 60 } },
      ],
      /one only of each length/,
    ],
    [[{ requests: 0, window: MINUTE }], /arm\[0\]\.requests must be a whole/],
    [[{ requests: 1, window: { hours: 25 } }], /arm\[0\]\.window must be/],
  ])('refuses %j', (arm, message) => {
    expect(() => read({ arm })).toThrow(message);
  });
});
