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

/** Longer than any window of Microsoft's; what is longer is a mistake. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/**
 * How long Microsoft asks to wait, in milliseconds: the longest of all
 * `*retry-after*` headers. Undefined when there is none.
 *
 * Seconds, HTTP dates and the `-ms` forms are understood. Cost Management
 * names several quotas in `x-ms-ratelimit-*-retry-after` headers of their own.
 *
 * At most an hour is given.
 *
 * @param now - What the time is, for HTTP dates.
 */
export function retryAfter(headers: Headers, now: Date): number | undefined {
  let longest: number | undefined;
  headers.forEach((value, name) => {
    if (!/retry-after(-ms)?$/i.test(name)) {
      return;
    }
    const wait = readWait(value, name.endsWith('-ms'), now);
    if (wait !== undefined) {
      longest = Math.min(LONGEST_WAIT_MS, Math.max(longest ?? 0, wait));
    }
  });
  return longest;
}

/**
 * How long the text of an answer asks to wait, in milliseconds, at most an
 * hour: Partner Center's gateway says "Try again in 57 seconds."
 */
export function retryAfterInWords(text: string): number | undefined {
  const [, count, unit] =
    /\b(?:in|after) (\d{1,6}) (second|minute)s?\b/i.exec(text) ?? [];
  return count === undefined
    ? undefined
    : Math.min(
        LONGEST_WAIT_MS,
        Number(count) * (unit?.toLowerCase() === 'minute' ? 60_000 : 1000),
      );
}

function readWait(
  value: string,
  milliseconds: boolean,
  now: Date,
): number | undefined {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number)) {
    return Math.max(0, milliseconds ? number : number * 1000);
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
