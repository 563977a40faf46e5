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
  type BillingPeriod,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { isBelow, minorUnit } from './exactMath';
import { explainUsage } from './explainUsage';
import type { InvoiceEvidence } from './InvoiceEvidence';
import { Residuals, type Residual } from './Residual';

/** Both sides of a tie-out, and what is known besides. */
export interface TieOutSides {
  billingPeriod: BillingPeriod;
  billingCurrency: string;
  /** Microsoft's total, with tax. */
  totalCharges: Decimal;
  /** Our lines: pay-as-you-go usage, the rest before tax, and tax. */
  lines: { usage: Decimal; other: Decimal; tax: Decimal };
  /** Of reconciliation; absent for a legacy invoice, whose lines are all in `lines`. */
  reconciliation?: InvoiceEvidence;
  /** Of daily usage; absent when there is none. */
  daily?: InvoiceEvidence;
  /** How much of the total is tax, where the list of invoices says so. */
  taxAmount?: Decimal;
  /** Totals of the notes that amend the invoice. */
  notes: readonly Decimal[];
  /** What Microsoft's own lines came to in versions before the one that is shown. */
  earlierTotals: readonly Decimal[];
  /** By how much daily usage of a customer was restated since it was first shown. */
  restated: ReadonlyMap<string, Decimal>;
}

/**
 * Explains the difference between an invoice and our lines of it. Every cause
 * has an exact amount, and all of them add up to the difference.
 *
 * Nothing is guessed: a cause is claimed where Microsoft's data has its amount,
 * and where the sum comes out with it; the rest is `unexplained`.
 */
export function explainDifference(sides: TieOutSides): Residual[] {
  const { lines, reconciliation, daily } = sides;
  const residuals = new Residuals();
  const difference = subtractDecimals(
    sides.totalCharges,
    sumDecimals([lines.usage, lines.other, lines.tax]),
  );
  explainHeader(sides, residuals);
  if (reconciliation) {
    residuals.claim(
      'quarantined',
      sumDecimals([
        reconciliation.quarantined.cost,
        reconciliation.quarantined.tax,
        daily?.quarantined.cost ?? '0',
      ]),
      {
        lineCount:
          reconciliation.quarantined.lineCount +
          (daily?.quarantined.lineCount ?? 0),
      },
    );
    explainUsage(
      {
        billingPeriod: sides.billingPeriod,
        reconciled: reconciliation.groups,
        daily: daily?.groups ?? [],
        restated: sides.restated,
        unit: minorUnit(sides.billingCurrency),
      },
      residuals,
    );
  }
  // Whatever is claimed, the sum is the difference.
  residuals.claim(
    'unexplained',
    subtractDecimals(difference, residuals.total()),
  );
  return residuals.list();
}

/** What Microsoft's own lines come to, in the source that the invoice is made of. */
export function microsoftLines({
  lines,
  reconciliation,
}: Pick<TieOutSides, 'lines' | 'reconciliation'>): Decimal {
  return reconciliation
    ? sumDecimals([
        lines.other,
        lines.tax,
        reconciliation.quarantined.cost,
        reconciliation.quarantined.tax,
        ...reconciliation.groups.map(({ cost }) => cost),
      ])
    : sumDecimals([lines.usage, lines.other, lines.tax]);
}

/** Whether Microsoft's total is what Microsoft's lines come to, but for one rounding. */
export function headerAgrees(sides: TieOutSides): boolean {
  return isBelow(
    subtractDecimals(sides.totalCharges, microsoftLines(sides)),
    minorUnit(sides.billingCurrency),
  );
}

/** Microsoft's total against Microsoft's lines. */
function explainHeader(sides: TieOutSides, residuals: Residuals): void {
  const unit = minorUnit(sides.billingCurrency);
  const now = microsoftLines(sides);
  let rest = subtractDecimals(sides.totalCharges, now);
  const claim = (...[cause, amount]: Parameters<Residuals['claim']>) => {
    residuals.claim(cause, amount);
    rest = subtractDecimals(rest, amount);
  };
  if (sides.taxAmount !== undefined && !isBelow(rest, unit)) {
    claim(
      'tax',
      subtractDecimals(
        sides.taxAmount,
        sumDecimals([
          sides.lines.tax,
          sides.reconciliation?.quarantined.tax ?? '0',
        ]),
      ),
    );
  }
  const candidates = [
    ...sides.earlierTotals.map(total => ({
      cause: 'restated' as const,
      amount: subtractDecimals(total, now),
    })),
    ...sides.notes.flatMap(total =>
      [total, subtractDecimals('0', total)].map(amount => ({
        cause: 'credit' as const,
        amount,
      })),
    ),
  ];
  const proved = candidates.find(
    ({ amount }) =>
      !isBelow(rest, unit) && isBelow(subtractDecimals(rest, amount), unit),
  );
  if (proved) {
    claim(proved.cause, proved.amount);
  }
  if (isBelow(rest, unit)) {
    claim('rounding', rest);
  }
  // What is left has no claim, and so is unexplained.
}
