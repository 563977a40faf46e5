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

import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RiDownload2Line } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import {
  cspCostsCostReadPermission,
  type BillingPeriod,
  type CostScope,
} from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { cspCostsApiRef } from '../../api/cspCostsApiRef';
import { useTexts } from '../../translation/useTexts';
import { downloadFile } from '../layout/downloadFile';
import { ErrorState } from '../layout/ErrorState';
import styles from './DownloadMenu.module.css';

/** A file made of what is on screen. */
export interface ScreenFile {
  fileName: string;
  csv: string;
}

/** Saves costs as a file: what is on screen, or the charges they are made of. */
export function DownloadMenu(props: {
  scope: CostScope;
  month: BillingPeriod;
  /** All currencies unless given. */
  billingCurrency?: string;
  /** `YYYY-MM-DD`; the whole month unless given. */
  date?: string;
  /** Gives what is on screen; undefined while that is nothing. */
  screen?: () => ScreenFile | undefined;
}) {
  const { scope, month, billingCurrency, date, screen } = props;
  const t = useTexts();
  const api = useApi(cspCostsApiRef);
  const saving = useMutation({
    mutationFn: async (format: 'csv' | 'parquet') => {
      const { fileName, content } = await api.exportCharges({
        ...scope,
        billingPeriod: month,
        billingCurrency,
        date,
        format,
      });
      downloadFile(fileName, content.type, content);
      return fileName;
    },
  });

  function save(what: 'screen' | 'csv' | 'parquet') {
    if (what !== 'screen') {
      saving.mutate(what);
      return;
    }
    const file = screen?.();
    if (file) {
      downloadFile(file.fileName, 'text/csv', file.csv);
    }
  }

  return (
    <div className={styles.download}>
      <MenuTrigger>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownload2Line />}
          isPending={saving.isPending}
        >
          {t('export.download')}
        </Button>
        <Menu onAction={key => save(key as 'screen' | 'csv' | 'parquet')}>
          {screen && <MenuItem id="screen">{t('export.screen')}</MenuItem>}
          <MenuItem id="csv">{t('export.focusCsv')}</MenuItem>
          <MenuItem id="parquet">{t('export.focusParquet')}</MenuItem>
        </Menu>
      </MenuTrigger>
      <LiveRegion>
        {saving.isPending && (
          <span className={styles.note}>{t('export.working')}</span>
        )}
        {saving.isSuccess && (
          <span className={styles.note}>
            {t('export.done', { name: saving.data })}
          </span>
        )}
        {saving.error && saving.variables && (
          <ErrorState
            error={saving.error}
            title={t('export.failed')}
            permission={cspCostsCostReadPermission.name}
            onRetry={() => saving.mutate(saving.variables)}
          />
        )}
      </LiveRegion>
    </div>
  );
}
