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

import type { BreakdownRow } from 'backstage-plugin-csp-costs-common';
import { largestChanges } from './largestChanges';

function row(
  name: string,
  billedCost: string,
  comparableCost: string | undefined,
  billingCurrency = 'EUR',
): BreakdownRow {
  return { name, billedCost, comparableCost, billingCurrency, state: 'mixed' };
}

describe('largestChanges', () => {
  it('orders by size, up or down, to the last digit, in one currency', () => {
    const changes = largestChanges(
      [
        row('Storage', '10', '10'),
        row('Bandwidth', '1.00000000000000000001', '2'),
        row('Monitor', '2', '1'),
        row('SQL Database', '0', '900'),
        row('Virtual Machines', '1000', '0'),
        row('Other money', '5000', '0', 'USD'),
        row('No past', '5000', undefined),
      ],
      'EUR',
      4,
    );
    expect(
      changes.map(({ row: { name }, difference, kind }) => [
        name,
        difference,
        kind,
      ]),
    ).toEqual([
      ['Virtual Machines', '1000', 'new'],
      ['SQL Database', '-900', 'gone'],
      ['Monitor', '1', 'more'],
      ['Bandwidth', '-0.99999999999999999999', 'less'],
    ]);
  });
});
