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

import { Card, Link, Skeleton } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import type { InvoiceDetail } from 'backstage-plugin-csp-costs-common';
import { useInvoice, type InvoiceId } from '../../api/invoiceQueries';
import { formatDay, formatMonth } from '../../format/dates';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { CoverageLine } from '../coverage/CoverageLine';
import { Fact, Facts } from '../layout/Facts';
import sectionStyles from '../layout/Section.module.css';
import { StateMark } from '../layout/StateMark';
import { ExactMoney } from '../money/ExactMoney';
import { Money } from '../money/Money';
import { Difference } from './Difference';
import { DownloadDocument } from './DownloadDocument';
import { InvoiceLines } from './InvoiceLines';
import { InvoiceNotes } from './InvoiceNotes';
import { InvoiceParts } from './InvoiceParts';
import { InvoiceRestatements } from './InvoiceRestatements';
import { InvoicesFailure } from './InvoicesFailure';
import { Residuals } from './Residuals';
import { answerOf, documentName, gapText, verdictWord } from './invoiceWords';
import styles from './InvoiceView.module.css';

/** One invoice: whether it matches our lines, and why not. */
export function InvoiceView(id: InvoiceId) {
  const { hrefWith } = useCostsParams();
  const t = useTexts();
  const { data, error, refetch } = useInvoice(id);
  return (
    <>
      <Link
        href={hrefWith({ invoice: undefined, part: undefined })}
        className={styles.back}
        standalone
      >
        <RiArrowLeftLine aria-hidden="true" /> {t('invoices.back')}
      </Link>
      {error && !data && (
        <InvoicesFailure
          error={error}
          title={t('invoices.failedOne')}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <Card
          className={styles.card}
          role="status"
          aria-label={t('invoices.loadingOne')}
        >
          <Skeleton width={220} height={22} />
          <Skeleton width={320} height={36} />
          <Skeleton width="100%" height={56} />
          <Skeleton width="100%" height={180} />
        </Card>
      )}
      {data && <Answer invoice={data} />}
    </>
  );
}

function Answer({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTexts();
  const { billingCurrency: currency, lineTotal, difference } = invoice;
  return (
    <>
      <Card className={styles.card}>
        <header className={sectionStyles.toolbar}>
          <div>
            <p className={sectionStyles.subtitle}>
              {[
                `${documentName(t, invoice)} ${invoice.invoiceId}`,
                formatMonth(invoice.billingPeriod),
                invoice.amendsInvoiceId &&
                  t('invoices.amends', { invoiceId: invoice.amendsInvoiceId }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <h2 className={styles.answer}>{answerOf(t, invoice)}</h2>
          </div>
          <StateMark state={verdictWord(t, invoice)} />
        </header>
        {invoice.gaps.length > 0 && (
          <ul className={styles.gaps} aria-label={t('invoices.gaps')}>
            {invoice.gaps.map(gap => (
              <li key={gap.reason + gap.source}>{gapText(t, gap)}</li>
            ))}
          </ul>
        )}
        <Facts>
          <Fact label={t('invoices.total')}>
            <span className={styles.figure}>
              <ExactMoney
                amount={invoice.totalCharges}
                currency={currency}
                precision="minor"
              />
            </span>
          </Fact>
          {lineTotal !== undefined && (
            <Fact label={t('invoices.lines')}>
              <span className={styles.figure}>
                <ExactMoney
                  amount={lineTotal}
                  currency={currency}
                  precision="minor"
                />
              </span>
            </Fact>
          )}
          {difference !== undefined && (
            <Fact label={t('invoices.difference')}>
              <span className={styles.figure}>
                <Difference amount={difference} currency={currency} />
              </span>
            </Fact>
          )}
          <Fact label={t('invoices.tolerance')}>
            <Money
              amount={invoice.tolerance}
              currency={currency}
              precision="minor"
            />
          </Fact>
          <Fact label={t('invoices.date')}>
            {formatDay(invoice.invoiceDate)}
          </Fact>
          <Fact label={t('invoices.connector')}>{invoice.connectorId}</Fact>
        </Facts>
        <DownloadDocument invoice={invoice} />
        {invoice.documentType === 'invoice' && (
          <CoverageLine coverage={invoice.coverage} state="invoiced" />
        )}
      </Card>
      {difference !== undefined && <Residuals invoice={invoice} />}
      {invoice.parts.length > 0 && <InvoiceParts invoice={invoice} />}
      {invoice.notes.length > 0 && <InvoiceNotes invoice={invoice} />}
      {invoice.documentType === 'invoice' && (
        <InvoiceRestatements invoice={invoice} />
      )}
      <InvoiceLines invoice={invoice} />
    </>
  );
}
