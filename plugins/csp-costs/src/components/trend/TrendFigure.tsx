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
  compareDecimals,
  cspCostsCostReadPermission,
  sumDecimals,
  type BillingPeriod,
  type Comparison,
  type CostScope,
  type CostTotal,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useCostTrend } from '../../api/costQueries';
import { formatMonthName } from '../../format/dates';
import type { CostFilter } from '../../state/useFilters';
import { filterOf } from '../../state/filterOf';
import { useShownCharges } from '../../state/useShownCharges';
import { useTexts } from '../../translation/useTexts';
import { DownloadMenu } from '../export/DownloadMenu';
import { Choice } from '../layout/Choice';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { buildStack, runningStack, type StackSeries } from './buildStack';
import { describeTotal } from './describeTotal';

import { useSeriesColors } from './useSeriesColors';
import { stackCsv } from './stackCsv';
import { StackPicker } from './StackPicker';
import { TrendLegend } from './TrendLegend';
import { TrendTable } from './TrendTable';
import { useStacking } from './useStacking';
import styles from './TrendFigure.module.css';

// The chart library is large, and the figures above the chart come first.
const TrendChart = lazy(() =>
  import('./TrendChart').then(module => ({ default: module.TrendChart })),
);

type View = 'days' | 'running' | 'table';

const CHART_HEIGHT = 232;

/** Series that are told apart at first, and once the others are opened. */
const SERIES = 7;
const MORE_SERIES = 30;

/**
 * The days of a month in one currency, stacked by what the reader chooses: as
 * bars, as a running total, or as a table.
 */
export function TrendFigure(props: {
  scope: CostScope;
  total: CostTotal;
  billingPeriod: BillingPeriod;
  comparison: Comparison;
}) {
  const { scope, total, billingPeriod, comparison } = props;
  const { billingCurrency: currency } = total;
  const t = useTexts();
  const stacking = useStacking(scope);
  const { dimension, tagKey } = stacking;
  const { show } = useShownCharges();
  const [view, setView] = useState<View>('days');
  const [limit, setLimit] = useState(SERIES);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { data, error, isPlaceholderData, refetch } = useCostTrend(scope, {
    billingPeriod,
    dimension,
    tagKey,
    limit,
  });
  const stack = useMemo(
    () =>
      data?.billingPeriod === billingPeriod
        ? buildStack({
            dimension: data.dimension,
            trend: data.totals.find(
              ({ billingCurrency }) => billingCurrency === currency,
            ),
            total,
            billingPeriod,
            comparison,
          })
        : undefined,
    [data, total, billingPeriod, comparison, currency],
  );
  const colors = useSeriesColors(stack);
  const sentence = describeTotal(t, total, billingPeriod, comparison);
  const views: ReadonlyArray<{ id: View; label: string }> = [
    { id: 'days', label: t('trend.days') },
    { id: 'running', label: t('trend.running') },
    { id: 'table', label: t('trend.table') },
  ];

  function showCharges(date: string | undefined, series?: StackSeries) {
    show({
      billingCurrency: currency,
      date,
      filters: series ? filtersOf(series) : [],
    });
  }

  function filtersOf({ value }: StackSeries): CostFilter[] {
    const filter = value && filterOf(dimension, value, tagKey);
    return filter ? [filter] : [];
  }

  let content = (
    <div role="status" aria-label={t('trend.loading')}>
      <Skeleton width="100%" height={CHART_HEIGHT} />
    </div>
  );
  if (dimension === 'tag' && !tagKey) {
    content = (
      <p className={styles.empty} style={{ minHeight: CHART_HEIGHT }}>
        {t('trend.tagKeyMissing')}
      </p>
    );
  } else if (error) {
    content = (
      <ErrorState
        error={error}
        title={t('trend.failed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={refetch}
      />
    );
  } else if (stack && view === 'table') {
    content = (
      <div className={styles.table}>
        <TrendTable
          stack={stack}
          total={total}
          comparison={comparison}
          caption={sentence}
          onShow={showCharges}
        />
      </div>
    );
  } else if (stack) {
    const earlierTotal = sumDecimals(stack.earlier.map(day => day.total));
    content = (
      <>
        <Suspense fallback={<Skeleton width="100%" height={CHART_HEIGHT} />}>
          <TrendChart
            stack={stack}
            colors={colors}
            days={view === 'running' ? runningStack(stack) : stack.days}
            hidden={hidden}
            height={CHART_HEIGHT}
            kind={view === 'running' ? 'running' : 'days'}
            currency={currency}
            state={total.state}
            comparison={comparison}
            label={sentence}
            onShow={showCharges}
          />
        </Suspense>
        <TrendLegend
          stack={stack}
          colors={colors}
          hidden={hidden}
          onToggle={key => setHidden(toggled(hidden, key))}
          onOpenOther={
            limit === SERIES ? () => setLimit(MORE_SERIES) : undefined
          }
          filtersOf={filtersOf}
          onShow={series => showCharges(undefined, series)}
          kind={view === 'running' ? 'running' : 'days'}
          state={total.state}
          comparison={comparison}
          hasPrevious={total.previousDays.length > 0}
          currency={currency}
        />
        {compareDecimals(earlierTotal, '0') !== 0 && view === 'days' && (
          <p className={styles.note}>
            {t('trend.late', {
              amount: formatMoney(earlierTotal, currency),
              month: formatMonthName(billingPeriod),
            })}
          </p>
        )}
      </>
    );
  }

  return (
    <figure className={styles.figure}>
      <figcaption>
        <VisuallyHidden>{sentence}</VisuallyHidden>
      </figcaption>
      <div className={styles.tools}>
        <Choice
          label={t('trend.showAs', { currency })}
          options={views}
          value={view}
          onChange={setView}
        />
        <StackPicker stacking={stacking} />
        <DownloadMenu
          scope={scope}
          month={billingPeriod}
          billingCurrency={currency}
          screen={() =>
            stack && {
              fileName: `costs-${billingPeriod}-${currency}-${stack.dimension}.csv`,
              csv: stackCsv(t, stack, currency, comparison),
            }
          }
        />
      </div>
      <div
        className={`${styles.content} ${
          isPlaceholderData ? sectionStyles.pending : ''
        }`}
        aria-busy={isPlaceholderData}
      >
        {content}
      </div>
    </figure>
  );
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}
