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

import { Card } from '@backstage/ui';
import {
  lastDayOf,
  type CostScope,
  type CostSummary,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { useId, type ReactNode } from 'react';
import { formatDay, formatMonth, formatMonthName } from '../../format/dates';
import { useTexts } from '../../translation/useTexts';
import { coverageIn } from '../coverage/coverageIn';
import { CoverageLine } from '../coverage/CoverageLine';
import { Change } from '../money/Change';
import { ExactMoney } from '../money/ExactMoney';
import { Money } from '../money/Money';
import { ServicesBar } from '../services/ServicesBar';
import { TrendFigure } from '../trend/TrendFigure';
import { WhatChanged } from './WhatChanged';
import styles from './CurrencyPanel.module.css';

/** A month in one currency: the figure, how it compares, and its days. */
export function CurrencyPanel(props: {
  summary: CostSummary;
  total: CostTotal;
  scope: CostScope;
}) {
  const { summary, total, scope } = props;
  const t = useTexts();
  const { billingPeriod, comparison, coverage } = summary;
  const { billingCurrency: currency } = total;
  const headingId = useId();
  const inCurrency = {
    month: formatMonth(billingPeriod),
    currency: currencyName(currency),
  };
  return (
    <Card className={styles.panel} aria-labelledby={headingId}>
      <header className={styles.head}>
        <h3 id={headingId} className={styles.label}>
          {comparison.throughDate
            ? t('summary.monthSoFarIn', inCurrency)
            : t('summary.monthIn', inCurrency)}
        </h3>
        <p className={styles.figure}>
          <ExactMoney amount={total.billedCost} currency={currency} />
        </p>
        <Change
          amount={total.billedCost}
          comparable={total.comparableCost}
          currency={currency}
          comparison={comparison}
          withAmount
        />
        {total.forecastCost !== undefined && (
          <p className={styles.forecast} title={t('forecast.method')}>
            {t('summary.forecast', {
              amount: formatMoney(total.forecastCost, currency),
              day: formatDay(lastDayOf(billingPeriod)),
            })}
          </p>
        )}
        <CoverageLine
          coverage={coverageIn(coverage, currency)}
          state={total.state}
        />
      </header>
      <TrendFigure
        scope={scope}
        total={total}
        billingPeriod={billingPeriod}
        comparison={comparison}
      />
      <div className={styles.foot}>
        <dl className={styles.facts}>
          <Fact label={t('summary.usage')}>
            <Money amount={total.usageCost} currency={currency} />
          </Fact>
          <Fact label={t('summary.other')}>
            <Money amount={total.otherCost} currency={currency} />
          </Fact>
          {comparison.throughDate && total.previousCost !== undefined && (
            <Fact
              label={t('summary.whole', {
                month: formatMonthName(comparison.billingPeriod),
              })}
            >
              <Money amount={total.previousCost} currency={currency} />
            </Fact>
          )}
          <Fact label={t('summary.tax')}>
            <Money amount={total.taxCost} currency={currency} />
          </Fact>
        </dl>
        <div className={styles.services}>
          <h4 className={styles.label}>{t('summary.services')}</h4>
          <ServicesBar total={total} count={4} expandable />
        </div>
        <WhatChanged
          scope={scope}
          billingPeriod={billingPeriod}
          currency={currency}
        />
      </div>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `euros (EUR)` would need grammar; the code with its sign does not. */
function currencyName(currency: string): string {
  const sign = formatMoney('0', currency).replace(/[\d.,\s]/g, '');
  return sign === currency ? currency : `${currency} (${sign})`;
}
