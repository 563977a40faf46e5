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

import { Button, Skeleton } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiRefreshLine } from '@remixicon/react';
import {
  cspCostsConnectorReadPermission,
  cspCostsConnectorUsePermission,
  type Generation,
  type Run,
  type RunJob,
} from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import {
  useRetry,
  useRun,
  useWithheld,
  type Decision,
} from '../../api/collectionQueries';
import {
  formatDuration,
  formatInstant,
  formatInstantShort,
} from '../../format/dates';
import { formatBytes, formatCount } from '../../format/numbers';
import { sliceName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts, type Texts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import { ActionFailed } from './ActionFailed';
import { DecideDialog } from './DecideDialog';
import { JobState } from './JobState';
import styles from './RunJobs.module.css';

/** What a job got, and how long it took. */
const columnsOf = (t: Texts): DataColumn<RunJob>[] => [
  {
    id: 'bytes',
    label: t('collection.received'),
    align: 'end',
    cell: job => formatBytes(job.bytes),
  },
  {
    id: 'lines',
    label: t('collection.lines'),
    align: 'end',
    cell: job => (
      <span>
        {formatCount(job.lineCount)}
        {job.quarantinedLineCount > 0 && (
          <span className={styles.quarantined}>
            {t('collection.unreadable', { number: job.quarantinedLineCount })}
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'started',
    label: t('collection.started'),
    align: 'end',
    cell: job => job.startedAt && formatInstantShort(job.startedAt),
  },
  {
    id: 'took',
    label: t('collection.took'),
    align: 'end',
    cell: job =>
      job.startedAt &&
      job.finishedAt && (
        <span
          title={t('collection.ended', {
            instant: formatInstant(job.finishedAt),
          })}
        >
          {formatDuration(
            Date.parse(job.finishedAt) - Date.parse(job.startedAt),
          )}
        </span>
      ),
  },
];

/** The jobs of a run, as they move while it goes on, and another try for those that failed. */
export function RunJobs({ run, paused }: { run: Run; paused: boolean }) {
  const t = useTexts();
  const { data, error, refetch } = useRun(run.runId);
  const { change } = useCostsParams();
  const { allowed } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  const retry = useRetry();
  const withheld = useWithheld(
    run.connectorId,
    data?.jobs
      .flatMap(({ status, generationId }) =>
        status === 'held' && generationId ? [generationId] : [],
      )
      .sort() ?? [],
  );
  const [asked, setAsked] = useState<{
    generation: Generation;
    decision: Decision;
  }>();
  const title = t('collection.jobsOf', {
    instant: formatInstant(run.startedAt),
  });
  const failedCount = data?.jobs.filter(isRetryable).length ?? 0;
  const onRetry =
    allowed && !paused
      ? (what: { jobId: string } | { runId: string }) =>
          retry.mutate(what, {
            onSuccess: ({ runId }) => change({ run: runId }),
          })
      : undefined;
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.header}>
        <h3 className={styles.title}>{title}</h3>
        {onRetry && failedCount > 1 && (
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiRefreshLine />}
            isPending={retry.isPending}
            onPress={() => onRetry({ runId: run.runId })}
          >
            {t('collection.retryAll', { number: failedCount })}
          </Button>
        )}
      </div>
      <ActionFailed title={t('collection.notRetried')} error={retry.error} />
      {error && !data && (
        <ErrorState
          error={error}
          title={t('collection.jobsFailed')}
          permission={cspCostsConnectorReadPermission.name}
          onRetry={refetch}
        />
      )}
      {withheld.error && !withheld.data && (
        <ErrorState
          error={withheld.error}
          title={t('collection.heldFailed')}
          permission={cspCostsConnectorReadPermission.name}
          onRetry={withheld.refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label={t('collection.loadingJobs')}>
          <Skeleton width="100%" height={240} />
        </div>
      )}
      {data && (
        <DataTable
          caption={title}
          columns={[
            {
              id: 'slice',
              label: t('collection.slice'),
              cell: job => sliceName(t, job),
            },
            {
              id: 'state',
              label: t('collection.state'),
              cell: job => (
                <JobState
                  job={job}
                  onRetry={
                    isRetryable(job)
                      ? onRetry && (() => onRetry({ jobId: job.jobId }))
                      : undefined
                  }
                  isPending={retry.isPending}
                  withheld={withheld.data?.find(
                    ({ generationId }) => generationId === job.generationId,
                  )}
                  isWithheldKnown={
                    withheld.isSuccess && !withheld.isPlaceholderData
                  }
                  onDecide={(generation, decision) =>
                    setAsked({ generation, decision })
                  }
                />
              ),
            },
            ...columnsOf(t),
          ]}
          rows={data.jobs}
          rowKey={job => job.jobId}
        />
      )}
      {asked && <DecideDialog {...asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

/** Whether a job failed for good, and nobody has retried it. */
function isRetryable(job: RunJob): boolean {
  return job.status === 'failed' && !job.retriedIn;
}
