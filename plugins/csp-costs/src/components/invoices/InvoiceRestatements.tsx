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

import { Card, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type InvoiceDetail,
} from 'backstage-plugin-csp-costs-common';
import { useInvoiceRestatements } from '../../api/invoiceQueries';
import { formatInstant } from '../../format/dates';
import { dimensionValueName } from '../../format/words';
import { useTexts } from '../../translation/useTexts';
import { DataTable } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { Money } from '../money/Money';
import styles from './Residuals.module.css';

/** What Microsoft changed in the lines of an invoice; nothing when it never did. */
export function InvoiceRestatements({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTexts();
  const { data, error, refetch } = useInvoiceRestatements(invoice);
  if (!data) {
    return error ? (
      <ErrorState
        error={error}
        title={t('invoices.restatementsFailed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={refetch}
      />
    ) : (
      <div role="status" aria-label={t('invoices.restatements')}>
        <Skeleton width="100%" height={80} />
      </div>
    );
  }
  if (data.items.length === 0) {
    return null;
  }
  return (
    <section
      className={styles.section}
      aria-labelledby="csp-costs-invoice-restatements"
    >
      <header>
        <h2 id="csp-costs-invoice-restatements" className={sectionStyles.title}>
          {t('invoices.restatements')}
        </h2>
        <p className={sectionStyles.subtitle}>
          {t('invoices.restatementsSubtitle')}
        </p>
      </header>
      <Card className={styles.card}>
        <DataTable
          caption={t('invoices.restatements')}
          columns={[
            {
              id: 'when',
              label: t('invoices.restated'),
              cell: ({ restatedAt }) => (
                <time dateTime={restatedAt}>{formatInstant(restatedAt)}</time>
              ),
            },
            {
              id: 'customer',
              label: t('invoices.customer'),
              cell: ({ customerName }) => customerName,
            },
            {
              id: 'service',
              label: t('invoices.service'),
              cell: ({ serviceName }) =>
                dimensionValueName(t, 'service', serviceName),
            },
            {
              id: 'category',
              label: t('invoices.part'),
              cell: ({ chargeCategory }) =>
                t(`invoices.category.${chargeCategory}`),
            },
            {
              id: 'change',
              label: t('invoices.change'),
              align: 'end',
              cell: ({ costChange, billingCurrency }) => (
                <Money
                  amount={costChange}
                  currency={billingCurrency}
                  precision="minor"
                  signed
                />
              ),
            },
          ]}
          rows={data.items}
          rowKey={({ generationId, customerId, serviceName, chargeCategory }) =>
            [generationId, customerId, serviceName, chargeCategory].join()
          }
        />
      </Card>
    </section>
  );
}
