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
import { RunJobs } from './RunJobs';
import styles from './RunsSection.module.css';

const FIRST_RUNS = 5;

/** The latest runs of a connector, and the jobs of one of them. */
export function RunsSection({ connector }: { connector: Connector }) {
  const { params, hrefWith } = useCostsParams();
  const [all, setAll] = useState(false);
  const { data: runs, error, refetch } = useRuns(connector.connectorId);
  if (error && !runs) {
    return (
      <ErrorState
        error={error}
        title="The runs could not be loaded"
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!runs) {
    return (
      <div role="status" aria-label="Loading runs">
        <Skeleton width="100%" height={160} />
      </div>
    );
  }
  const selected =
    runs.find(run => run.runId === params.run) ??
    runs.find(run => run.trigger !== 'backfill') ??
    runs[0];
  if (!selected) {
    return <p className={styles.nothing}>There has been no run yet.</p>;
  }
  const columns: DataColumn<Run>[] = [
    {
      id: 'started',
      label: 'Run',
      cell: run => (
        <Link href={hrefWith({ run: run.runId })} variant="body-medium">
          {formatInstant(run.startedAt)}
        </Link>
      ),
    },
    {
      id: 'state',
      label: 'State',
      cell: run => <StateMark state={runStateWord(run.status)} />,
    },
    {
      id: 'trigger',
      label: 'Started by',
      cell: startedBy,
    },
    {
      id: 'jobs',
      label: 'Jobs',
      align: 'end',
      cell: run =>
        `${formatCount(run.finishedJobCount)} of ${formatCount(run.jobCount)}`,
    },
    {
      id: 'failed',
      label: 'Failed',
      align: 'end',
      cell: run => formatCount(run.failedJobCount),
    },
    {
      id: 'took',
      label: 'Took',
      align: 'end',
      cell: run => run.finishedAt && tookOf(run.startedAt, run.finishedAt),
    },
  ];
  return (
    <div className={styles.section}>
      <h3 className={styles.title}>Latest runs</h3>
      <DataTable
        caption={`Latest runs of ${connector.settings.title}`}
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
          {`Show all ${formatCount(runs.length)}`}
        </Button>
      )}
      <RunJobs run={selected} paused={connector.paused !== undefined} />
    </div>
  );
}

function startedBy({ trigger, requestedBy = 'Somebody' }: Run): string {
  switch (trigger) {
    case 'schedule':
      return 'Schedule';
    case 'backfill':
      return 'Backfill';
    case 'retry':
      return `${requestedBy}, as a retry`;
    default:
      return requestedBy;
  }
}

function tookOf(startedAt: string, finishedAt: string): string {
  return formatDuration(Date.parse(finishedAt) - Date.parse(startedAt));
}
