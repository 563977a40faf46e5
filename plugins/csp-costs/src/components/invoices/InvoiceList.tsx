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

import { Button, Card, Link, Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type Invoice,
} from 'backstage-plugin-csp-costs-common';
import { useInvoices } from '../../api/invoiceQueries';
import { formatMonth } from '../../format/dates';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts, type Texts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { EmptyState } from '../layout/EmptyState';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { StateMark } from '../layout/StateMark';
import { Money } from '../money/Money';
import { Difference } from './Difference';
import { InvoiceFilters } from './InvoiceFilters';
import { InvoicesFailure } from './InvoicesFailure';
import { amountText, documentName, gapText, verdictWord } from './invoiceWords';
import styles from './InvoiceList.module.css';

/** All invoices, newest first, each with whether it matches. */
export function InvoiceList() {
  const { params, change, hrefWith } = useCostsParams();
  const t = useTexts();
  const isFiltered = Boolean(params.month || params.currency);
  const query = useInvoices({
    billingPeriod: params.month,
    billingCurrency: params.currency,
  });
  const { data, error, isPlaceholderData } = query;
  const invoices = data?.pages.flatMap(page => page.items);
  const count = data?.pages[0]?.totalCount;
  return (
    <>
      <header className={sectionStyles.toolbar}>
        <div>
          <h2 className={sectionStyles.title}>{t('invoices.title')}</h2>
          <p className={sectionStyles.subtitle}>{t('invoices.subtitle')}</p>
        </div>
        <InvoiceFilters />
      </header>
      {error && !data && (
        <InvoicesFailure
          error={error}
          title={t('invoices.failed')}
          onRetry={query.refetch}
        />
      )}
      {!error && !data && (
        <Card
          className={styles.card}
          role="status"
          aria-label={t('invoices.loading')}
        >
          {[0, 1, 2, 3].map(row => (
            <Skeleton key={row} width="100%" height={44} />
          ))}
        </Card>
      )}
      {count === 0 && (
        <EmptyState
          title={isFiltered ? t('invoices.none') : t('invoices.empty')}
          action={
            isFiltered && (
              <Button
                variant="secondary"
                onPress={() =>
                  change({ month: undefined, currency: undefined })
                }
              >
                {t('invoices.clear')}
              </Button>
            )
          }
        >
          {isFiltered ? t('invoices.noneText') : t('invoices.emptyText')}
        </EmptyState>
      )}
      {invoices && invoices.length > 0 && (
        <Card
          className={`${styles.card} ${
            isPlaceholderData ? sectionStyles.pending : ''
          }`}
          aria-busy={isPlaceholderData}
        >
          <p className={styles.count}>
            {t('invoices.count', { count: count ?? 0 })}
          </p>
          <DataTable
            caption={t('invoices.title')}
            columns={columnsOf(t, ({ connectorId, invoiceId }) =>
              hrefWith({ invoice: `${connectorId}/${invoiceId}` }),
            )}
            rows={invoices}
            rowKey={({ connectorId, invoiceId }) =>
              `${connectorId}/${invoiceId}`
            }
          />
          {query.isFetchNextPageError && error && (
            <ErrorState
              error={error}
              title={t('invoices.failedMore')}
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
              {t('invoices.more')}
            </Button>
          )}
        </Card>
      )}
    </>
  );
}

function columnsOf(
  t: Texts,
  hrefOf: (invoice: Invoice) => string,
): DataColumn<Invoice>[] {
  return [
    {
      id: 'invoice',
      label: t('invoices.invoice'),
      cell: invoice => (
        <div className={styles.stack}>
          <Link href={hrefOf(invoice)}>{invoice.invoiceId}</Link>
          <span className={styles.detail}>
            {[
              formatMonth(invoice.billingPeriod),
              documentName(t, invoice),
              invoice.amendsInvoiceId &&
                t('invoices.amends', { invoiceId: invoice.amendsInvoiceId }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
      ),
    },
    {
      id: 'currency',
      label: t('invoices.currency'),
      cell: ({ billingCurrency }) => billingCurrency,
    },
    {
      id: 'total',
      label: t('invoices.total'),
      align: 'end',
      cell: ({ totalCharges, billingCurrency }) => (
        <Money
          amount={totalCharges}
          currency={billingCurrency}
          precision="minor"
        />
      ),
    },
    {
      id: 'lines',
      label: t('invoices.lines'),
      align: 'end',
      cell: ({ lineTotal, billingCurrency }) =>
        lineTotal === undefined ? (
          <span className={styles.detail}>{t('invoices.nothing')}</span>
        ) : (
          <Money
            amount={lineTotal}
            currency={billingCurrency}
            precision="minor"
          />
        ),
    },
    {
      id: 'difference',
      label: t('invoices.difference'),
      align: 'end',
      cell: ({ difference, billingCurrency }) =>
        difference !== undefined && (
          <Difference amount={difference} currency={billingCurrency} />
        ),
    },
    {
      id: 'verdict',
      label: t('invoices.verdict'),
      cell: invoice => (
        <div className={styles.stack}>
          <StateMark state={verdictWord(t, invoice)} />
          {invoice.unexplained !== undefined && invoice.unexplained !== '0' && (
            <span className={styles.detail}>
              {t('invoices.unexplained', {
                amount: amountText(
                  t,
                  invoice.unexplained,
                  invoice.billingCurrency,
                ),
              })}
            </span>
          )}
          {invoice.gaps.map(gap => (
            <span key={gap.reason + gap.source} className={styles.detail}>
              {gapText(t, gap)}
            </span>
          ))}
        </div>
      ),
    },
  ];
}
