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

import { Decimal, power } from './Decimal';
import type { Month } from './months';
import type { Currency } from './partner';
import { PURPOSE } from './purposes';
import { hash, hashText } from './random';

/** US dollars to the billing currency in one month: one rate a month, nine digits. */
export function exchangeRate(
  seed: number,
  month: Month,
  currency: Currency,
): Decimal {
  if (currency === 'USD') {
    return Decimal.of(1n, 0);
  }
  const spread = hash(seed, PURPOSE.rate, month) % 60_000_000;
  return Decimal.of(BigInt(830_000_000 + spread), 9);
}

/** Digits behind the point that Microsoft gives of an exchange rate. */
const RATE_DIGITS = 17;

/** Currencies that the monthly list has besides those of the partner, and about what one unit is worth in USD. */
const OTHER_CURRENCIES: Readonly<Record<string, string>> = {
  AED: '0.27224589249009701',
  CHF: '1.12341234123412341',
  GBP: '1.27140000000000000',
  JPY: '0.00650000000000000',
  SEK: '0.09350000000000001',
};

/** One line of the monthly list of exchange rates. */
export interface MonthlyRate {
  /** ISO 4217. */
  currency: string;
  /** What one unit costs in US dollars; every digit counts. */
  usdPerUnit: string;
}

/** The exchange rates of a month, as they are used with consumption prices. */
export function monthlyRates(seed: number, month: Month): MonthlyRate[] {
  const euro =
    power(RATE_DIGITS + 9) / exchangeRate(seed, month, 'EUR').coefficient;
  return [
    ...Object.entries(OTHER_CURRENCIES).map(([currency, about]) => ({
      currency,
      usdPerUnit: Decimal.of(
        Decimal.parse(about).coefficient +
          BigInt(hash(seed, PURPOSE.rate, month, hashText(currency))),
        RATE_DIGITS,
      ).toPlain(),
    })),
    { currency: 'EUR', usdPerUnit: Decimal.of(euro, RATE_DIGITS).toPlain() },
  ];
}
