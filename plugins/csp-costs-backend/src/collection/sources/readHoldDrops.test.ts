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
import { readHoldDrops } from './readHoldDrops';

function read(holdDrops: object | boolean | undefined) {
  return readHoldDrops(
    new ConfigReader({ cspCosts: { collection: { holdDrops } } } as never),
  );
}

describe('readHoldDrops', () => {
  it('has one amount for all currencies, and one of its own for some', () => {
    expect(read(undefined)).toEqual({
      percent: 50,
      minimumAmount: '100',
      minimumAmounts: new Map(),
    });
    expect(
      read({
        percent: 20,
        minimumAmount: 5.5,
        minimumAmounts: { JPY: '15000', KWD: 1 },
      }),
    ).toEqual({
      percent: 20,
      minimumAmount: '5.5',
      minimumAmounts: new Map([
        ['JPY', '15000'],
        ['KWD', '1'],
      ]),
    });
    expect(read(false)).toBeUndefined();
  });

  it.each([
    [{ percent: 101 }, 'percent must be a number from 0 to 100'],
    [{ minimumAmount: 'much' }, 'minimumAmount must be a decimal number'],
    [{ minimumAmounts: { yen: 1 } }, 'minimumAmounts.yen is of no currency'],
    [
      { minimumAmounts: { JPY: 'much' } },
      'minimumAmounts.JPY must be a decimal number',
    ],
  ])('refuses %j', (holdDrops, words) => {
    expect(() => read(holdDrops)).toThrow(words);
  });
});
