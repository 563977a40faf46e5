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

import { retryDelay } from './retryDelay';

const HOUR_MS = 60 * 60 * 1000;

function delays(options: Parameters<typeof retryDelay>[0]): number[] {
  return Array.from({ length: 500 }, () => retryDelay(options));
}

it('doubles with every attempt up to an hour, and is never twice the same', () => {
  for (const [attempts, longest] of [
    [1, 60_000],
    [2, 120_000],
    [4, 480_000],
    [7, HOUR_MS],
    [400, HOUR_MS],
    [2_000, HOUR_MS],
  ] as const) {
    const found = delays({ attempts, backoffMs: 60_000 });
    expect(Math.max(...found)).toBeLessThanOrEqual(longest);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(longest / 2);
    expect(Math.max(...found)).toBeGreaterThan(longest * 0.9);
    expect(Math.min(...found)).toBeLessThan(longest * 0.6);
  }
});

it('waits as long as Microsoft asks, also for more than the hour, and no less than its own time', () => {
  const asked = (retryAfterMs: number) =>
    new Set(delays({ attempts: 9, backoffMs: 60_000, retryAfterMs }));
  expect(asked(5 * HOUR_MS)).toEqual(new Set([5 * HOUR_MS]));
  expect(Math.min(...asked(1_000))).toBeGreaterThanOrEqual(HOUR_MS / 2);
});
