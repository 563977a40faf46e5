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

import {
  compareDecimals,
  normalizeDecimal,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';

/** The product of two amounts, to the last digit. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const [first, second] = [unitsOf(a), unitsOf(b)];
  const scale = first.scale + second.scale;
  const units = first.units * second.units;
  const digits = `${units < 0n ? -units : units}`.padStart(scale + 1, '0');
  const point = digits.length - scale;
  return normalizeDecimal(
    `${units < 0n ? '-' : ''}${digits.slice(0, point)}${
      scale > 0 ? `.${digits.slice(point)}` : ''
    }`,
  );
}

/** An amount without its sign. */
export function sizeOf(amount: Decimal): Decimal {
  return amount.replace('-', '');
}

/** Whether an amount, whatever its sign, is smaller than a limit. */
export function isBelow(amount: Decimal, limit: Decimal): boolean {
  return compareDecimals(sizeOf(amount), limit) < 0;
}

/** The smallest amount that an invoice in a currency can charge, such as `0.01`. */
export function minorUnit(currency: string): Decimal {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits === 0
    ? '1'
    : `0.${'1'.padStart(maximumFractionDigits, '0')}`;
}

/** A whole number of units, of which a one has `10 ** scale`. */
function unitsOf(amount: Decimal): { units: bigint; scale: number } {
  const [whole = '0', fraction = ''] = normalizeDecimal(amount).split('.');
  return { units: BigInt(`${whole}${fraction}`), scale: fraction.length };
}
