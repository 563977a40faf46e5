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
  firstDayOf,
  lastDayOf,
  type BillingPeriod,
  type Comparison,
} from 'backstage-plugin-csp-costs-common';
import { readerLocale } from './readerLocale';

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs far more than using it, and a page of cards uses
// hundreds.
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = readerLocale();
  const key = JSON.stringify([locale, options]);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    formats.set(key, found);
  }
  return found;
}

/** `November 2026` */
export function formatMonth(billingPeriod: BillingPeriod): string {
  return format({ month: 'long', year: 'numeric' }).format(
    utcDay(firstDayOf(billingPeriod)),
  );
}

/** `November` */
export function formatMonthName(billingPeriod: BillingPeriod): string {
  return format({ month: 'long' }).format(utcDay(firstDayOf(billingPeriod)));
}

/** `14 Nov`, in the reader's order. */
export function formatDay(date: string): string {
  return format({ day: 'numeric', month: 'short' }).format(utcDay(date));
}

/** `Sat, 14 Nov`, in the reader's order. */
export function formatWeekday(date: string): string {
  return format({ weekday: 'short', day: 'numeric', month: 'short' }).format(
    utcDay(date),
  );
}

/** `14 Nov 2026, 02:10 UTC` */
export function formatInstant(instant: string): string {
  return format({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/** `14 Nov, 02:10 UTC`, where the year is plain from the surroundings. */
export function formatInstantShort(instant: string): string {
  return format({
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/** `3 Dec`, or `3 Dec 2027` when that is not the year of `now`. */
export function formatDate(instant: string, now: Date = new Date()): string {
  const date = new Date(instant);
  return format({
    day: 'numeric',
    month: 'short',
    year:
      date.getUTCFullYear() === now.getUTCFullYear() ? undefined : 'numeric',
  }).format(date);
}

/** `Sun, 15 Nov, 04:00` in a time zone of one's choice. */
export function formatMoment(moment: Date, timeZone: string): string {
  return format({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(moment);
}

/** What a month is compared with: `1–14 Oct`, or `October` for a whole month. */
export function formatComparison(comparison: Comparison): string {
  const { billingPeriod, throughDate } = comparison;
  if (!throughDate) {
    return formatMonthName(billingPeriod);
  }
  const last = lastDayOf(billingPeriod);
  const sameDay = `${billingPeriod}-${throughDate.slice(8, 10)}`;
  return format({ day: 'numeric', month: 'short' }).formatRange(
    utcDay(firstDayOf(billingPeriod)),
    utcDay(sameDay < last ? sameDay : last),
  );
}

/** `2 min 5 s`, from milliseconds. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

function utcDay(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
