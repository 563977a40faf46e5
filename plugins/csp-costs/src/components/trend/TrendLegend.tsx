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

import type { Comparison, CostState } from 'backstage-plugin-csp-costs-common';
import { formatDay, formatMonthName } from '../../format/dates';
import styles from './TrendLegend.module.css';

/** What the marks of a trend mean, and why some look different. */
export function TrendLegend(props: {
  kind: 'days' | 'running';
  state: CostState;
  comparison: Comparison;
  hasPrevious: boolean;
}) {
  const { kind, state, comparison, hasPrevious } = props;
  const soft = state === 'estimated' || undefined;
  return (
    <ul className={styles.legend}>
      {kind === 'days' ? (
        <>
          <li>
            <span className={styles.mark} data-mark="usage" data-soft={soft} />
            Usage
          </li>
          <li>
            <span className={styles.mark} data-mark="other" data-soft={soft} />
            Licences and other
          </li>
        </>
      ) : (
        <li>
          <span className={styles.mark} data-mark="line" />
          Usage, licences and other
        </li>
      )}
      {hasPrevious && (
        <li>
          <span className={styles.mark} data-mark="previous" />
          {formatMonthName(comparison.billingPeriod)}
        </li>
      )}
      {kind === 'days' && comparison.throughDate && (
        <li>
          <span className={styles.mark} data-mark="incomplete" />
          {formatDay(comparison.throughDate)}, more may come
        </li>
      )}
      {kind === 'days' && state === 'estimated' && (
        <li className={styles.note}>
          Lighter: estimated, Microsoft may still change it
        </li>
      )}
    </ul>
  );
}
