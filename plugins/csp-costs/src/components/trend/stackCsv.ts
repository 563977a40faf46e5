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

import type { Comparison } from 'backstage-plugin-csp-costs-common';
import type { Texts } from '../../translation/useTexts';
import { toCsv } from '../export/toCsv';
import type { Stack } from './buildStack';
import { seriesName } from './seriesName';

/** The table of a trend as CSV: every digit, a column a series, a row a day. */
export function stackCsv(
  t: Texts,
  stack: Stack,
  currency: string,
  comparison: Comparison,
): string {
  return toCsv([
    [
      'ChargePeriodStart',
      'BillingCurrency',
      ...stack.series.map(series => seriesName(t, stack.dimension, series)),
      t('trend.total'),
      comparison.billingPeriod,
    ],
    ...stack.earlier.map(({ date, amounts, total }) => [
      date,
      currency,
      ...amounts,
      total,
      undefined,
    ]),
    ...stack.days.flatMap(({ date, amounts, total, previous }) =>
      date && amounts ? [[date, currency, ...amounts, total, previous]] : [],
    ),
  ]);
}
