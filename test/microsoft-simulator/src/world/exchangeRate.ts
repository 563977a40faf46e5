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

import { Decimal } from './Decimal';
import type { Month } from './months';
import type { Currency } from './partner';
import { PURPOSE } from './purposes';
import { hash } from './random';

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
