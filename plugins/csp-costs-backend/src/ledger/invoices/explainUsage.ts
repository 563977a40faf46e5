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
  subtractDecimals,
  sumDecimals,
  type BillingPeriod,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { groupBy } from '../query/buildTotals';
import { isBelow, multiplyDecimals } from './exactMath';
import type { UsageGroup } from './InvoiceEvidence';
import type { Residuals } from './Residual';

/** The same usage as the two sources of an invoice have it. */
export interface UsageSides {
  billingPeriod: BillingPeriod;
  /** Lines with a meter, of reconciliation. */
  reconciled: readonly UsageGroup[];
  /** Daily rated usage. */
  daily: readonly UsageGroup[];
  /** By how much daily usage of a customer was restated since it was first shown. */
  restated: ReadonlyMap<string, Decimal>;
  /** The smallest amount that the invoice can charge. */
  unit: Decimal;
}

/** Usage of one customer and SKU, or of a whole customer. */
interface Pair {
  customerId: string;
  reconciled: UsageGroup[];
  daily: UsageGroup[];
}

/**
 * Explains why reconciliation, which the invoice is made of, charges another
 * amount for usage than daily rated usage says.
 *
 * A cause is claimed only where arithmetic proves it: with it, what is left of
 * a customer's SKU is less than rounding can make. Reconciliation cuts each of
 * its lines to whole cents twice: in the pricing currency, and once more after
 * the conversion.
 *
 * @param options - `residuals` takes the claims, which add up to the difference
 * of both sides.
 */
export function explainUsage(sides: UsageSides, residuals: Residuals): void {
  const reconciled = groupBy([...sides.reconciled], one => one.customerId);
  const daily = groupBy([...sides.daily], one => one.customerId);
  for (const customerId of new Set([...reconciled.keys(), ...daily.keys()])) {
    explainCustomer(
      {
        customerId,
        reconciled: reconciled.get(customerId) ?? [],
        daily: daily.get(customerId) ?? [],
      },
      sides,
      residuals,
    );
  }
}

function explainCustomer(
  whole: Pair,
  sides: UsageSides,
  residuals: Residuals,
): void {
  const { customerId } = whole;
  if (whole.daily.length === 0) {
    residuals.claim('source-missing', costOf(whole.reconciled), {
      customerId,
      lineCount: linesOf(whole.reconciled),
    });
    return;
  }
  const left: Pair[] = bySku(whole).filter(
    pair => !explainPair(pair, sides, residuals),
  );
  if (left.length === 0) {
    return;
  }
  const rest: Pair = {
    customerId,
    reconciled: left.flatMap(pair => pair.reconciled),
    daily: left.flatMap(pair => pair.daily),
  };
  const difference = differenceOf(rest);
  const change = sides.restated.get(customerId) ?? '0';
  // Before it was restated, daily usage was what reconciliation still says.
  const before = sumDecimals([difference, change]);
  if (change !== '0' && isBelow(before, roundingOf(rest, sides.unit))) {
    residuals.claim('restated', subtractDecimals(difference, before), {
      customerId,
    });
    residuals.claim('rounding', before, {
      customerId,
      lineCount: linesOf(rest.reconciled),
    });
    return;
  }
  residuals.claim('unexplained', difference, { customerId });
}

/** SKUs where both sources name the same ones, otherwise all together. */
function bySku(whole: Pair): Pair[] {
  const reconciled = groupBy(whole.reconciled, one => one.sku);
  const daily = groupBy(whole.daily, one => one.sku);
  const skus = new Set([...reconciled.keys(), ...daily.keys()]);
  return skus.size === reconciled.size && skus.size === daily.size
    ? [...skus].map(sku => ({
        customerId: whole.customerId,
        reconciled: reconciled.get(sku)!,
        daily: daily.get(sku)!,
      }))
    : [whole];
}

/** @returns Whether all of the pair's difference was claimed. */
function explainPair(
  pair: Pair,
  { billingPeriod, unit }: UsageSides,
  residuals: Residuals,
): boolean {
  const { customerId } = pair;
  const difference = differenceOf(pair);
  const limit = roundingOf(pair, unit);
  const converted = conversionOf(pair);
  const late = negated(
    costOf(pair.daily.filter(({ month }) => month !== billingPeriod)),
  );
  const candidates = [
    [],
    [['exchange-rate', converted] as const],
    [['late-usage', late] as const],
    [['exchange-rate', converted] as const, ['late-usage', late] as const],
  ];
  for (const claims of candidates) {
    const rest = claims.reduce(
      (sum, [, amount]) => subtractDecimals(sum, amount),
      difference,
    );
    const isProved = rest === '0' || isBelow(rest, limit);
    if (isProved && claims.every(([, amount]) => amount !== '0')) {
      claims.forEach(([cause, amount]) =>
        residuals.claim(cause, amount, { customerId }),
      );
      residuals.claim('rounding', rest, {
        customerId,
        lineCount: linesOf(pair.reconciled),
      });
      return true;
    }
  }
  return false;
}

/** What the other rate makes of daily usage; zero where the rate is the same, or not one. */
function conversionOf({ reconciled, daily }: Pair): Decimal {
  const rates = [...new Set(reconciled.map(({ rate }) => rate))];
  const [rate] = rates;
  return rates.length === 1 && rate
    ? sumDecimals(
        daily
          .filter(group => group.rate !== '' && group.pricingCost !== undefined)
          .map(group =>
            multiplyDecimals(
              group.pricingCost!,
              subtractDecimals(rate, group.rate),
            ),
          ),
      )
    : '0';
}

/** What rounding stays below: one unit in each currency, for every line. */
function roundingOf({ reconciled }: Pair, unit: Decimal): Decimal {
  if (reconciled.length === 0) {
    return '0';
  }
  return sumDecimals(
    reconciled.map(({ lineCount, rate }) =>
      multiplyDecimals(
        multiplyDecimals(unit, String(lineCount)),
        sumDecimals(['1', rate === '' || isNegative(rate) ? '1' : rate]),
      ),
    ),
  );
}

function isNegative(amount: Decimal): boolean {
  return compareDecimals(amount, '0') < 0;
}

function differenceOf({ reconciled, daily }: Pair): Decimal {
  return subtractDecimals(costOf(reconciled), costOf(daily));
}

function costOf(groups: readonly UsageGroup[]): Decimal {
  return sumDecimals(groups.map(({ cost }) => cost));
}

function linesOf(groups: readonly UsageGroup[]): number {
  return groups.reduce((sum, { lineCount }) => sum + lineCount, 0);
}

function negated(amount: Decimal): Decimal {
  return subtractDecimals('0', amount);
}
