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
import { plural } from './numbers';
import type { StateWord } from './words';

const CHECKS: Record<ValidationCheck, string> = {
  tenant: 'Partner tenant',
  blobs: 'Files',
  lines: 'Lines',
  columns: 'Columns',
  readable: 'Readable lines',
  amounts: 'Amounts',
  currency: 'Currency',
  period: 'Billing period',
  customers: 'Customers',
  total: 'Total',
  invoice: 'Total of the invoice',
};

/** What a check of new data looks at. */
export function validationCheckName(check: ValidationCheck): string {
  // A backend that is newer than this page may know more checks.
  return CHECKS[check] ?? check;
}

const VERDICTS: Record<ValidationVerdict['verdict'], StateWord> = {
  pass: { word: 'Pass', tone: 'good' },
  warn: { word: 'Warning', tone: 'attention' },
  held: { word: 'Held', tone: 'attention' },
  fail: { word: 'Fail', tone: 'bad' },
};

/** What a check of new data said. */
export function verdictWord(verdict: ValidationVerdict['verdict']): StateWord {
  return VERDICTS[verdict];
}

/** `10 checks passed`, or `10 checks: 1 warning, 1 held`. */
export function summarizeValidation(verdicts: ValidationVerdict[]): string {
  const count = (wanted: ValidationVerdict['verdict']) =>
    verdicts.filter(({ verdict }) => verdict === wanted).length;
  const [warnings, held, failed] = [
    count('warn'),
    count('held'),
    count('fail'),
  ];
  const remarks = [
    failed > 0 && `${failed} failed`,
    held > 0 && `${held} held`,
    warnings > 0 && plural(warnings, 'warning'),
  ].filter(Boolean);
  const all = plural(verdicts.length, 'check');
  return remarks.length > 0 ? `${all}: ${remarks.join(', ')}` : `${all} passed`;
}
