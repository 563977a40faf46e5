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

import { Button } from '@backstage/ui';
import type { Comparison, CostState } from 'backstage-plugin-csp-costs-common';
import { formatDay, formatMonthName } from '../../format/dates';
import type { CostFilter } from '../../state/useFilters';
import { useTexts } from '../../translation/useTexts';
import { CellMenu } from '../filters/CellMenu';
import { Money } from '../money/Money';
import type { Stack, StackSeries } from './buildStack';
import { seriesName } from './seriesName';
import styles from './TrendLegend.module.css';

/** What the marks of a trend mean; series can be hidden, and looked into. */
export function TrendLegend(props: {
  stack: Stack;
  /** In the order of the series. */
  colors: string[];
  /** Keys of the series that are not drawn. */
  hidden: ReadonlySet<string>;
  onToggle: (key: string) => void;
  /** Tells more series apart. */
  onOpenOther?: () => void;
  /** What leaves one series; empty where nothing does. */
  filtersOf: (series: StackSeries) => CostFilter[];
  /** Shows the charges of a series. */
  onShow: (series: StackSeries) => void;
  kind: 'days' | 'running';
  state: CostState;
  comparison: Comparison;
  hasPrevious: boolean;
  currency: string;
}) {
  const { stack, colors, hidden, onToggle, onOpenOther, filtersOf, onShow } =
    props;
  const { kind, state, comparison, hasPrevious, currency } = props;
  const t = useTexts();
  return (
    <div className={styles.legends}>
      <ul className={styles.legend} aria-label={t('trend.series')}>
        {kind === 'running' && (
          <li>
            <span className={styles.mark} data-mark="line" />
            {t('trend.everything')}
          </li>
        )}
        {kind === 'days' &&
          stack.series.map((series, index) => {
            const name = seriesName(t, stack.dimension, series);
            const isHidden = hidden.has(series.key);
            return (
              <li key={series.key}>
                <Button
                  size="small"
                  variant="tertiary"
                  className={styles.toggle}
                  aria-label={
                    isHidden
                      ? t('trend.show', { name })
                      : t('trend.hide', { name })
                  }
                  onPress={() => onToggle(series.key)}
                >
                  <span
                    className={styles.mark}
                    data-hidden={isHidden || undefined}
                    style={{ background: colors[index] }}
                  />
                  <span className={styles.name} title={name}>
                    {name}
                  </span>
                </Button>
                <Money
                  className={styles.amount}
                  amount={series.billedCost}
                  currency={currency}
                />
                {series.value ? (
                  <CellMenu
                    name={name}
                    filters={filtersOf(series)}
                    onShow={() => onShow(series)}
                  />
                ) : (
                  onOpenOther && (
                    <Button
                      size="small"
                      variant="tertiary"
                      className={styles.more}
                      onPress={onOpenOther}
                    >
                      {t('trend.openOther')}
                    </Button>
                  )
                )}
              </li>
            );
          })}
      </ul>
      <ul className={styles.notes}>
        {hasPrevious && (
          <li>
            <span className={styles.mark} data-mark="previous" />
            {formatMonthName(comparison.billingPeriod)}
          </li>
        )}
        {kind === 'days' && comparison.throughDate && (
          <li>
            <span className={styles.mark} data-mark="incomplete" />
            {t('trend.moreMayCome', { day: formatDay(comparison.throughDate) })}
          </li>
        )}
        {kind === 'days' && state === 'estimated' && (
          <li>{t('trend.estimated')}</li>
        )}
        {hidden.size > 0 && kind === 'days' && <li>{t('trend.hidden')}</li>}
      </ul>
    </div>
  );
}
