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

import { InputError } from '@backstage/errors';

/**
 * A billing period of Microsoft's partner billing: a UTC calendar month, as
 * `YYYY-MM`.
 *
 * @public
 */
export type BillingPeriod = string;

const PATTERN = /^(\d{4})-(0[1-9]|1[0-2])$/;

/**
 * Reads a billing period, `YYYY-MM`.
 *
 * @throws InputError when the text is anything else.
 * @public
 */
export function parseBillingPeriod(text: string): BillingPeriod {
  if (!PATTERN.test(text)) {
    throw new InputError(
      `billingPeriod "${text}" is not a month; write it as YYYY-MM, for example 2026-10`,
    );
  }
  return text;
}

/**
 * The billing period that a moment falls into.
 *
 * @public
 */
export function billingPeriodOf(date: Date): BillingPeriod {
  return date.toISOString().slice(0, 7);
}

/**
 * The billing period `months` later, or earlier when negative.
 *
 * @public
 */
export function addMonths(
  billingPeriod: BillingPeriod,
  months: number,
): BillingPeriod {
  const [year, month] = parseBillingPeriod(billingPeriod)
    .split('-')
    .map(Number) as [number, number];
  return billingPeriodOf(new Date(Date.UTC(year, month - 1 + months, 1)));
}

/**
 * The first day of a billing period, `YYYY-MM-DD`.
 *
 * @public
 */
export function firstDayOf(billingPeriod: BillingPeriod): string {
  return `${parseBillingPeriod(billingPeriod)}-01`;
}

/**
 * The last day of a billing period, `YYYY-MM-DD`.
 *
 * @public
 */
export function lastDayOf(billingPeriod: BillingPeriod): string {
  const next = new Date(`${firstDayOf(addMonths(billingPeriod, 1))}T00:00:00Z`);
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}
