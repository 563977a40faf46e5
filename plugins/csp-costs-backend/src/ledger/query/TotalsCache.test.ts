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

import type { DimensionCost } from './readNamedCosts';
import { TotalsCache } from './TotalsCache';

function costs(count: number): DimensionCost[] {
  return Array.from({ length: count }, (_, index) => ({
    billingCurrency: 'EUR',
    value: `Service ${index}`,
    invoiced: true,
    billedCost: '1',
  }));
}

describe('TotalsCache', () => {
  it('loads once what is asked for several times, also at the same time', async () => {
    const cache = new TotalsCache();
    const load = jest.fn(async () => costs(1));
    const [a, b] = await Promise.all([
      cache.read('a', load),
      cache.read('a', load),
    ]);
    expect(a).toBe(b);
    expect(await cache.read('a', load)).toBe(a);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('keeps no failure', async () => {
    const cache = new TotalsCache();
    await expect(
      cache.read('a', () => Promise.reject(new Error('asleep'))),
    ).rejects.toThrow('asleep');
    expect(await cache.read('a', async () => costs(2))).toHaveLength(2);
  });

  it('lets go what was not asked for longest when there is too much', async () => {
    const cache = new TotalsCache();
    const load = jest.fn(async () => costs(40_000));
    await cache.read('a', load);
    await cache.read('b', load);
    await cache.read('a', load);
    await cache.read('c', load);
    expect(load).toHaveBeenCalledTimes(3);
    await cache.read('a', load);
    expect(load).toHaveBeenCalledTimes(3);
    await cache.read('b', load);
    expect(load).toHaveBeenCalledTimes(4);
  });
});
