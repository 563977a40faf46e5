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

import { Alert, Card } from '@backstage/ui';
import type {
  InvoiceDetail,
  TieOutResidual,
} from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';
import { DataTable } from '../layout/DataTable';
import sectionStyles from '../layout/Section.module.css';
import { Difference } from './Difference';
import { amountText, becauseText } from './invoiceWords';
import { stepsOf, type Step } from './steps';
import styles from './Residuals.module.css';

/** A row of the table: a cause, or the sum of all of them. */
interface Row {
  residual?: TieOutResidual;
  step?: Step;
}

/** Why an invoice and our lines differ: a table that adds up, with bars beside it. */
export function Residuals({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTexts();
  const { residuals, difference = '0', billingCurrency: currency } = invoice;
  const steps = stepsOf(residuals);
  return (
    <section className={styles.section} aria-labelledby="csp-costs-tie-out">
      <header>
        <h2 id="csp-costs-tie-out" className={sectionStyles.title}>
          {t('invoices.why')}
        </h2>
        <p className={sectionStyles.subtitle}>
          {residuals.length === 0
            ? t('invoices.whyEmpty')
            : t('invoices.whySubtitle')}
        </p>
      </header>
      {invoice.evidence !== 'read' && (
        <Alert
          role="status"
          status={invoice.evidence === 'reading' ? 'info' : 'warning'}
          icon
          title={t(`invoices.${invoice.evidence}`)}
        />
      )}
      {residuals.length > 0 && (
        <Card className={styles.card}>
          <DataTable<Row>
            caption={t('invoices.why')}
            columns={[
              {
                id: 'cause',
                label: t('invoices.cause'),
                cell: ({ residual }) =>
                  residual ? (
                    <Cause residual={residual} invoice={invoice} />
                  ) : (
                    t('invoices.difference')
                  ),
              },
              {
                id: 'chart',
                label: t('invoices.chart'),
                cell: ({ step, residual }) =>
                  step && (
                    <span className={styles.track} aria-hidden="true">
                      <span
                        className={styles.bar}
                        data-adds={step.adds}
                        data-open={residual?.cause === 'unexplained'}
                        style={{
                          insetInlineStart: `${step.start}%`,
                          width: `${step.width}%`,
                        }}
                      />
                    </span>
                  ),
              },
              {
                id: 'amount',
                label: t('invoices.amount'),
                align: 'end',
                cell: ({ residual }) => (
                  <Difference
                    amount={residual?.amount ?? difference}
                    currency={currency}
                  />
                ),
              },
            ]}
            rows={residuals.map((residual, index) => ({
              residual,
              step: steps[index],
            }))}
            rowKey={({ residual }) => residual?.cause ?? ''}
            footer={{}}
          />
        </Card>
      )}
      {invoice.usage && (
        <p className={sectionStyles.subtitle}>
          {t('invoices.usageCheck', {
            daily: amountText(t, invoice.usage.dailyCost, currency),
            reconciled: amountText(t, invoice.usage.reconciledCost, currency),
          })}
        </p>
      )}
    </section>
  );
}

function Cause(props: { residual: TieOutResidual; invoice: InvoiceDetail }) {
  const { residual, invoice } = props;
  const t = useTexts();
  return (
    <div className={styles.cause}>
      <strong>{t(`invoices.cause.${residual.cause}`)}</strong>
      <span className={styles.because}>
        {becauseText(t, residual, invoice)}
      </span>
      {residual.customers.length > 0 && (
        <details className={styles.customers}>
          <summary>{t('invoices.customers')}</summary>
          <ul>
            {residual.customers.map(({ customerId, customerName, amount }) => (
              <li key={customerId}>
                <span>{customerName}</span>
                <Difference
                  amount={amount}
                  currency={invoice.billingCurrency}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
