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
import { assignColors } from './ServiceColors';
import { serviceShares } from './serviceShares';

describe('serviceShares', () => {
  it('names the first services and adds up the rest, exactly', () => {
    expect(serviceShares(costTotal(), 2)).toEqual([
      {
        name: 'Virtual Machines',
        billedCost: '9000',
        share: 9000 / 12480.0349,
      },
      {
        name: 'Storage',
        billedCost: '2000.034900000000000001',
        share: 2000.0349 / 12480.0349,
      },
      { billedCost: '1480', share: 1480 / 12480.0349 },
    ]);
  });

  it('does not draw credits', () => {
    const shares = serviceShares(
      costTotal({
        billedCost: '90',
        services: [
          { name: 'Virtual Machines', billedCost: '100' },
          { name: 'Credit', billedCost: '-10' },
        ],
      }),
      3,
    );
    expect(shares.map(({ share }) => share)).toEqual([1, 0]);
  });
});

describe('assignColors', () => {
  it('keeps the colour of a service, and never gives one twice', () => {
    const known = ['Virtual Machines', 'Storage', 'Bandwidth'];
    expect(
      assignColors(
        ['New thing', 'Bandwidth', 'Virtual Machines', undefined],
        known,
      ),
    ).toEqual([
      'var(--csp-series-2)',
      'var(--csp-series-3)',
      'var(--csp-series-1)',
      'var(--csp-series-other)',
    ]);
  });
});
