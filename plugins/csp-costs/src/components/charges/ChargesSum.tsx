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
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { useTexts } from '../../translation/useTexts';
import styles from './ChargesSum.module.css';

/** How many charges there are, and what they add up to, to the last digit. */
export function ChargesSum(props: {
  count: number;
  /** Before tax, as in the figures. */
  cost: Decimal;
  tax: Decimal;
  currency: string;
  /** Whether these are all charges of the cell. */
  isWhole: boolean;
  /** Whether the cell is one of tax. */
  taxAlone: boolean;
}) {
  const { count, cost, tax, currency, isWhole, taxAlone } = props;
  const t = useTexts();
  const exact = (amount: Decimal) =>
    formatMoney(amount, currency, { precision: 'exact' });
  const amount = exact(taxAlone ? tax : cost);
  return (
    <p className={styles.sum} aria-live="polite">
      {isWhole
        ? t('charges.whole', { count, amount })
        : t('charges.partial', { count, amount })}
      {!taxAlone && compareDecimals(tax, '0') !== 0 && (
        <span className={styles.tax}>
          {t('charges.tax', { amount: exact(tax) })}
        </span>
      )}
    </p>
  );
}
