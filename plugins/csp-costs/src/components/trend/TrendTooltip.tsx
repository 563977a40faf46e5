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
import { formatMonthName, formatWeekday } from '../../format/dates';
import { useTexts, type Texts } from '../../translation/useTexts';
import { Money } from '../money/Money';
import { sortedSeries, type Stack, type StackDay } from './buildStack';
import { seriesName } from './seriesName';
import styles from './TrendTooltip.module.css';

/** All series of a day, largest first, with their total. */
export function TrendTooltip(props: {
  stack: Stack;
  /** In the order of the series. */
  colors: string[];
  day: StackDay;
  running: boolean;
  currency: string;
  comparison: Comparison;
}) {
  const { stack, colors, day, running, currency, comparison } = props;
  const t = useTexts();
  return (
    <div className={styles.tooltip}>
      <p className={styles.title}>{titleOf(t, day, running)}</p>
      <dl className={styles.rows}>
        {sortedSeries(stack, day).map(({ series, index, amount }) => (
          <div key={series.key}>
            <dt>
              <span
                className={styles.swatch}
                style={{ background: colors[index] }}
              />
              <span className={styles.name}>
                {seriesName(t, stack.dimension, series)}
              </span>
            </dt>
            <dd>
              <Money amount={amount} currency={currency} />
            </dd>
          </div>
        ))}
        {day.total !== undefined && (
          <div className={styles.total}>
            <dt>{t('trend.total')}</dt>
            <dd>
              <Money amount={day.total} currency={currency} />
            </dd>
          </div>
        )}
        {day.previous !== undefined && (
          <div>
            <dt>
              <span className={styles.swatch} data-series="previous" />
              {formatMonthName(comparison.billingPeriod)}
            </dt>
            <dd>
              <Money amount={day.previous} currency={currency} />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function titleOf(t: Texts, day: StackDay, running: boolean): string {
  const name = day.date
    ? formatWeekday(day.date)
    : t('trend.dayNumber', { day: String(day.day) });
  const title = running ? t('trend.upTo', { day: name }) : name;
  return day.incomplete ? t('trend.incompleteDay', { day: title }) : title;
}
