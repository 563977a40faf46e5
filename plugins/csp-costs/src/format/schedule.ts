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

import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import { Cron } from 'croner';
import type { Texts } from '../translation/useTexts';

type Schedule = ConnectorSettings['schedule'];

const DAILY = /^(\d{1,2}) (\d{1,2}) \* \* \*$/;
const HOURLY = /^(\d{1,2}) \* \* \* \*$/;

/** `Daily at 02:00 (Europe/Berlin)`; other rhythms as the cron text they are. */
export function describeSchedule(
  t: Texts,
  { cron, timeZone }: Schedule,
): string {
  const daily = DAILY.exec(cron.trim());
  if (daily) {
    const [, minute = '', hour = ''] = daily;
    const time = `${two(hour)}:${two(minute)}`;
    return t('words.schedule.daily', { time, timeZone });
  }
  const hourly = HOURLY.exec(cron.trim());
  return hourly
    ? t('words.schedule.hourly', { minute: String(Number(hourly[1])) })
    : `${cron} (${timeZone})`;
}

/** The next times a schedule comes to, as the backend reckons them; empty when it never does. */
export function nextTimes(
  { cron, timeZone }: Schedule,
  count: number,
  now: Date = new Date(),
): Date[] {
  const schedule = new Cron(cron, { timezone: timeZone, paused: true });
  const times = schedule.nextRuns(count, now);
  schedule.stop();
  return times;
}

/** Whether a text is five fields of cron. */
export function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== 5) {
    return false;
  }
  try {
    new Cron(text, { paused: true }).stop();
    return true;
  } catch {
    return false;
  }
}

/** Whether the browser knows a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    // Throws for what it does not know.
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** IANA time zones, UTC first. */
export function timeZones(): string[] {
  return [
    'UTC',
    ...Intl.supportedValuesOf('timeZone').filter(name => name !== 'UTC'),
  ];
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
