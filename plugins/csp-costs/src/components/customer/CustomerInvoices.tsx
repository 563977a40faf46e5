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

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type CustomerInvoice,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useCustomerInvoices } from '../../api/customerQueries';
import { formatDate, formatMonth } from '../../format/dates';
import { invoicesRouteRef } from '../../routes';
import { useTexts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import { Money } from '../money/Money';
import { CustomerSection } from './CustomerSection';
import { CUSTOMER_SECTIONS } from './customerSections';
import styles from './Subscriptions.module.css';

/** The invoices that a customer appears on, and with how much. */
export function CustomerInvoices(props: {
  customerId: string;
  /** Whether the reader may see what invoices have of others. */
  canOpen: boolean;
}) {
  const { customerId, canOpen } = props;
  const t = useTexts();
  const invoicesHref = useRouteRef(invoicesRouteRef)?.();
  const { data, error, refetch } = useCustomerInvoices(customerId);
  // The customer is there, so it is this reader who may not see all of it.
  const isPartly = error !== null && httpStatusOf(error) === 404;
  const columns: DataColumn<CustomerInvoice>[] = [
    {
      id: 'invoice',
      label: t('customer.invoices.invoice'),
      cell: ({ connectorId, invoiceId, invoiceDate }) => (
        <div className={styles.name}>
          {canOpen && invoicesHref ? (
            <Link
              href={`${invoicesHref}?${new URLSearchParams({
                invoice: `${connectorId}/${invoiceId}`,
              })}`}
            >
              {invoiceId}
            </Link>
          ) : (
            <span>{invoiceId}</span>
          )}
          {invoiceDate && (
            <time dateTime={invoiceDate} className={styles.detail}>
              {formatDate(invoiceDate)}
            </time>
          )}
        </div>
      ),
    },
    {
      id: 'month',
      label: t('customer.invoices.month'),
      cell: ({ billingPeriod }) => formatMonth(billingPeriod),
    },
    {
      id: 'cost',
      label: t('customer.invoices.cost'),
      align: 'end',
      cell: row => (
        <div className={styles.amounts}>
          <Money
            amount={row.billedCost}
            currency={row.billingCurrency}
            precision="minor"
          />
          {!row.complete && (
            <span className={styles.detail}>
              {t('customer.invoices.incomplete')}
            </span>
          )}
        </div>
      ),
    },
    {
      id: 'tax',
      label: t('customer.invoices.tax'),
      align: 'end',
      cell: row => (
        <Money
          amount={row.taxCost}
          currency={row.billingCurrency}
          precision="minor"
        />
      ),
    },
  ];
  return (
    <CustomerSection
      id={CUSTOMER_SECTIONS.invoices}
      title={t('customer.invoices')}
      hint={t('customer.invoices.hint')}
    >
      {isPartly && <p>{t('customer.partly')}</p>}
      {error && !data && !isPartly && (
        <ErrorState
          error={error}
          title={t('customer.invoices.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label={t('customer.invoices.loading')}>
          <Skeleton width="100%" height={120} />
        </div>
      )}
      {data?.length === 0 && <p>{t('customer.invoices.none')}</p>}
      {data && data.length > 0 && (
        <DataTable
          caption={t('customer.invoices')}
          columns={columns}
          rows={data}
          rowKey={row =>
            [row.connectorId, row.invoiceId, row.billingCurrency].join()
          }
        />
      )}
    </CustomerSection>
  );
}
