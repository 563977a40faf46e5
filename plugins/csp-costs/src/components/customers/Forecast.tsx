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

import type { Decimal } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';
import { Money } from '../money/Money';
import styles from './Forecast.module.css';

/** What a month will have cost; never told as a fact, and how it is found on hover. */
export function Forecast(props: { amount: Decimal; currency: string }) {
  const { amount, currency } = props;
  const t = useTexts();
  return (
    <span className={styles.forecast} title={t('forecast.method')}>
      {'≈ '}
      <Money amount={amount} currency={currency} className={styles.amount} />
    </span>
  );
}
