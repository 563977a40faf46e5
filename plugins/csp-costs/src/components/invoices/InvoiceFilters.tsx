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

import { Select } from '@backstage/ui';
import { useBillingPeriods } from '../../api/costQueries';
import { formatMonth } from '../../format/dates';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import styles from './InvoiceFilters.module.css';

const ALL = 'all';

/** Month and currency of the invoices; both live in the address. */
export function InvoiceFilters() {
  const { params, change } = useCostsParams();
  const t = useTexts();
  const { data } = useBillingPeriods();
  const months = new Set(data?.map(({ billingPeriod }) => billingPeriod));
  const currencies = new Set(
    data?.flatMap(({ billingCurrencies }) => billingCurrencies),
  );
  if (params.month) {
    months.add(params.month);
  }
  if (params.currency) {
    currencies.add(params.currency);
  }
  return (
    <div
      className={styles.filters}
      role="search"
      aria-label={t('invoices.filters')}
    >
      <Select
        aria-label={t('invoices.month')}
        className={styles.select}
        options={[
          { id: ALL, label: t('invoices.allMonths') },
          ...[...months]
            .sort()
            .reverse()
            .map(id => ({ id, label: formatMonth(id) })),
        ]}
        value={params.month ?? ALL}
        onChange={key =>
          change({ month: key === ALL ? undefined : String(key) })
        }
      />
      {(currencies.size > 1 || params.currency) && (
        <Select
          aria-label={t('invoices.currency')}
          className={styles.select}
          options={[
            { id: ALL, label: t('invoices.allCurrencies') },
            ...[...currencies].sort().map(id => ({ id, label: id })),
          ]}
          value={params.currency ?? ALL}
          onChange={key =>
            change({ currency: key === ALL ? undefined : String(key) })
          }
        />
      )}
    </div>
  );
}
