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

const POWERS: bigint[] = Array.from(
  { length: 128 },
  (_, i) => 10n ** BigInt(i),
);

/** Ten to the power of `exponent`. */
export function power(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

const NET_DIGITS = 28;
const NET_LIMIT = power(NET_DIGITS);

function divideHalfEven(coefficient: bigint, divisor: bigint): bigint {
  const quotient = coefficient / divisor;
  const rest = coefficient - quotient * divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n !== 0n)) {
    return quotient + (coefficient < 0n ? -1n : 1n);
  }
  return quotient;
}

/** An exact decimal number: `coefficient` divided by ten to the power of `scale`. */
export class Decimal {
  static readonly zero = new Decimal(0n, 0);

  private constructor(readonly coefficient: bigint, readonly scale: number) {}

  static of(coefficient: bigint, scale: number): Decimal {
    return new Decimal(coefficient, scale);
  }

  /** Reads plain decimal text such as `-0.0375`. */
  static parse(text: string): Decimal {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
    const digits = `${match?.[2] ?? ''}${match?.[3] ?? ''}`;
    if (!match || digits === '') {
      throw new Error(`Not a decimal number: '${text}'`);
    }
    const coefficient = BigInt(digits);
    return new Decimal(
      match[1] === '-' ? -coefficient : coefficient,
      match[3]?.length ?? 0,
    );
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(
      this.coefficient * power(scale - this.scale) +
        other.coefficient * power(scale - other.scale),
      scale,
    );
  }

  times(other: Decimal): Decimal {
    return new Decimal(
      this.coefficient * other.coefficient,
      this.scale + other.scale,
    );
  }

  negate(): Decimal {
    return new Decimal(-this.coefficient, this.scale);
  }

  isZero(): boolean {
    return this.coefficient === 0n;
  }

  /** Cuts to `scale` fractional digits, toward zero (ROUNDDOWN in Microsoft's formulas). */
  roundDown(scale: number): Decimal {
    if (scale >= this.scale) {
      return new Decimal(this.coefficient * power(scale - this.scale), scale);
    }
    return new Decimal(this.coefficient / power(this.scale - scale), scale);
  }

  /** Rounds to `scale` fractional digits, halves to the even neighbour. */
  round(scale: number): Decimal {
    if (scale >= this.scale) {
      return this;
    }
    return new Decimal(
      divideHalfEven(this.coefficient, power(this.scale - scale)),
      scale,
    );
  }

  /**
   * Rounds as a .NET decimal keeps a product: at most 28 significant digits and
   * at most 28 fractional digits, halves to the even neighbour.
   */
  toNetPrecision(): Decimal {
    const absolute =
      this.coefficient < 0n ? -this.coefficient : this.coefficient;
    let drop = Math.max(0, this.scale - NET_DIGITS);
    if (absolute >= NET_LIMIT) {
      drop = Math.max(drop, absolute.toString().length - NET_DIGITS);
    }
    return drop === 0 ? this : this.round(this.scale - drop);
  }

  /** The number as text with all its digits, trailing zeros included. */
  toString(): string {
    if (this.scale <= 0) {
      return (this.coefficient * power(-this.scale)).toString();
    }
    const negative = this.coefficient < 0n;
    let digits = (negative ? -this.coefficient : this.coefficient).toString();
    if (digits.length <= this.scale) {
      digits = digits.padStart(this.scale + 1, '0');
    }
    const point = digits.length - this.scale;
    return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(
      point,
    )}`;
  }

  /** The number as plain text without trailing zeros; zero is `0`. */
  toPlain(): string {
    if (this.coefficient === 0n) {
      return '0';
    }
    const text = this.toString();
    return this.scale > 0 ? text.replace(/\.?0+$/, '') : text;
  }
}

/** A running exact sum. Faster than chained {@link Decimal.plus} over many lines. */
export class DecimalSum {
  #coefficient = 0n;

  add(value: Decimal): void {
    this.#coefficient += value.coefficient * power(40 - value.scale);
  }

  get value(): Decimal {
    return Decimal.of(this.#coefficient, 40);
  }
}
