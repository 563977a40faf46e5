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
} from '@backstage/ui';
import type {
  RunJob,
  ValidationVerdict,
} from 'backstage-plugin-csp-costs-common';
import {
  summarizeValidation,
  validationCheckName,
  verdictWord,
} from '../../format/validation';
import { sliceName } from '../../format/words';
import { themeClassName } from '../layout/CostsRoot';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { StateMark } from '../layout/StateMark';
import { useTexts, type Texts } from '../../translation/useTexts';
import styles from './RunJobs.module.css';

const columnsOf = (t: Texts): DataColumn<ValidationVerdict>[] => [
  {
    id: 'check',
    label: t('collection.check'),
    cell: ({ check }) => validationCheckName(t, check),
  },
  {
    id: 'verdict',
    label: t('collection.verdict'),
    cell: ({ verdict }) => <StateMark state={verdictWord(t, verdict)} />,
  },
  { id: 'detail', label: t('collection.found'), cell: ({ detail }) => detail },
];

/** What was said of new data in short, and check by check on request. */
export function JobValidation(props: {
  job: RunJob;
  verdicts: ValidationVerdict[];
}) {
  const t = useTexts();
  const { job, verdicts } = props;
  return (
    <DialogTrigger>
      <Button size="small" variant="tertiary" className={styles.checks}>
        {summarizeValidation(t, verdicts)}
      </Button>
      <Dialog width={640} className={styles.dialog}>
        <DialogHeader>{sliceName(t, job)}</DialogHeader>
        <DialogBody>
          <div className={themeClassName}>
            <DataTable
              caption={t('collection.checksOf', { slice: sliceName(t, job) })}
              columns={columnsOf(t)}
              rows={verdicts}
              rowKey={({ check }) => check}
            />
          </div>
        </DialogBody>
      </Dialog>
    </DialogTrigger>
  );
}
