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

import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import type {
  InvoiceDetail,
  InvoicePart,
} from 'backstage-plugin-csp-costs-common';
import { sourceName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { ChargesList } from '../charges/ChargesList';
import { themeClassName } from '../layout/CostsRoot';
import sectionStyles from '../layout/Section.module.css';
import styles from './InvoiceLines.module.css';

/** How the address names a part of an invoice. */
export function partKey({ source, chargeCategory }: InvoicePart): string {
  return `${source}/${chargeCategory}`;
}

/** The lines of the part that the address names, over the invoice. */
export function InvoiceLines({ invoice }: { invoice: InvoiceDetail }) {
  const { params, change } = useCostsParams();
  const t = useTexts();
  const part = invoice.parts.find(one => partKey(one) === params.part);
  if (!part) {
    return null;
  }
  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && change({ part: undefined })}
      width={960}
      className={styles.dialog}
    >
      <DialogHeader>
        {t('invoices.linesTitle', { invoiceId: invoice.invoiceId })}
      </DialogHeader>
      <DialogBody>
        <div className={`${themeClassName} ${styles.body}`}>
          <p className={sectionStyles.subtitle}>
            {[
              t(`invoices.category.${part.chargeCategory}`),
              sourceName(t, part.source),
            ].join(' · ')}
          </p>
          <ChargesList
            query={{
              billingPeriod: invoice.billingPeriod,
              billingCurrency: invoice.billingCurrency,
              generationId: part.generationId,
              chargeCategory: part.chargeCategory,
            }}
            currency={invoice.billingCurrency}
          />
        </div>
      </DialogBody>
    </Dialog>
  );
}
