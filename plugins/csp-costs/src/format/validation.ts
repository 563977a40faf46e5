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

import type {
  ValidationCheck,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import { words } from '../translation/english/words';
import type { Texts } from '../translation/useTexts';
import type { StateWord, Tone } from './words';

/** What a check of new data looks at. */
export function validationCheckName(t: Texts, check: ValidationCheck): string {
  // A backend that is newer than this page may know more checks.
  return `words.validation.${check}` in words
    ? t(`words.validation.${check}`)
    : check;
}

const TONES: Record<ValidationVerdict['verdict'], Tone> = {
  pass: 'good',
  warn: 'attention',
  held: 'attention',
  fail: 'bad',
};

/** What a check of new data said. */
export function verdictWord(
  t: Texts,
  verdict: ValidationVerdict['verdict'],
): StateWord {
  return { word: t(`words.verdict.${verdict}`), tone: TONES[verdict] };
}

/** `10 checks passed`, or `10 checks: 1 warning, 1 held`. */
export function summarizeValidation(
  t: Texts,
  verdicts: ValidationVerdict[],
): string {
  const count = (wanted: ValidationVerdict['verdict']) =>
    verdicts.filter(({ verdict }) => verdict === wanted).length;
  const [warnings, held, failed] = [
    count('warn'),
    count('held'),
    count('fail'),
  ];
  const remarks = [
    failed > 0 && t('words.checksFailed', { number: failed }),
    held > 0 && t('words.checksHeld', { number: held }),
    warnings > 0 && t('words.checksWarned', { count: warnings }),
  ].filter(Boolean);
  return remarks.length > 0
    ? t('words.checksRemarked', {
        checks: t('words.checks', { count: verdicts.length }),
        remarks: remarks.join(', '),
      })
    : t('words.checksPassed', { count: verdicts.length });
}
