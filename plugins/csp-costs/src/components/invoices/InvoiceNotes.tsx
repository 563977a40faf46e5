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

import { Card, Link } from '@backstage/ui';
import type { InvoiceDetail } from 'backstage-plugin-csp-costs-common';
import { formatDay } from '../../format/dates';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { DataTable } from '../layout/DataTable';
import sectionStyles from '../layout/Section.module.css';
import { Money } from '../money/Money';
import styles from './Residuals.module.css';

/** Notes that amend an invoice. */
export function InvoiceNotes({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTexts();
  const { hrefWith } = useCostsParams();
  const { connectorId, notes, billingCurrency } = invoice;
  return (
    <section className={styles.section} aria-labelledby="csp-costs-notes">
      <header>
        <h2 id="csp-costs-notes" className={sectionStyles.title}>
          {t('invoices.notes')}
        </h2>
        <p className={sectionStyles.subtitle}>{t('invoices.notesSubtitle')}</p>
      </header>
      <Card className={styles.card}>
        <DataTable
          caption={t('invoices.notes')}
          columns={[
            {
              id: 'note',
              label: t('invoices.invoice'),
              cell: ({ invoiceId }) => (
                <Link
                  href={hrefWith({
                    invoice: `${connectorId}/${invoiceId}`,
                    part: undefined,
                  })}
                >
                  {invoiceId}
                </Link>
              ),
            },
            {
              id: 'type',
              label: t('invoices.document'),
              cell: ({ documentType }) => t(`invoices.type.${documentType}`),
            },
            {
              id: 'date',
              label: t('invoices.date'),
              cell: ({ invoiceDate }) => formatDay(invoiceDate),
            },
            {
              id: 'total',
              label: t('invoices.total'),
              align: 'end',
              cell: ({ totalCharges }) => (
                <Money
                  amount={totalCharges}
                  currency={billingCurrency}
                  precision="minor"
                />
              ),
            },
          ]}
          rows={notes}
          rowKey={({ invoiceId }) => invoiceId}
        />
      </Card>
    </section>
  );
}
