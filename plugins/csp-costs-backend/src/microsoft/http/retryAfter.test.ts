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

import { retryAfter } from './retryAfter';

const now = new Date('2026-11-14T09:00:00Z');

describe('retryAfter', () => {
  it.each([
    [{}, undefined],
    [{ 'Retry-After': '57' }, 57_000],
    [{ 'Retry-After': '0' }, 0],
    [{ 'Retry-After': 'Sat, 14 Nov 2026 09:00:30 GMT' }, 30_000],
    [{ 'Retry-After': 'Sat, 14 Nov 2026 08:00:00 GMT' }, 0],
    [{ 'Retry-After': 'soon' }, undefined],
    [{ 'x-ms-retry-after-ms': '250' }, 250],
    [{ 'Retry-After': '86400' }, 3_600_000],
    [
      {
        'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': '12',
        'x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after': '40',
        'Retry-After': '5',
      },
      40_000,
    ],
  ])('reads %j as %p milliseconds', (headers, expected) => {
    expect(
      retryAfter(new Headers(headers as Record<string, string>), now),
    ).toBe(expected);
  });
});
