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
  RiArrowRightDownLine,
  RiArrowRightLine,
  RiArrowRightUpLine,
} from '@remixicon/react';
import {
  compareDecimals,
  relativeChange,
  subtractDecimals,
  type Comparison,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { formatComparison, formatMonthName } from '../../format/dates';
import { formatRelativeChange } from '../../format/numbers';
import { useTexts } from '../../translation/useTexts';
import { Money } from './Money';
import styles from './Change.module.css';

/**
 * Like-for-like change: the same days of the month before, never the whole of
 * it. More cost is not bad by itself, so it has an arrow and a sign and no
 * alarming colour.
 */
export function Change(props: {
  amount: Decimal;
  /** Absent when nothing is known of the month before. */
  comparable: Decimal | undefined;
  currency: string;
  comparison: Comparison;
  /** Also says how much money the change is. */
  withAmount?: boolean;
  /** Leaves out what it is compared with, where a table says it. */
  bare?: boolean;
}) {
  const { amount, comparable, currency, comparison, withAmount, bare } = props;
  const t = useTexts();
  if (comparable === undefined) {
    return (
      <span className={styles.change}>
        <span className={styles.against}>
          {t('money.noFigures', {
            month: formatMonthName(comparison.billingPeriod),
          })}
        </span>
      </span>
    );
  }
  const difference = subtractDecimals(amount, comparable);
  const direction = compareDecimals(difference, '0');
  const relative = relativeChange(comparable, amount);
  let Arrow = RiArrowRightLine;
  if (direction !== 0) {
    Arrow = direction > 0 ? RiArrowRightUpLine : RiArrowRightDownLine;
  }
  return (
    <span className={styles.change} data-bare={bare || undefined}>
      <span className={styles.value}>
        <Arrow className={styles.arrow} aria-hidden="true" />
        {relative !== undefined && (
          <span>{formatRelativeChange(relative)}</span>
        )}
        {(withAmount || relative === undefined) && (
          <Money
            amount={difference}
            currency={currency}
            signed
            className={relative === undefined ? undefined : styles.amount}
          />
        )}
      </span>{' '}
      {!bare && (
        <span className={styles.against}>
          {t('money.against', { than: formatComparison(comparison) })}
        </span>
      )}
    </span>
  );
}
