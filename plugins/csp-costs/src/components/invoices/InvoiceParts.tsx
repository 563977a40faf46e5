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
import type {
  InvoiceDetail,
  InvoicePart,
} from 'backstage-plugin-csp-costs-common';
import { sourceName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { DataTable } from '../layout/DataTable';
import sectionStyles from '../layout/Section.module.css';
import { Money } from '../money/Money';
import { partKey } from './InvoiceLines';
import styles from './Residuals.module.css';

/** What our lines of an invoice are made of; each part leads to its lines. */
export function InvoiceParts({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTexts();
  const { hrefWith } = useCostsParams();
  const { parts, lineTotal = '0', billingCurrency: currency } = invoice;
  const sum = { cost: lineTotal };
  return (
    <section className={styles.section} aria-labelledby="csp-costs-parts">
      <h2 id="csp-costs-parts" className={sectionStyles.title}>
        {t('invoices.parts')}
      </h2>
      <Card className={styles.card}>
        <DataTable<InvoicePart | { cost: string }>
          caption={t('invoices.parts')}
          columns={[
            {
              id: 'part',
              label: t('invoices.part'),
              cell: part => {
                if (!('source' in part)) {
                  return t('invoices.sum');
                }
                const name = t(`invoices.category.${part.chargeCategory}`);
                return (
                  <Link
                    href={hrefWith({ part: partKey(part) })}
                    aria-label={t('invoices.showLines', { part: name })}
                  >
                    {name}
                  </Link>
                );
              },
            },
            {
              id: 'source',
              label: t('invoices.source'),
              cell: part => 'source' in part && sourceName(t, part.source),
            },
            {
              id: 'cost',
              label: t('invoices.cost'),
              align: 'end',
              cell: ({ cost }) => (
                <Money amount={cost} currency={currency} precision="minor" />
              ),
            },
          ]}
          rows={parts}
          rowKey={part => ('source' in part ? partKey(part) : '')}
          footer={sum}
        />
      </Card>
    </section>
  );
}
