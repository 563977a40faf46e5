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
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { useTexts } from '../../translation/useTexts';
import { amountText } from './invoiceWords';
import styles from './Difference.module.css';

/**
 * An amount that may be smaller than what the currency can show, which is then
 * said and not rounded away. The element's value and title hold every digit.
 */
export function Difference(props: { amount: Decimal; currency: string }) {
  const { amount, currency } = props;
  const t = useTexts();
  return (
    <data
      className={styles.amount}
      value={normalizeDecimal(amount)}
      title={formatMoney(amount, currency, { precision: 'exact' })}
    >
      {amountText(t, amount, currency, { signed: true })}
    </data>
  );
}
