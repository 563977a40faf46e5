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
  compareDecimals,
  divideDecimals,
  reachedThreshold,
  subtractDecimals,
  toChartNumber,
  type Budget,
  type CostTotal,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { formatShare } from '../../format/numbers';
import { useTexts, type Texts } from '../../translation/useTexts';
import styles from './BudgetLine.module.css';

/** How far a budget is used up: a bar, and the same in words. */
export function BudgetLine(props: {
  budget: Budget;
  total: Pick<CostTotal, 'billedCost' | 'forecastCost'>;
  className?: string;
}) {
  const { budget, total, className } = props;
  const { monthlyAmount, billingCurrency } = budget;
  const t = useTexts();
  const used = shareOf(total.billedCost, budget);
  const forecast =
    total.forecastCost === undefined
      ? undefined
      : shareOf(total.forecastCost, budget);
  const words = wordsOf(t, budget, total);
  return (
    <div
      className={className ? `${styles.line} ${className}` : styles.line}
      data-tone={toneOf(budget, total)}
    >
      <div className={styles.track} aria-hidden="true">
        <span
          className={styles.used}
          style={{ width: `${100 * Math.min(1, Math.max(0, used))}%` }}
        />
        {forecast !== undefined && forecast > used && (
          <span
            className={styles.forecast}
            style={{ left: `${100 * Math.min(1, Math.max(0, forecast))}%` }}
          />
        )}
      </div>
      <p className={styles.words} title={words}>
        <span>
          {t('budget.used', {
            share: formatShare(used),
            amount: formatMoney(monthlyAmount, billingCurrency),
          })}
        </span>
        {words && <strong>{words}</strong>}
      </p>
    </div>
  );
}

type Amounts = Pick<CostTotal, 'billedCost' | 'forecastCost'>;

/** What somebody should know; empty when all is well. */
function wordsOf(t: Texts, budget: Budget, total: Amounts): string {
  const { billedCost, forecastCost } = total;
  const { monthlyAmount, billingCurrency } = budget;
  const over = (amount: Decimal) =>
    formatMoney(subtractDecimals(amount, monthlyAmount), billingCurrency);
  if (compareDecimals(billedCost, monthlyAmount) > 0) {
    return t('budget.over', { amount: over(billedCost) });
  }
  if (forecastCost && isForecastOver(budget, total)) {
    return t('budget.overForecast', { amount: over(forecastCost) });
  }
  return '';
}

function toneOf(budget: Budget, total: Amounts): 'good' | 'attention' | 'bad' {
  if (compareDecimals(total.billedCost, budget.monthlyAmount) > 0) {
    return 'bad';
  }
  return reachedThreshold(budget, total.billedCost) !== undefined ||
    isForecastOver(budget, total)
    ? 'attention'
    : 'good';
}

function isForecastOver(
  { monthlyAmount }: Budget,
  { forecastCost }: Amounts,
): boolean {
  return (
    forecastCost !== undefined &&
    compareDecimals(forecastCost, monthlyAmount) > 0
  );
}

/** For the width of a bar and a rounded percentage; decisions are made exactly. */
function shareOf(cost: Decimal, { monthlyAmount }: Budget): number {
  return toChartNumber(divideDecimals(cost, monthlyAmount, 4));
}
