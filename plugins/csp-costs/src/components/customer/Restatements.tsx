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

import { Button, Card, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type Restatement,
} from 'backstage-plugin-csp-costs-common';
import { useRestatements } from '../../api/costQueries';
import { formatDay, formatInstant, formatMonth } from '../../format/dates';
import { dimensionName, dimensionValueName } from '../../format/words';
import { useTexts, type Texts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { Money } from '../money/Money';
import styles from './Restatements.module.css';

/** What Microsoft changed of a customer's figures after they were shown; nothing when it never did. */
export function Restatements({ customerId }: { customerId: string }) {
  const t = useTexts();
  const query = useRestatements(customerId);
  const { data, error } = query;
  if (!data) {
    return error ? (
      <ErrorState
        error={error}
        title={t('customer.restatements.failed')}
        permission={cspCostsCostReadPermission.name}
        onRetry={query.refetch}
      />
    ) : (
      <div role="status" aria-label={t('customer.restatements.loading')}>
        <Skeleton width="100%" height={120} />
      </div>
    );
  }
  const rows = data.pages.flatMap(page => page.items);
  if (rows.length === 0) {
    return null;
  }
  return (
    <section
      className={styles.section}
      aria-labelledby="csp-costs-restatements"
    >
      <header>
        <h2 id="csp-costs-restatements" className={sectionStyles.title}>
          {t('customer.restatements')}
        </h2>
        <p className={sectionStyles.subtitle}>
          {t('customer.restatements.hint')}
        </p>
      </header>
      <Card className={styles.table}>
        <DataTable
          caption={t('customer.restatements')}
          columns={columnsOf(t)}
          rows={rows}
          rowKey={row =>
            [row.generationId, row.serviceName, row.chargeCategory].join()
          }
        />
        {query.isFetchNextPageError && error && (
          <ErrorState
            error={error}
            title={t('customer.restatements.moreFailed')}
            permission={cspCostsCostReadPermission.name}
            onRetry={query.fetchNextPage}
          />
        )}
        {query.hasNextPage && !query.isFetchNextPageError && (
          <Button
            className={styles.more}
            variant="secondary"
            isPending={query.isFetchingNextPage}
            onPress={() => query.fetchNextPage()}
          >
            {t('customer.restatements.more')}
          </Button>
        )}
      </Card>
    </section>
  );
}

function Cost(props: { amount: string; row: Restatement; signed?: boolean }) {
  const { amount, row, signed } = props;
  return (
    <Money
      amount={amount}
      currency={row.billingCurrency}
      precision="minor"
      signed={signed}
    />
  );
}

/** What the amounts are of: an invoice, or the days of an estimate that were compared. */
function basisOf(t: Texts, { invoiceId, throughDate }: Restatement): string {
  if (invoiceId) {
    return t('customer.restatements.invoice', { id: invoiceId });
  }
  return throughDate
    ? t('customer.restatements.estimatedThrough', {
        day: formatDay(throughDate),
      })
    : t('customer.restatements.estimated');
}

function columnsOf(t: Texts): DataColumn<Restatement>[] {
  return [
    {
      id: 'when',
      label: t('customer.restatements.when'),
      cell: ({ restatedAt }) => (
        <time dateTime={restatedAt}>{formatInstant(restatedAt)}</time>
      ),
    },
    {
      id: 'period',
      label: t('customer.restatements.period'),
      cell: row => (
        <div className={styles.stack}>
          <span>{formatMonth(row.billingPeriod)}</span>
          <span className={styles.detail}>{basisOf(t, row)}</span>
        </div>
      ),
    },
    {
      id: 'service',
      label: dimensionName(t, 'service'),
      cell: ({ serviceName }) => dimensionValueName(t, 'service', serviceName),
    },
    {
      id: 'category',
      label: dimensionName(t, 'chargeCategory'),
      cell: ({ chargeCategory }) =>
        dimensionValueName(t, 'chargeCategory', chargeCategory),
    },
    {
      id: 'currency',
      label: t('customer.restatements.currency'),
      cell: ({ billingCurrency }) => billingCurrency,
    },
    {
      id: 'before',
      label: t('customer.restatements.before'),
      align: 'end',
      cell: row => <Cost amount={row.costBefore} row={row} />,
    },
    {
      id: 'after',
      label: t('customer.restatements.after'),
      align: 'end',
      cell: row => <Cost amount={row.costAfter} row={row} />,
    },
    {
      id: 'change',
      label: t('customer.change'),
      align: 'end',
      cell: row => <Cost amount={row.costChange} row={row} signed />,
    },
  ];
}
