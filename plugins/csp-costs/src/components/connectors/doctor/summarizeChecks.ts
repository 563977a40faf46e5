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

import type { Check } from 'backstage-plugin-csp-costs-common';
import { formatInstant } from '../../../format/dates';
import { formatCount, plural } from '../../../format/numbers';

/** What all checks come down to: `2 things need you`. */
export function summarizeChecks(
  checks: Check[],
  isChecking: (check: Check) => boolean,
): string {
  const running = checks.filter(isChecking).length;
  if (running > 0) {
    return `Checking: ${formatCount(checks.length - running)} of ${formatCount(
      checks.length,
    )} done`;
  }
  const [latest] = checks
    .flatMap(check => check.checkedAt ?? [])
    .sort()
    .reverse();
  if (!latest) {
    return 'Nothing has been checked yet.';
  }
  const failed = checks.filter(({ status }) => status === 'fail').length;
  const warned = checks.filter(({ status }) => status === 'warn').length;
  return `${verdict(failed, warned)} Last checked ${formatInstant(latest)}.`;
}

function verdict(failed: number, warned: number): string {
  if (failed + warned === 0) {
    return 'Nothing needs you.';
  }
  const needs = plural(failed + warned, 'thing needs', 'things need');
  if (failed === 0) {
    return `${needs} you: nothing is broken.`;
  }
  return warned === 0
    ? `${needs} you.`
    : `${needs} you: ${formatCount(failed)} broken, ${formatCount(
        warned,
      )} to look at.`;
}
