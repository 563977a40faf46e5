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

import { Skeleton, VisuallyHidden } from '@backstage/ui';
import {
  sumDecimals,
  type BillingPeriod,
  type Comparison,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { lazy, Suspense, useMemo, useState } from 'react';
import { formatMonthName } from '../../format/dates';
import { Choice } from '../layout/Choice';
import { Money } from '../money/Money';
import { buildTrend, runningTotals } from './buildTrend';
import { describeTotal } from './describeTotal';
import { TrendLegend } from './TrendLegend';
import { TrendTable } from './TrendTable';
import styles from './TrendFigure.module.css';

// The chart library is large, and the figures above the chart come first.
const TrendChart = lazy(() =>
  import('./TrendChart').then(module => ({ default: module.TrendChart })),
);

type View = 'days' | 'running' | 'table';

const VIEWS: ReadonlyArray<{ id: View; label: string }> = [
  { id: 'days', label: 'By day' },
  { id: 'running', label: 'Running total' },
  { id: 'table', label: 'Table' },
];

const CHART_HEIGHT = 232;

/** A month in one currency: as bars, as a running total, or as a table. */
export function TrendFigure(props: {
  total: CostTotal;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
}) {
  const { total, billingPeriod, comparison } = props;
  const [view, setView] = useState<View>('days');
  const trend = useMemo(
    () => buildTrend(total, billingPeriod, comparison),
    [total, billingPeriod, comparison],
  );
  const days = useMemo(
    () => (view === 'running' ? runningTotals(trend) : trend.days),
    [trend, view],
  );
  const sentence = describeTotal(total, billingPeriod, comparison);
  const earlierTotal = sumDecimals(
    trend.earlier.flatMap(cost => [cost.usageCost, cost.otherCost]),
  );
  return (
    <figure className={styles.figure}>
      <figcaption>
        <VisuallyHidden>{sentence}</VisuallyHidden>
      </figcaption>
      <Choice
        label={`Show ${total.billingCurrency} as`}
        options={VIEWS}
        value={view}
        onChange={setView}
      />
      {view === 'table' ? (
        <div className={styles.table}>
          <TrendTable
            trend={trend}
            total={total}
            comparison={comparison}
            caption={sentence}
          />
        </div>
      ) : (
        <>
          <Suspense fallback={<Skeleton width="100%" height={CHART_HEIGHT} />}>
            <TrendChart
              days={days}
              height={CHART_HEIGHT}
              kind={view}
              currency={total.billingCurrency}
              state={total.state}
              comparison={comparison}
              label={sentence}
            />
          </Suspense>
          <TrendLegend
            kind={view}
            state={total.state}
            comparison={comparison}
            hasPrevious={total.previousDays.length > 0}
          />
        </>
      )}
      {trend.earlier.length > 0 && view === 'days' && (
        <p className={styles.note}>
          <Money amount={earlierTotal} currency={total.billingCurrency} /> of
          the total is late: charged in {formatMonthName(billingPeriod)} for
          days before it.
        </p>
      )}
    </figure>
  );
}
