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
import type { Texts } from '../../../translation/useTexts';

/** What all checks come down to: `2 things need you`. */
export function summarizeChecks(
  t: Texts,
  checks: Check[],
  isChecking: (check: Check) => boolean,
): string {
  const running = checks.filter(isChecking).length;
  if (running > 0) {
    return t('connectors.checksRunning', {
      done: checks.length - running,
      all: checks.length,
    });
  }
  const [latest] = checks
    .flatMap(check => check.checkedAt ?? [])
    .sort()
    .reverse();
  if (!latest) {
    return t('connectors.notChecked');
  }
  const failed = checks.filter(({ status }) => status === 'fail').length;
  const warned = checks.filter(({ status }) => status === 'warn').length;
  return t('connectors.lastChecked', {
    verdict: verdict(t, failed, warned),
    instant: formatInstant(latest),
  });
}

function verdict(t: Texts, failed: number, warned: number): string {
  const count = failed + warned;
  if (count === 0) {
    return t('connectors.nothingNeedsYou');
  }
  if (failed === 0) {
    return t('connectors.notBroken', { count });
  }
  return warned === 0
    ? t('connectors.needYou', { count })
    : t('connectors.brokenAndMore', { count, broken: failed, others: warned });
}
