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

import Big from 'big.js';
import fc from 'fast-check';
import { reachedThreshold } from './budgetTypes';
import {
  compareDecimals,
  divideDecimals,
  formatMoney,
  multiplyDecimals,
  normalizeDecimal,
  relativeChange,
  subtractDecimals,
  sumDecimals,
} from './money';

describe('decimals', () => {
  it('keep every digit', () => {
    expect(
      sumDecimals([
        '0.1234567890123456789012345678',
        '99999999999999999999',
        '-0.0000000000000000000000000008',
      ]),
    ).toBe('99999999999999999999.123456789012345678901234567');
    expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
    expect(sumDecimals([])).toBe('0');
    expect(subtractDecimals('0.3', '0.1')).toBe('0.2');
  });

  it('have one way to be written', () => {
    expect(normalizeDecimal('1.500')).toBe('1.5');
    expect(normalizeDecimal('1E-7')).toBe('0.0000001');
    expect(normalizeDecimal('-0.00')).toBe('0');
    expect(normalizeDecimal('1e3')).toBe('1000');
    expect(() => normalizeDecimal('1,000')).toThrow();
    expect(normalizeDecimal('-0')).toBe('0');
    expect(normalizeDecimal('007.10')).toBe('7.1');
    expect(() => normalizeDecimal(0.1 as unknown as string)).toThrow();
    expect(() => sumDecimals([0.1 as unknown as string])).toThrow();
    expect(() => sumDecimals(['1', ''])).toThrow();
  });

  it('compare and change by value', () => {
    expect(compareDecimals('10', '9.99')).toBeGreaterThan(0);
    expect(compareDecimals('1.0', '1')).toBe(0);
    expect(relativeChange('100', '108')).toBe(0.08);
    expect(relativeChange('0', '5')).toBeUndefined();
    expect(relativeChange('-5', '5')).toBeUndefined();
  });
});

describe('products and quotients of decimals', () => {
  it('keep every digit, and are rounded once, half away from zero', () => {
    expect(multiplyDecimals('0.1', '3')).toBe('0.3');
    expect(
      multiplyDecimals('-12345678901234567890.12345678901234567', '100'),
    ).toBe('-1234567890123456789012.345678901234567');
    expect(divideDecimals('1.005', '1', 2)).toBe('1.01');
    expect(divideDecimals('-1.005', '1', 2)).toBe('-1.01');
    expect(divideDecimals('1.00499999999999999999999999', '1', 2)).toBe('1');
    expect(divideDecimals('2', '3', 4)).toBe('0.6667');
    expect(divideDecimals('10', '4', 0)).toBe('3');
    expect(() => divideDecimals('1', '0', 2)).toThrow();
    expect(() => multiplyDecimals(0.1 as unknown as string, '3')).toThrow();
  });
});

describe('the threshold that a cost has reached', () => {
  const budget = { monthlyAmount: '1000', thresholds: [80, 100] };

  it.each([
    ['799.999999999999999999999999', undefined],
    ['800', 80],
    ['999.99', 80],
    ['1000', 100],
    ['123456', 100],
    ['-5', undefined],
  ])('by %s is %s', (cost, threshold) => {
    expect(reachedThreshold(budget, cost)).toBe(threshold);
  });
});

describe('decimals, compared with what big.js makes of them', () => {
  const decimal = fc
    .record({
      sign: fc.constantFrom('', '-'),
      whole: fc.bigInt({ min: 0n, max: 10n ** 20n }),
      fraction: fc.option(fc.stringMatching(/^[0-9]{1,28}$/)),
      exponent: fc.option(fc.integer({ min: -9, max: 9 }), { freq: 9 }),
    })
    .map(
      ({ sign, whole, fraction, exponent }) =>
        `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${
          exponent === null ? '' : `e${exponent}`
        }`,
    );
  const write = (big: Big) => (big.eq(0) ? '0' : big.toFixed());

  it('are added up', () => {
    fc.assert(
      fc.property(fc.array(decimal), amounts => {
        expect(sumDecimals(amounts)).toBe(
          write(
            amounts.reduce((sum, amount) => sum.plus(amount), new Big('0')),
          ),
        );
      }),
      { seed: 20261122 },
    );
  });

  it('are subtracted, compared and written', () => {
    fc.assert(
      fc.property(
        decimal,
        fc.oneof(decimal, fc.constant('0.0000000000000000000000000001')),
        (a, b) => {
          const [x, y] = [new Big(a), new Big(b)];
          expect(subtractDecimals(a, b)).toBe(write(x.minus(y)));
          expect(Math.sign(compareDecimals(a, b))).toBe(x.cmp(y));
          const near = x.plus(y).toFixed();
          expect(Math.sign(compareDecimals(near, a))).toBe(
            new Big(near).cmp(x),
          );
          expect(normalizeDecimal(a)).toBe(write(x));
        },
      ),
      { seed: 20261122 },
    );
  });
});

describe('formatMoney', () => {
  const plain = (text: string) => text.replace(/\s/g, ' ');

  it.each([
    ['12480.034', 'EUR', { locale: 'en-US' }, '€12,480'],
    ['999.995', 'EUR', { locale: 'en-US' }, '€1,000.00'],
    ['12.345', 'EUR', { locale: 'de-DE' }, '12,35 €'],
    ['1234.5', 'JPY', { locale: 'en-US', precision: 'minor' }, '¥1,235'],
    ['-1.5', 'USD', { locale: 'en-US', signed: true }, '-$1.50'],
    ['1.5', 'USD', { locale: 'en-US', signed: true }, '+$1.50'],
    ['12480', 'USD', { locale: 'en-US', precision: 'compact' }, '$12.5K'],
    [
      '12345678901234567890.1234567890123456789012345678',
      'USD',
      { locale: 'en-US', precision: 'exact' },
      '$12,345,678,901,234,567,890.1234567890123456789012345678',
    ],
    ['1.50', 'USD', { locale: 'en-US', precision: 'exact' }, '$1.50'],
  ] as const)(
    'writes %s %s %j as %s',
    (amount, currency, options, expected) => {
      expect(plain(formatMoney(amount, currency, options))).toBe(expected);
    },
  );
});
