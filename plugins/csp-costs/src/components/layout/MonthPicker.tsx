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

import { ButtonIcon, Select } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import type { BillingPeriod } from 'backstage-plugin-csp-costs-common';
import { formatMonth } from '../../format/dates';
import { useTexts } from '../../translation/useTexts';
import styles from './MonthPicker.module.css';

/** Picks a billing period: by name, or the one before or after. */
export function MonthPicker(props: {
  month: BillingPeriod | undefined;
  /** Latest first. */
  months: BillingPeriod[];
  onChange: (month: BillingPeriod) => void;
}) {
  const t = useTexts();
  const { month, months, onChange } = props;
  const index = month === undefined ? -1 : months.indexOf(month);
  const earlier = index >= 0 ? months[index + 1] : undefined;
  const later = index > 0 ? months[index - 1] : undefined;
  return (
    <div className={styles.picker} role="group" aria-label={t('layout.month')}>
      <ButtonIcon
        aria-label={t('layout.previousMonth')}
        variant="secondary"
        icon={<RiArrowLeftSLine />}
        isDisabled={!earlier}
        onPress={() => earlier && onChange(earlier)}
      />
      <Select
        aria-label={t('layout.month')}
        className={styles.select}
        placeholder={t('layout.month')}
        options={months.map(id => ({ id, label: formatMonth(id) }))}
        isDisabled={months.length === 0}
        value={month ?? null}
        onChange={key => {
          if (key !== null) {
            onChange(String(key));
          }
        }}
      />
      <ButtonIcon
        aria-label={t('layout.nextMonth')}
        variant="secondary"
        icon={<RiArrowRightSLine />}
        isDisabled={!later}
        onPress={() => later && onChange(later)}
      />
    </div>
  );
}
