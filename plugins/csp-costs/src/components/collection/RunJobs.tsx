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
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  DialogTrigger,
  Skeleton,
} from '@backstage/ui';
import {
  cspCostsConnectorReadPermission,
  type Problem,
  type Run,
  type RunJob,
} from 'backstage-plugin-csp-costs-common';
import { useRun } from '../../api/collectionQueries';
import {
  formatDuration,
  formatInstant,
  formatInstantShort,
} from '../../format/dates';
import { formatBytes, formatCount, plural } from '../../format/numbers';
import { jobStageWord, jobStateWord, sliceName } from '../../format/words';
import { ProblemDetails } from '../coverage/ProblemDetails';
import { themeClassName } from '../layout/CostsRoot';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import { StateMark } from '../layout/StateMark';
import styles from './RunJobs.module.css';

const COLUMNS: DataColumn<RunJob>[] = [
  { id: 'slice', label: 'Slice', cell: sliceName },
  { id: 'state', label: 'State', cell: job => <JobState job={job} /> },
  {
    id: 'bytes',
    label: 'Received',
    align: 'end',
    cell: job => formatBytes(job.bytes),
  },
  {
    id: 'lines',
    label: 'Lines',
    align: 'end',
    cell: job => (
      <span>
        {formatCount(job.lineCount)}
        {job.quarantinedLineCount > 0 && (
          <span className={styles.quarantined}>
            {formatCount(job.quarantinedLineCount)} unreadable
          </span>
        )}
      </span>
    ),
  },
  {
    id: 'started',
    label: 'Started',
    align: 'end',
    cell: job => job.startedAt && formatInstantShort(job.startedAt),
  },
  {
    id: 'took',
    label: 'Took',
    align: 'end',
    cell: job =>
      job.startedAt &&
      job.finishedAt && (
        <span title={`Ended ${formatInstant(job.finishedAt)}`}>
          {formatDuration(
            Date.parse(job.finishedAt) - Date.parse(job.startedAt),
          )}
        </span>
      ),
  },
];

/** The jobs of a run, as they move while it goes on. */
export function RunJobs({ run }: { run: Run }) {
  const { data, error, refetch } = useRun(run.runId);
  const title = `Jobs of the run of ${formatInstant(run.startedAt)}`;
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {error && !data && (
        <ErrorState
          error={error}
          title="The jobs could not be loaded"
          permission={cspCostsConnectorReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && (
        <div role="status" aria-label="Loading jobs">
          <Skeleton width="100%" height={240} />
        </div>
      )}
      {data && (
        <DataTable
          caption={title}
          columns={COLUMNS}
          rows={data.jobs}
          rowKey={job => job.jobId}
        />
      )}
    </section>
  );
}

function JobState({ job }: { job: RunJob }) {
  return (
    <div className={styles.state}>
      <StateMark state={jobStateWord(job.status)} />
      {job.status === 'running' && job.stage && (
        <span className={styles.detail}>{jobStageWord(job.stage)}</span>
      )}
      {job.attempts > 1 && (
        <span className={styles.detail}>{plural(job.attempts, 'attempt')}</span>
      )}
      {job.problem && <JobProblem job={job} problem={job.problem} />}
    </div>
  );
}

function JobProblem({ job, problem }: { job: RunJob; problem: Problem }) {
  return (
    <>
      <span className={styles.detail}>{problem.cause}</span>
      <DialogTrigger>
        <Button size="small" variant="secondary" className={styles.why}>
          What to do
        </Button>
        <Dialog width={640} className={styles.dialog}>
          <DialogHeader>{sliceName(job)}</DialogHeader>
          <DialogBody>
            <div className={themeClassName}>
              <ProblemDetails problem={problem} />
            </div>
          </DialogBody>
        </Dialog>
      </DialogTrigger>
    </>
  );
}
