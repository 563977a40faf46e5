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

/** A UTC calendar month as one number: year × 12 + zero-based month. */
export type Month = number;

const DAY_MS = 86_400_000;

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** The month a moment falls in, UTC. */
export function monthOf(date: Date): Month {
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** `2026-10` as a month. Throws when the text is not a billing period. */
export function parseBillingPeriod(text: string): Month {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12) {
    throw new Error(`Not a billing period (YYYY-MM): '${text}'`);
  }
  return Number(match[1]) * 12 + month - 1;
}

/** A month as `2026-10`. */
export function formatBillingPeriod(month: Month): string {
  return `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;
}

/** The first moment of a month. */
export function startOf(month: Month): Date {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
}

/** How many days a month has. */
export function daysIn(month: Month): number {
  return new Date(
    Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0),
  ).getUTCDate();
}

/** Days since 1970-01-01 of a day (from 1) of a month. */
export function absoluteDay(month: Month, day: number): number {
  return startOf(month).getTime() / DAY_MS + day - 1;
}

/** A day (from 1) of a month as `2026-10-05`. */
export function formatDay(month: Month, day: number): string {
  return `${formatBillingPeriod(month)}-${two(day)}`;
}

/** When the invoices of a month appear: the 6th of the next month, 08:00 UTC. */
export function invoiceTimeOf(month: Month): Date {
  return new Date(startOf(month + 1).getTime() + 5 * DAY_MS + 8 * 3_600_000);
}
