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

import makeConstructor, { type Big } from 'big.js';

/**
 * An exact decimal number as text, for example `-12480.034900000000000001`.
 * Never has an exponent. Amounts stay text from Microsoft's wire to the
 * screen; a JavaScript number would lose digits.
 *
 * @public
 */
export type Decimal = string;

// Its own constructor, so that no other user of big.js can change the rules.
// Strict mode refuses JavaScript numbers: a decimal that went through a double
// is already wrong.
const Exact = makeConstructor();
Exact.strict = true;

function exact(amount: Decimal): Big {
  return new Exact(amount);
}

/** Digits with or without a fraction, as databases write sums. */
const PLAIN = /^-?\d+(?:\.\d+)?$/;

/** The same without a zero too many; a negative zero has to be looked for. */
const NORMAL = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/**
 * Writes a decimal in its one normal form: no exponent, no trailing zeros, no
 * negative zero.
 *
 * @throws Error when the text is not a decimal number.
 * @public
 */
export function normalizeDecimal(amount: Decimal): Decimal {
  if (isText(amount)) {
    const trimmed = amount.includes('.')
      ? amount.replace(/\.?0+$/, '')
      : amount;
    if (NORMAL.test(trimmed) && trimmed !== '-0') {
      return trimmed;
    }
  }
  const value = exact(amount);
  return value.eq('0') ? '0' : value.toFixed();
}

/**
 * The exact sum of any number of decimals; `0` when there are none.
 *
 * @public
 */
export function sumDecimals(amounts: Iterable<Decimal>): Decimal {
  if (Array.isArray(amounts) && amounts.length === 1) {
    return normalizeDecimal(amounts[0]);
  }
  // Answers add up thousands of amounts: whole numbers of the smallest unit are
  // added up several times faster than objects that stand for decimals.
  let units = 0n;
  let scale = 0;
  for (const amount of amounts) {
    const plain =
      isText(amount) && PLAIN.test(amount) ? amount : exact(amount).toFixed();
    const point = plain.indexOf('.');
    const fraction = point < 0 ? 0 : plain.length - point - 1;
    const own = BigInt(
      point < 0 ? plain : plain.slice(0, point) + plain.slice(point + 1),
    );
    if (fraction === scale) {
      units += own;
    } else if (fraction > scale) {
      units = units * 10n ** BigInt(fraction - scale) + own;
      scale = fraction;
    } else {
      units += own * 10n ** BigInt(scale - fraction);
    }
  }
  return writeUnits(units, scale);
}

/** Types promise it; a number from JavaScript code is to be refused. */
function isText(amount: unknown): boolean {
  return typeof amount === 'string';
}

/** Writes a whole number of units, of which a one has `10 ** scale`. */
function writeUnits(units: bigint, scale: number): Decimal {
  if (scale === 0) {
    return `${units}`;
  }
  const digits = `${units < 0n ? -units : units}`.padStart(scale + 1, '0');
  const point = digits.length - scale;
  let end = digits.length;
  while (end > point && digits[end - 1] === '0') {
    end--;
  }
  const fraction = end > point ? `.${digits.slice(point, end)}` : '';
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction}`;
}

/**
 * `minuend - subtrahend`, exactly.
 *
 * @public
 */
export function subtractDecimals(
  minuend: Decimal,
  subtrahend: Decimal,
): Decimal {
  const negated = subtrahend.startsWith('-')
    ? subtrahend.slice(1)
    : `-${subtrahend}`;
  return sumDecimals([minuend, negated]);
}

/**
 * `a * b`, exactly.
 *
 * @public
 */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return normalizeDecimal(exact(a).times(exact(b)).toFixed());
}

/**
 * `dividend / divisor`, rounded once: half a unit of the last digit goes away
 * from zero.
 *
 * @param fractionDigits - Digits after the point, from 0 to 20.
 * @throws Error when the divisor is zero.
 * @public
 */
export function divideDecimals(
  dividend: Decimal,
  divisor: Decimal,
  fractionDigits: number,
): Decimal {
  const Rounding = makeConstructor();
  Rounding.strict = true;
  Rounding.DP = fractionDigits;
  return normalizeDecimal(new Rounding(dividend).div(divisor).toFixed());
}

/**
 * Orders decimals by value: negative when `a` is less than `b`.
 *
 * @public
 */
export function compareDecimals(a: Decimal, b: Decimal): number {
  // Doubles tell amounts apart that differ by more than doubles are off.
  const [x, y] = [Number(a), Number(b)];
  if (Math.abs(x - y) > (Math.abs(x) + Math.abs(y)) * 1e-12) {
    return x < y ? -1 : 1;
  }
  return exact(a).cmp(exact(b));
}

/**
 * The relative change from `before` to `after`, for display: `0.08` is 8 %
 * more. Undefined when `before` is zero or negative, where a percentage says
 * nothing.
 *
 * @public
 */
export function relativeChange(
  before: Decimal,
  after: Decimal,
): number | undefined {
  const base = exact(before);
  if (base.lte('0')) {
    return undefined;
  }
  return Number(exact(after).minus(base).div(base).toFixed(6));
}

/**
 * A decimal as a JavaScript number: for the geometry of charts only, never for
 * a figure that is read, stored, compared or added up.
 *
 * @public
 */
export function toChartNumber(amount: Decimal): number {
  return Number(amount);
}

/**
 * Options of {@link formatMoney}.
 *
 * @public
 */
export interface FormatMoneyOptions {
  /** BCP 47 locale; the runtime's own when left out. */
  locale?: string;
  /**
   * `rounded` (default): whole units from 1,000 up, the currency's minor unit
   * below. `minor`: always the currency's minor unit. `exact`: every digit.
   * `compact`: for axes, such as 12K.
   */
  precision?: 'rounded' | 'minor' | 'exact' | 'compact';
  /** Shows `+` in front of positive amounts. */
  signed?: boolean;
}

/**
 * Formats an amount in its own currency. This is where rounding happens, once.
 *
 * @public
 */
export function formatMoney(
  amount: Decimal,
  currency: string,
  options: FormatMoneyOptions = {},
): string {
  const { locale, precision = 'rounded', signed = false } = options;
  const value = exact(amount);
  const format: Intl.NumberFormatOptions = {
    style: 'currency',
    currency,
    signDisplay: signed ? 'exceptZero' : 'negative',
  };
  if (precision === 'compact') {
    format.notation = 'compact';
    format.maximumFractionDigits = 1;
  } else if (precision === 'exact') {
    const fraction = normalizeDecimal(amount).split('.')[1] ?? '';
    // Intl can show at most 100 fraction digits; a .NET decimal has 28.
    format.minimumFractionDigits = Math.max(2, fraction.length);
    format.maximumFractionDigits = Math.max(2, fraction.length);
  } else if (precision === 'rounded' && value.abs().gte('1000')) {
    format.minimumFractionDigits = 0;
    format.maximumFractionDigits = 0;
  }
  // Intl reads decimal text without going through a double; the type of the
  // parameter is narrower than what a normalised decimal is.
  return new Intl.NumberFormat(locale, format).format(
    normalizeDecimal(amount) as Intl.StringNumericLiteral,
  );
}
