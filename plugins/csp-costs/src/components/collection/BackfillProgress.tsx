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
import { formatCount, plural } from '../../format/numbers';
import { ErrorState } from '../layout/ErrorState';
import { ProgressBar } from './ProgressBar';
import styles from './BackfillProgress.module.css';

/** How far the old months of a connector are collected; nothing as long as none is known. */
export function BackfillProgress({ connectorId }: { connectorId: string }) {
  const { data, error, refetch } = useBackfill(connectorId);
  if (error && !data) {
    return (
      <ErrorState
        error={error}
        title="The history could not be loaded"
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!data || data.monthCount === 0) {
    return null;
  }
  const { monthCount, collectedMonthCount, noDataMonthCount, done } = data;
  const words = describe(data);
  return (
    <div className={styles.backfill}>
      {!done && (
        <ProgressBar
          label="History"
          value={collectedMonthCount + noDataMonthCount}
          max={monthCount}
          valueText={words}
        />
      )}
      <span className={styles.text}>{words}</span>
    </div>
  );
}

function describe(backfill: Backfill): string {
  const { monthCount, collectedMonthCount, oldestCollectedMonth } = backfill;
  const { failedMonthCount, noDataMonthCount, lineCount, done, run } = backfill;
  return [
    done
      ? `History: ${plural(collectedMonthCount, 'month')} collected`
      : `History: ${formatCount(collectedMonthCount)} of ${plural(
          monthCount,
          'month',
        )} collected`,
    oldestCollectedMonth && `back to ${formatMonth(oldestCollectedMonth)}`,
    plural(lineCount, 'line'),
    noDataMonthCount > 0 && `${formatCount(noDataMonthCount)} without data`,
    failedMonthCount > 0 && `${formatCount(failedMonthCount)} failed`,
    !done && run?.status !== 'running' && 'goes on with the next run',
  ]
    .filter(Boolean)
    .join(', ');
}
