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
  formatMoney,
  relativeChange,
  type BillingPeriod,
  type Comparison,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { formatComparison, formatMonthName } from '../../format/dates';
import { formatShare } from '../../format/numbers';

/**
 * A month in one sentence, as a screen reader says it: `October cost €12,480,
 * 8% more than September, mostly Virtual Machines.`
 */
export function describeTotal(
  total: CostTotal,
  billingPeriod: BillingPeriod,
  comparison: Comparison,
): string {
  const month = formatMonthName(billingPeriod);
  const parts = [
    `${month} ${comparison.throughDate ? 'so far costs' : 'cost'} ${formatMoney(
      total.billedCost,
      total.billingCurrency,
    )}`,
  ];
  if (total.comparableCost !== undefined) {
    const change = relativeChange(total.comparableCost, total.billedCost);
    if (change !== undefined) {
      const than = formatComparison(comparison);
      parts.push(
        Math.abs(change) < 0.0005
          ? `the same as ${than}`
          : `${formatShare(Math.abs(change))} ${
              change > 0 ? 'more' : 'less'
            } than ${than}`,
      );
    }
  }
  const topService = total.services[0]?.name;
  if (topService) {
    parts.push(`mostly ${topService}`);
  }
  return `${parts.join(', ')}.`;
}
