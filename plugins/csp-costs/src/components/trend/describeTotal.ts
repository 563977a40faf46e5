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
  relativeChange,
  type BillingPeriod,
  type Comparison,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { formatComparison, formatMonthName } from '../../format/dates';
import { formatShare } from '../../format/numbers';
import type { Texts } from '../../translation/useTexts';

/**
 * A month in one sentence, as a screen reader says it: `October cost €12,480,
 * 8% more than September, mostly Virtual Machines.`
 */
export function describeTotal(
  t: Texts,
  total: CostTotal,
  billingPeriod: BillingPeriod,
  comparison: Comparison,
): string {
  const said = {
    month: formatMonthName(billingPeriod),
    amount: formatMoney(total.billedCost, total.billingCurrency),
  };
  const parts: string[] = [
    comparison.throughDate
      ? t('trend.sentenceSoFar', said)
      : t('trend.sentenceWhole', said),
  ];
  if (total.comparableCost !== undefined) {
    const change = relativeChange(total.comparableCost, total.billedCost);
    if (change !== undefined) {
      const than = formatComparison(comparison);
      const share = formatShare(Math.abs(change));
      if (Math.abs(change) < 0.0005) {
        parts.push(t('trend.sentenceSame', { than }));
      } else {
        parts.push(
          change > 0
            ? t('trend.sentenceMore', { share, than })
            : t('trend.sentenceLess', { share, than }),
        );
      }
    }
  }
  const topService = total.services[0]?.name;
  if (topService) {
    parts.push(t('trend.sentenceMostly', { name: topService }));
  }
  return `${parts.join(', ')}.`;
}
