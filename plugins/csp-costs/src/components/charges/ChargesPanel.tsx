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

import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import type { BillingPeriod } from 'backstage-plugin-csp-costs-common';
import { formatMonth, formatWeekday } from '../../format/dates';
import type { Filters } from '../../state/useFilters';
import { scopeOfCharges, useShownCharges } from '../../state/useShownCharges';
import { useTexts } from '../../translation/useTexts';
import { DownloadMenu } from '../export/DownloadMenu';
import { useFilterLabels } from '../filters/useFilterLabels';
import { themeClassName } from '../layout/CostsRoot';
import { ChargesList } from './ChargesList';
import styles from './ChargesPanel.module.css';

/**
 * The charges that the address names, over the page they were opened from. Put
 * it on a page once; bars, rows and sentences open it with `useShownCharges`.
 */
export function ChargesPanel(props: {
  filters: Filters;
  month: BillingPeriod | undefined;
}) {
  const { filters, month } = props;
  const t = useTexts();
  const { shown, hide } = useShownCharges();
  const labelOf = useFilterLabels(
    { base: filters.base, chips: shown?.filters ?? [] },
    shown && month,
  );
  if (!shown || month === undefined) {
    return null;
  }
  const scope = scopeOfCharges(filters.scope, shown);
  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && hide()}
      width={960}
      className={styles.dialog}
    >
      <DialogHeader>{t('charges.title')}</DialogHeader>
      <DialogBody>
        <div className={`${themeClassName} ${styles.body}`}>
          <header className={styles.head}>
            <p className={styles.about}>
              {[
                shown.date ? formatWeekday(shown.date) : formatMonth(month),
                ...shown.filters.map(labelOf),
                shown.billingCurrency,
              ].join(' · ')}
            </p>
            <DownloadMenu
              scope={scope}
              month={month}
              billingCurrency={shown.billingCurrency}
              date={shown.date}
            />
          </header>
          <ChargesList
            query={{
              ...scope,
              billingPeriod: month,
              billingCurrency: shown.billingCurrency,
              date: shown.date,
            }}
            currency={shown.billingCurrency}
          />
        </div>
      </DialogBody>
    </Dialog>
  );
}
