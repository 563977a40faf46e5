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
  normalizeDecimal,
  type Decimal,
  type FormatMoneyOptions,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import styles from './Money.module.css';

/** Properties of {@link Money}. */
export interface MoneyProps {
  amount: Decimal;
  /** ISO 4217. */
  currency: string;
  precision?: FormatMoneyOptions['precision'];
  /** Shows `+` in front of positive amounts. */
  signed?: boolean;
  className?: string;
}

/**
 * An amount in its own currency. What is read is rounded; the element's value
 * and title hold every digit.
 */
export function Money(props: MoneyProps) {
  const { amount, currency, precision, signed, className } = props;
  return (
    <data
      value={normalizeDecimal(amount)}
      title={formatMoney(amount, currency, { precision: 'exact' })}
      className={className ? `${styles.money} ${className}` : styles.money}
    >
      {formatMoney(amount, currency, { precision, signed })}
    </data>
  );
}
