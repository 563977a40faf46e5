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

import { Decimal, DecimalSum } from './Decimal';

describe('Decimal', () => {
  it('keeps every digit of a product', () => {
    const product = Decimal.parse('0.037466666666666667').times(
      Decimal.parse('0.03825'),
    );
    expect(product.toString()).toBe('0.00143310000000000001275');
  });

  it.each([
    ['0.12345678901234567890123456785', '0.1234567890123456789012345678'],
    ['0.12345678901234567890123456775', '0.1234567890123456789012345678'],
    ['-0.12345678901234567890123456775', '-0.1234567890123456789012345678'],
    ['12.34567890123456789012345678949', '12.34567890123456789012345679'],
    ['1234567.8', '1234567.8'],
  ])('rounds %s to .NET precision as %s', (text, expected) => {
    expect(Decimal.parse(text).toNetPrecision().toString()).toBe(expected);
  });

  it('rounds down toward zero on both sides', () => {
    expect(Decimal.parse('2.349').roundDown(2).toString()).toBe('2.34');
    expect(Decimal.parse('-2.349').roundDown(2).toString()).toBe('-2.34');
  });

  it('prints plain text without trailing zeros', () => {
    const sum = new DecimalSum();
    ['1.50', '-2.25', '0.75'].forEach(text => sum.add(Decimal.parse(text)));
    expect(sum.value.toPlain()).toBe('0');
    expect(Decimal.parse('-0.0500').toPlain()).toBe('-0.05');
    expect(Decimal.parse('1200').toPlain()).toBe('1200');
  });

  it('refuses what is not a plain decimal', () => {
    for (const text of ['', '.', '1e5', '1,5', 'NaN']) {
      expect(() => Decimal.parse(text)).toThrow('Not a decimal number');
    }
  });
});
