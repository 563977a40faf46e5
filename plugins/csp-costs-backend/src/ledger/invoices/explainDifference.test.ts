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
  subtractDecimals,
  sumDecimals,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import fc from 'fast-check';
import { multiplyDecimals } from './exactMath';
import { explainDifference, type TieOutSides } from './explainDifference';
import type { InvoiceEvidence, UsageGroup } from './InvoiceEvidence';

const CUSTOMERS = ['one', 'two', 'three'];

/** The same numbers for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed + 1;
  return below => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    state ^= state >>> 13;
    return (state >>> 0) % below;
  };
}

function reconciled(changes: Partial<UsageGroup> = {}): UsageGroup {
  return {
    customerId: 'one',
    sku: '0001',
    rate: '0.92',
    lineCount: 1,
    cost: '100',
    ...changes,
  };
}

function daily(changes: Partial<UsageGroup> = {}): UsageGroup {
  return {
    ...reconciled(),
    lineCount: 30,
    month: '2026-10',
    cost: '100.0123456789',
    pricingCost: '108.709',
    ...changes,
  };
}

function evidenceOf(
  groups: UsageGroup[],
  quarantined: Partial<InvoiceEvidence['quarantined']> = {},
): InvoiceEvidence {
  return {
    groups,
    quarantined: { lineCount: 0, cost: '0', tax: '0', ...quarantined },
  };
}

/** An invoice that charges exactly its lines, unless changed. */
function sidesOf(
  changes: Partial<TieOutSides> & {
    reconciledGroups?: UsageGroup[];
    dailyGroups?: UsageGroup[];
    more?: Decimal;
  } = {},
): TieOutSides {
  const {
    reconciledGroups = [reconciled()],
    dailyGroups = [daily()],
    more = '0',
    ...rest
  } = changes;
  const lines = {
    usage: sumDecimals(dailyGroups.map(({ cost }) => cost)),
    other: '50.25',
    tax: '12.3',
  };
  return {
    billingPeriod: '2026-10',
    billingCurrency: 'EUR',
    totalCharges: sumDecimals([
      ...reconciledGroups.map(({ cost }) => cost),
      lines.other,
      lines.tax,
      more,
    ]),
    lines,
    reconciliation: evidenceOf(reconciledGroups),
    daily: evidenceOf(dailyGroups),
    notes: [],
    earlierTotals: [],
    restated: new Map(),
    ...rest,
  };
}

function amounts(sides: TieOutSides): Record<string, Decimal> {
  return Object.fromEntries(
    explainDifference(sides).map(({ cause, amount }) => [cause, amount]),
  );
}

describe('explainDifference', () => {
  it('says nothing where nothing differs', () => {
    expect(amounts(sidesOf({ dailyGroups: [daily({ cost: '100' })] }))).toEqual(
      {},
    );
  });

  it('calls what whole cents cut off rounding, and counts the lines', () => {
    expect(explainDifference(sidesOf())).toEqual([
      {
        cause: 'rounding',
        amount: '-0.0123456789',
        lineCount: 1,
        customers: [{ customerId: 'one', amount: '-0.0123456789' }],
      },
    ]);
  });

  it('calls it rounding up to the limit only, and not beyond by the last digit', () => {
    // One line, cut in both currencies: less than 0.01 + 0.01 × 0.92.
    const ofDaily = (cost: Decimal) =>
      amounts(sidesOf({ dailyGroups: [daily({ cost, rate: '0.92' })] }));
    expect(ofDaily('100.0191999999')).toEqual({ rounding: '-0.0191999999' });
    expect(ofDaily('100.0192')).toEqual({ unexplained: '-0.0192' });
    expect(ofDaily('99.9')).toEqual({ unexplained: '0.1' });
  });

  it('does not let one SKU hide in the rounding of another', () => {
    const many = { sku: '0002', lineCount: 1_000 };
    expect(
      amounts(
        sidesOf({
          reconciledGroups: [reconciled(), reconciled(many)],
          dailyGroups: [
            daily({ cost: '101' }),
            daily({ ...many, cost: '105' }),
          ],
        }),
      ),
    ).toEqual({ rounding: '-5', unexplained: '-1' });
  });

  it('compares customers where the sources name other SKUs', () => {
    expect(
      amounts(
        sidesOf({
          reconciledGroups: [reconciled({ lineCount: 3 })],
          dailyGroups: [
            daily({ sku: '0002', cost: '60.01' }),
            daily({ sku: '0003', cost: '40.01' }),
          ],
        }),
      ),
    ).toEqual({ rounding: '-0.02' });
  });

  it('knows usage of other months that only daily usage has', () => {
    expect(
      amounts(
        sidesOf({
          dailyGroups: [daily(), daily({ month: '2026-09', cost: '7.5' })],
        }),
      ),
    ).toEqual({ 'late-usage': '-7.5', rounding: '-0.0123456789' });
    // Both have it: nothing to explain.
    expect(
      amounts(
        sidesOf({
          reconciledGroups: [reconciled({ cost: '107.5' })],
          dailyGroups: [
            daily({ cost: '100' }),
            daily({ month: '2026-09', cost: '7.5' }),
          ],
        }),
      ),
    ).toEqual({});
  });

  it('converts daily usage at the rate of reconciliation where that is another', () => {
    const sides = sidesOf({
      reconciledGroups: [reconciled({ rate: '0.95', cost: '95' })],
      dailyGroups: [daily({ rate: '0.92', cost: '92', pricingCost: '100' })],
    });
    expect(amounts(sides)).toEqual({ 'exchange-rate': '3' });
    // Another rate that does not come out proves nothing.
    expect(
      amounts({
        ...sides,
        ...sidesOf({
          reconciledGroups: [reconciled({ rate: '0.95', cost: '96' })],
          dailyGroups: [
            daily({ rate: '0.92', cost: '92', pricingCost: '100' }),
          ],
        }),
      }),
    ).toEqual({ unexplained: '4' });
  });

  it('names customers that daily usage does not have', () => {
    expect(
      explainDifference(
        sidesOf({
          reconciledGroups: [
            reconciled(),
            reconciled({ customerId: 'two', cost: '33', lineCount: 4 }),
          ],
        }),
      ),
    ).toContainEqual({
      cause: 'source-missing',
      amount: '33',
      lineCount: 4,
      customers: [{ customerId: 'two', amount: '33' }],
    });
    expect(amounts(sidesOf({ dailyGroups: [], daily: undefined }))).toEqual({
      'source-missing': '100',
    });
  });

  it('knows from restatements that one side is from before', () => {
    const restated = new Map([['one', '9']]);
    const dailyGroups = [daily({ cost: '109' })];
    expect(amounts(sidesOf({ dailyGroups, restated }))).toEqual({
      restated: '-9',
    });
    expect(
      amounts(sidesOf({ dailyGroups, restated: new Map([['one', '8']]) })),
    ).toEqual({ unexplained: '-9' });
    const sides = sidesOf({
      dailyGroups: [daily({ cost: '100' })],
      more: '-20',
    });
    expect(amounts({ ...sides, earlierTotals: ['7', '142.55'] })).toEqual({
      restated: '-20',
    });
  });

  it("takes Microsoft's tax where the list says it, and guesses none where it does not", () => {
    const dailyGroups = [daily({ cost: '100' })];
    const sides = sidesOf({ dailyGroups, more: '21' });
    expect(amounts(sides)).toEqual({ unexplained: '21' });
    expect(amounts({ ...sides, taxAmount: '33.3' })).toEqual({ tax: '21' });
    expect(amounts({ ...sides, taxAmount: '30' })).toEqual({
      tax: '17.7',
      unexplained: '3.3',
    });
  });

  it('knows notes that only one side has, quarantined lines and one rounding of the whole', () => {
    const dailyGroups = [daily({ cost: '100' })];
    expect(
      amounts({ ...sidesOf({ dailyGroups, more: '15' }), notes: ['-15'] }),
    ).toEqual({ credit: '15' });
    expect(
      amounts({ ...sidesOf({ dailyGroups, more: '-15' }), notes: ['-15'] }),
    ).toEqual({ credit: '-15' });
    expect(amounts(sidesOf({ dailyGroups, more: '0.0099' }))).toEqual({
      rounding: '0.0099',
    });
    expect(amounts(sidesOf({ dailyGroups, more: '0.01' }))).toEqual({
      unexplained: '0.01',
    });
    expect(
      amounts({
        ...sidesOf({ dailyGroups, more: '24' }),
        reconciliation: evidenceOf([reconciled()], {
          lineCount: 2,
          cost: '20',
          tax: '4',
        }),
      }),
    ).toEqual({ quarantined: '24' });
  });

  it('of a legacy invoice compares the total with all lines', () => {
    const legacy: TieOutSides = {
      ...sidesOf(),
      reconciliation: undefined,
      daily: undefined,
      lines: { usage: '0', other: '100.1234', tax: '20' },
      totalCharges: '120.12',
    };
    expect(amounts(legacy)).toEqual({ rounding: '-0.0034' });
    expect(amounts({ ...legacy, totalCharges: '119' })).toEqual({
      unexplained: '-1.1234',
    });
  });

  it('comes to the difference exactly, whatever the lines say', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const random = randomOf(seed);
        const amount = (digits = 12): Decimal =>
          multiplyDecimals(
            String(random(2_000_000) - 500_000),
            `0.${'1'.padStart(1 + random(digits), '0')}`,
          );
        const groups = (): UsageGroup[] =>
          Array.from({ length: random(9) }, () => ({
            customerId: CUSTOMERS[random(3)]!,
            sku: `000${random(3)}`,
            rate: ['', '0.92', '1.0831'][random(3)]!,
            month: ['2026-09', '2026-10'][random(2)],
            lineCount: 1 + random(40),
            cost: amount(),
            pricingCost: amount(),
          }));
        const dailyGroups = groups();
        const sides: TieOutSides = {
          ...sidesOf({ dailyGroups }),
          totalCharges: amount(3),
          taxAmount: [undefined, amount(3)][random(2)],
          notes: [amount(3)],
          earlierTotals: [amount(3)],
          restated: new Map([[CUSTOMERS[random(3)]!, amount()]]),
          reconciliation: evidenceOf(groups(), {
            lineCount: random(3),
            cost: amount(),
            tax: amount(),
          }),
          daily: [undefined, evidenceOf(dailyGroups, { cost: amount() })][
            random(2)
          ],
        };
        const { lines, totalCharges } = sides;
        const residuals = explainDifference(sides);
        expect(sumDecimals(residuals.map(one => one.amount))).toBe(
          subtractDecimals(
            totalCharges,
            sumDecimals([lines.usage, lines.other, lines.tax]),
          ),
        );
        expect(new Set(residuals.map(({ cause }) => cause)).size).toBe(
          residuals.length,
        );
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });
});
