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
  sumDecimals,
  type Decimal,
  type TieOutCause,
} from 'backstage-plugin-csp-costs-common';
import { sizeOf } from './exactMath';

/** The part of a difference that has one cause, before names are known. */
export interface Residual {
  cause: TieOutCause;
  amount: Decimal;
  lineCount?: number;
  /** Largest first. */
  customers: Array<{ customerId: string; amount: Decimal }>;
}

/** How much of a difference nothing explains. */
export function unexplainedOf(residuals: readonly Residual[]): Decimal {
  return residuals.find(({ cause }) => cause === 'unexplained')?.amount ?? '0';
}

/** In which order causes are told. */
const ORDER: readonly TieOutCause[] = [
  'source-missing',
  'quarantined',
  'restated',
  'tax',
  'credit',
  'late-usage',
  'exchange-rate',
  'rounding',
  'unexplained',
];

/** Collects claims of causes, each with its exact amount. */
export class Residuals {
  readonly #claims: Array<{
    cause: TieOutCause;
    amount: Decimal;
    lineCount: number;
    customerId?: string;
  }> = [];

  /** Claims an amount for a cause; nothing is claimed by zero. */
  claim(
    cause: TieOutCause,
    amount: Decimal,
    of: { lineCount?: number; customerId?: string } = {},
  ): void {
    if (amount !== '0') {
      this.#claims.push({
        cause,
        amount,
        lineCount: of.lineCount ?? 0,
        customerId: of.customerId || undefined,
      });
    }
  }

  /** Everything that was claimed. */
  total(): Decimal {
    return sumDecimals(this.#claims.map(({ amount }) => amount));
  }

  /** The causes with their sums; those that come to nothing are left out. */
  list(): Residual[] {
    return ORDER.flatMap(cause => {
      const claims = this.#claims.filter(claim => claim.cause === cause);
      const amount = sumDecimals(claims.map(claim => claim.amount));
      const lineCount = claims.reduce((sum, claim) => sum + claim.lineCount, 0);
      const customers = byCustomer(claims);
      return amount === '0' &&
        (cause !== 'unexplained' || customers.length === 0)
        ? []
        : [{ cause, amount, ...(lineCount > 0 && { lineCount }), customers }];
    });
  }
}

function byCustomer(
  claims: ReadonlyArray<{ customerId?: string; amount: Decimal }>,
): Residual['customers'] {
  const amounts = new Map<string, Decimal[]>();
  for (const { customerId, amount } of claims) {
    if (customerId) {
      amounts.set(customerId, [...(amounts.get(customerId) ?? []), amount]);
    }
  }
  return [...amounts]
    .map(([customerId, all]) => ({ customerId, amount: sumDecimals(all) }))
    .filter(({ amount }) => amount !== '0')
    .sort((a, b) => compareDecimals(sizeOf(b.amount), sizeOf(a.amount)));
}
