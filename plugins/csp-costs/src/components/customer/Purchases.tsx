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

import { Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type BillingPeriod,
  type BreakdownRow,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { useMemo } from 'react';
import { useCostBreakdown } from '../../api/costQueries';
import { formatMonth } from '../../format/dates';
import { dimensionName, dimensionValueName } from '../../format/words';
import { useTexts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import { Money } from '../money/Money';
import { CustomerSection } from './CustomerSection';
import { CUSTOMER_SECTIONS } from './customerSections';

/** Licences, reservations, savings plans: what a month bills that is no usage. */
export function Purchases(props: {
  customerId: string;
  month: BillingPeriod | undefined;
}) {
  const { customerId, month } = props;
  const t = useTexts();
  const scope = useMemo(
    (): CostScope => ({ customerId, chargeCategory: 'Purchase' }),
    [customerId],
  );
  const { data, error, refetch } = useCostBreakdown(scope, month, 'product');
  const name = month ? formatMonth(month) : '';
  const currencies = [...new Set(data?.rows.map(row => row.billingCurrency))];
  const columns: DataColumn<BreakdownRow>[] = [
    {
      id: 'product',
      label: dimensionName(t, 'product'),
      cell: row => dimensionValueName(t, 'product', row.name),
    },
    {
      id: 'cost',
      label: t('customer.cost'),
      align: 'end',
      cell: row => (
        <Money
          amount={row.billedCost}
          currency={row.billingCurrency}
          precision="minor"
        />
      ),
    },
  ];
  return (
    <CustomerSection
      id={CUSTOMER_SECTIONS.purchases}
      title={t('customer.purchases', { month: name })}
      hint={t('customer.purchases.hint')}
    >
      {error && !data && (
        <ErrorState
          error={error}
          title={t('customer.purchases.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label={t('customer.purchases.loading')}>
          <Skeleton width="100%" height={120} />
        </div>
      )}
      {data?.rows.length === 0 && (
        <p>{t('customer.purchases.none', { month: name })}</p>
      )}
      {data &&
        currencies.map(currency => (
          <DataTable
            key={currency}
            caption={t('customer.purchases.caption', { month: name, currency })}
            columns={columns}
            rows={data.rows.filter(row => row.billingCurrency === currency)}
            rowKey={row => row.name}
          />
        ))}
    </CustomerSection>
  );
}
