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

import {
  cspCostsConnectorReadPermission,
  type Backfill,
} from 'backstage-plugin-csp-costs-common';
import { useBackfill } from '../../api/collectionQueries';
import { formatMonth } from '../../format/dates';
import { useTexts, type Texts } from '../../translation/useTexts';
import { ErrorState } from '../layout/ErrorState';
import { ProgressBar } from './ProgressBar';
import styles from './BackfillProgress.module.css';

/** How far the old months of a connector are collected; nothing as long as none is known. */
export function BackfillProgress({ connectorId }: { connectorId: string }) {
  const t = useTexts();
  const { data, error, refetch } = useBackfill(connectorId);
  if (error && !data) {
    return (
      <ErrorState
        error={error}
        title={t('collection.historyFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!data || data.monthCount === 0) {
    return null;
  }
  const { monthCount, collectedMonthCount, noDataMonthCount, done } = data;
  const words = describe(t, data);
  return (
    <div className={styles.backfill}>
      {!done && (
        <ProgressBar
          label={t('collection.history')}
          value={collectedMonthCount + noDataMonthCount}
          max={monthCount}
          valueText={words}
        />
      )}
      <span className={styles.text}>{words}</span>
    </div>
  );
}

function describe(t: Texts, backfill: Backfill): string {
  const { monthCount, collectedMonthCount, oldestCollectedMonth } = backfill;
  const { failedMonthCount, noDataMonthCount, lineCount, done, run } = backfill;
  return [
    done
      ? t('collection.historyDone', { count: collectedMonthCount })
      : t('collection.historyPart', {
          done: collectedMonthCount,
          count: monthCount,
        }),
    oldestCollectedMonth &&
      t('collection.backTo', { month: formatMonth(oldestCollectedMonth) }),
    t('collection.lineCount', { count: lineCount }),
    noDataMonthCount > 0 &&
      t('collection.withoutData', { number: noDataMonthCount }),
    failedMonthCount > 0 &&
      t('collection.failedCount', { number: failedMonthCount }),
    !done && run?.status !== 'running' && t('collection.goesOn'),
  ]
    .filter(Boolean)
    .join(', ');
}
