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

import { Button, Link, Skeleton } from '@backstage/ui';
import {
  cspCostsConnectorReadPermission,
  type Connector,
  type Run,
} from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { useRuns } from '../../api/collectionQueries';
import { formatDuration, formatInstant } from '../../format/dates';
import { formatCount } from '../../format/numbers';
import { runStateWord } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import { StateMark } from '../layout/StateMark';
import { useTexts, type Texts } from '../../translation/useTexts';
import { RunJobs } from './RunJobs';
import styles from './RunsSection.module.css';

const FIRST_RUNS = 5;

/** The latest runs of a connector, and the jobs of one of them. */
export function RunsSection({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { params, hrefWith } = useCostsParams();
  const [all, setAll] = useState(false);
  const { data: runs, error, refetch } = useRuns(connector.connectorId);
  if (error && !runs) {
    return (
      <ErrorState
        error={error}
        title={t('collection.runsFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!runs) {
    return (
      <div role="status" aria-label={t('collection.loadingRuns')}>
        <Skeleton width="100%" height={160} />
      </div>
    );
  }
  const selected =
    runs.find(run => run.runId === params.run) ??
    runs.find(run => run.trigger !== 'backfill') ??
    runs[0];
  if (!selected) {
    return <p className={styles.nothing}>{t('collection.noRun')}</p>;
  }
  const columns: DataColumn<Run>[] = [
    {
      id: 'started',
      label: t('collection.run'),
      cell: run => (
        <Link href={hrefWith({ run: run.runId })} variant="body-medium">
          {formatInstant(run.startedAt)}
        </Link>
      ),
    },
    {
      id: 'state',
      label: t('collection.state'),
      cell: run => <StateMark state={runStateWord(t, run.status)} />,
    },
    {
      id: 'trigger',
      label: t('collection.startedBy'),
      cell: run => startedBy(t, run),
    },
    {
      id: 'jobs',
      label: t('collection.jobs'),
      align: 'end',
      cell: run =>
        t('collection.jobsDone', {
          done: run.finishedJobCount,
          all: run.jobCount,
        }),
    },
    {
      id: 'failed',
      label: t('collection.failed'),
      align: 'end',
      cell: run => formatCount(run.failedJobCount),
    },
    {
      id: 'took',
      label: t('collection.took'),
      align: 'end',
      cell: run => run.finishedAt && tookOf(run.startedAt, run.finishedAt),
    },
  ];
  return (
    <div className={styles.section}>
      <h3 className={styles.title}>{t('collection.latestRuns')}</h3>
      <DataTable
        caption={t('collection.latestRunsOf', {
          title: connector.settings.title,
        })}
        columns={columns}
        rows={all ? runs : runs.slice(0, FIRST_RUNS)}
        rowKey={run => run.runId}
        rowProps={run =>
          run.runId === selected.runId ? { 'aria-current': 'true' } : {}
        }
      />
      {!all && runs.length > FIRST_RUNS && (
        <Button
          className={styles.more}
          variant="secondary"
          onPress={() => setAll(true)}
        >
          {t('collection.showAll', { number: runs.length })}
        </Button>
      )}
      <RunJobs run={selected} paused={connector.paused !== undefined} />
    </div>
  );
}

function startedBy(t: Texts, { trigger, requestedBy }: Run): string {
  const person = requestedBy ?? t('collection.somebody');
  switch (trigger) {
    case 'schedule':
      return t('collection.bySchedule');
    case 'backfill':
      return t('collection.byBackfill');
    case 'retry':
      return t('collection.asRetry', { person });
    default:
      return person;
  }
}

function tookOf(startedAt: string, finishedAt: string): string {
  return formatDuration(Date.parse(finishedAt) - Date.parse(startedAt));
}
