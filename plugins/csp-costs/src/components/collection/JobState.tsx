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
} from '@backstage/ui';
import type {
  Generation,
  Problem,
  RunJob,
} from 'backstage-plugin-csp-costs-common';
import type { Decision } from '../../api/collectionQueries';
import { jobStageWord, jobStateWord, sliceName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { ProblemDetails } from '../coverage/ProblemDetails';
import { themeClassName } from '../layout/CostsRoot';
import { StateMark } from '../layout/StateMark';
import { useTexts } from '../../translation/useTexts';
import { HeldData } from './HeldData';
import { JobValidation } from './JobValidation';
import styles from './RunJobs.module.css';

/** How a job stands, why, and what a person can do about it. */
export function JobState(props: {
  job: RunJob;
  /** Absent where it cannot be retried. */
  onRetry: (() => void) | undefined;
  isPending: boolean;
  /** What the job held back, where it still is. */
  withheld: Generation | undefined;
  /** Whether it is known what is kept back. */
  isWithheldKnown: boolean;
  onDecide: (generation: Generation, decision: Decision) => void;
}) {
  const t = useTexts();
  const { job, onRetry, isPending, withheld, isWithheldKnown, onDecide } =
    props;
  const { hrefWith } = useCostsParams();
  // Nothing is validated again while Microsoft has nothing new.
  const verdicts = job.validation ?? withheld?.validation ?? [];
  return (
    <div className={styles.state}>
      <StateMark state={jobStateWord(t, job.status)} />
      {job.status === 'running' && job.stage && (
        <span className={styles.detail}>{jobStageWord(t, job.stage)}</span>
      )}
      {job.attempts > 1 && (
        <span className={styles.detail}>
          {t('collection.attempts', { count: job.attempts })}
        </span>
      )}
      {job.problem && <JobProblem job={job} problem={job.problem} />}
      {verdicts.length > 0 && <JobValidation job={job} verdicts={verdicts} />}
      {job.status === 'held' && (withheld || isWithheldKnown) && (
        <HeldData generation={withheld} onDecide={onDecide} />
      )}
      {onRetry && (
        <Button
          size="small"
          variant="secondary"
          isPending={isPending}
          onPress={onRetry}
        >
          {t('collection.retry')}
        </Button>
      )}
      {job.retriedIn && (
        <Link href={hrefWith({ run: job.retriedIn })}>
          {t('collection.retriedLater')}
        </Link>
      )}
    </div>
  );
}

function JobProblem({ job, problem }: { job: RunJob; problem: Problem }) {
  const t = useTexts();
  return (
    <>
      <span className={styles.detail}>{problem.cause}</span>
      <DialogTrigger>
        <Button size="small" variant="secondary" className={styles.why}>
          {t('collection.whatToDo')}
        </Button>
        <Dialog width={640} className={styles.dialog}>
          <DialogHeader>{sliceName(t, job)}</DialogHeader>
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
