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
  Link,
  Skeleton,
} from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiRefreshLine } from '@remixicon/react';
import {
  cspCostsConnectorReadPermission,
  cspCostsConnectorUsePermission,
  type Generation,
  type Problem,
  type Run,
  type RunJob,
} from 'backstage-plugin-csp-costs-common';
import { useRetry, useRun, useWithheld } from '../../api/collectionQueries';
import {
  formatDuration,
  formatInstant,
  formatInstantShort,
} from '../../format/dates';
import { formatBytes, formatCount, plural } from '../../format/numbers';
import { jobStageWord, jobStateWord, sliceName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { ProblemDetails } from '../coverage/ProblemDetails';
import { themeClassName } from '../layout/CostsRoot';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { ErrorState } from '../layout/ErrorState';
import { StateMark } from '../layout/StateMark';
import { ActionFailed } from './ActionFailed';
import { HeldData } from './HeldData';
import { JobValidation } from './JobValidation';
import styles from './RunJobs.module.css';

const SLICE_COLUMN: DataColumn<RunJob> = {
  id: 'slice',
  label: 'Slice',
  cell: sliceName,
};

const COLUMNS: DataColumn<RunJob>[] = [
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

/** The jobs of a run, as they move while it goes on, and another try for those that failed. */
export function RunJobs({ run, paused }: { run: Run; paused: boolean }) {
  const { data, error, refetch } = useRun(run.runId);
  const { change } = useCostsParams();
  const { allowed } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  const retry = useRetry();
  const withheld = useWithheld(
    run.connectorId,
    data?.jobs.flatMap(job => heldGeneration(job) ?? []).sort() ?? [],
  );
  const title = `Jobs of the run of ${formatInstant(run.startedAt)}`;
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
            {`Retry all ${formatCount(failedCount)} failed`}
          </Button>
        )}
      </div>
      <ActionFailed title="It could not be tried again" error={retry.error} />
      {error && !data && (
        <ErrorState
          error={error}
          title="The jobs could not be loaded"
          permission={cspCostsConnectorReadPermission.name}
          onRetry={refetch}
        />
      )}
      {withheld.error && !withheld.data && (
        <ErrorState
          error={withheld.error}
          title="What is held could not be loaded"
          permission={cspCostsConnectorReadPermission.name}
          onRetry={withheld.refetch}
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
          columns={[
            SLICE_COLUMN,
            {
              id: 'state',
              label: 'State',
              cell: job => (
                <JobState
                  job={job}
                  onRetry={
                    isRetryable(job)
                      ? onRetry && (() => onRetry({ jobId: job.jobId }))
                      : undefined
                  }
                  isPending={retry.isPending}
                  withheld={
                    withheld.isPlaceholderData ? undefined : withheld.data
                  }
                />
              ),
            },
            ...COLUMNS,
          ]}
          rows={data.jobs}
          rowKey={job => job.jobId}
        />
      )}
    </section>
  );
}

/** Whether a job failed for good, and nobody has retried it. */
function isRetryable(job: RunJob): boolean {
  return job.status === 'failed' && !job.retriedIn;
}

/** The generation that a job held back; whether it still is, is another matter. */
function heldGeneration(job: RunJob): string | undefined {
  return job.status === 'held' ? job.generationId : undefined;
}

function JobState(props: {
  job: RunJob;
  /** Absent where it cannot be retried. */
  onRetry: (() => void) | undefined;
  isPending: boolean;
  /** What is kept back of the connector; absent while it is not known. */
  withheld: Generation[] | undefined;
}) {
  const { job, onRetry, isPending, withheld } = props;
  const { hrefWith } = useCostsParams();
  const heldId = heldGeneration(job);
  const generation = withheld?.find(
    ({ generationId }) => generationId === heldId,
  );
  // Nothing is validated again while Microsoft has nothing new.
  const verdicts = job.validation ?? generation?.validation ?? [];
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
      {verdicts.length > 0 && <JobValidation job={job} verdicts={verdicts} />}
      {heldId && withheld && <HeldData generation={generation} />}
      {onRetry && (
        <Button
          size="small"
          variant="secondary"
          isPending={isPending}
          onPress={onRetry}
        >
          Retry
        </Button>
      )}
      {job.retriedIn && (
        <Link href={hrefWith({ run: job.retriedIn })}>
          Retried in a later run
        </Link>
      )}
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
