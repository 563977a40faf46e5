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
  type Comparison,
} from 'backstage-plugin-csp-costs-common';
import { formatMonthName, formatWeekday } from '../../format/dates';
import { Money } from '../money/Money';
import type { TrendDay } from './buildTrend';
import styles from './TrendTooltip.module.css';

/** All series of a day, largest first, with their total. */
export function TrendTooltip(props: {
  day: TrendDay;
  running: boolean;
  currency: string;
  comparison: Comparison;
}) {
  const { day, running, currency, comparison } = props;
  const series = day.cost
    ? [
        { key: 'usage', label: 'Usage', amount: day.cost.usage },
        { key: 'other', label: 'Licences and other', amount: day.cost.other },
      ].sort((a, b) => compareDecimals(b.amount, a.amount))
    : [];
  return (
    <div className={styles.tooltip}>
      <p className={styles.title}>
        {running && 'Up to '}
        {day.date ? formatWeekday(day.date) : `Day ${day.day}`}
        {day.incomplete && ' (not complete yet)'}
      </p>
      <dl className={styles.rows}>
        {series.map(({ key, label, amount }) => (
          <div key={key}>
            <dt>
              <span className={styles.swatch} data-series={key} />
              {label}
            </dt>
            <dd>
              <Money amount={amount} currency={currency} />
            </dd>
          </div>
        ))}
        {day.cost && (
          <div className={styles.total}>
            <dt>Total</dt>
            <dd>
              <Money amount={day.cost.total} currency={currency} />
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
