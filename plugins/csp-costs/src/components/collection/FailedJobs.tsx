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
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorReadPermission,
  cspCostsConnectorUsePermission,
  type FailedJob,
} from 'backstage-plugin-csp-costs-common';
import { useFailedJobs, useRetry } from '../../api/collectionQueries';
import { formatInstantShort } from '../../format/dates';
import { sliceName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { useTexts } from '../../translation/useTexts';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import { ActionFailed } from './ActionFailed';
import { JobState } from './JobState';
import styles from './RunsSection.module.css';

/** What failed for good in any run and nothing has put right since, and another try; nothing when there is none. */
export function FailedJobs(props: { connectorId: string; paused: boolean }) {
  const { connectorId, paused } = props;
  const t = useTexts();
  const { change } = useCostsParams();
  const { allowed } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } =
    useFailedJobs(connectorId);
  const retry = useRetry();
  if (error && !data) {
    return (
      <ErrorState
        error={error}
        title={t('collection.failedJobsFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  const jobs = data?.pages.flatMap(({ items }) => items) ?? [];
  if (jobs.length === 0 && !retry.error) {
    return null;
  }
  const columns: DataColumn<FailedJob>[] = [
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
            allowed && !paused
              ? () =>
                  retry.mutate(
                    { jobId: job.jobId },
                    { onSuccess: ({ runId }) => change({ run: runId }) },
                  )
              : undefined
          }
          isPending={retry.isPending}
          withheld={undefined}
          isWithheldKnown={false}
          onDecide={() => {}}
        />
      ),
    },
    {
      id: 'when',
      label: t('collection.failed'),
      align: 'end',
      cell: job => job.finishedAt && formatInstantShort(job.finishedAt),
    },
  ];
  const title = t('collection.failedJobs');
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ActionFailed title={t('collection.notRetried')} error={retry.error} />
      <DataTable
        caption={title}
        columns={columns}
        rows={jobs}
        rowKey={job => job.jobId}
      />
      {hasNextPage && (
        <Button
          className={styles.more}
          variant="secondary"
          isPending={isFetching}
          onPress={() => fetchNextPage()}
        >
          {t('collection.showMore')}
        </Button>
      )}
    </section>
  );
}
