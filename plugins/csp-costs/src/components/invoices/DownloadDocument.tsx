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

import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RiDownload2Line } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import {
  cspCostsCostReadPermission,
  type InvoiceDetail,
} from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { cspCostsApiRef } from '../../api/cspCostsApiRef';
import { useTexts } from '../../translation/useTexts';
import { downloadFile } from '../layout/downloadFile';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import styles from './DownloadDocument.module.css';

/** Saves the document of an invoice, as Microsoft has it. */
export function DownloadDocument({ invoice }: { invoice: InvoiceDetail }) {
  const { connectorId, invoiceId, hasDocument } = invoice;
  const t = useTexts();
  const api = useApi(cspCostsApiRef);
  const saving = useMutation({
    mutationFn: async () => {
      const { fileName, content } = await api.getInvoiceDocument({
        connectorId,
        invoiceId,
      });
      downloadFile(fileName, 'application/pdf', content);
    },
  });
  if (!hasDocument) {
    return <p className={sectionStyles.subtitle}>{t('invoices.noDocument')}</p>;
  }
  return (
    <div className={styles.download}>
      <Button
        variant="secondary"
        iconStart={<RiDownload2Line aria-hidden="true" />}
        isPending={saving.isPending}
        onPress={() => saving.mutate()}
      >
        {t('invoices.download')}
      </Button>
      <LiveRegion>{saving.isSuccess && t('invoices.downloaded')}</LiveRegion>
      {saving.error && (
        <ErrorState
          error={saving.error}
          title={t('invoices.downloadFailed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={() => saving.mutate()}
        />
      )}
    </div>
  );
}
