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

import type { Run } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';
import { ProgressBar } from './ProgressBar';
import styles from './RunProgress.module.css';

/** How far a run is, in jobs. */
export function RunProgress({ run }: { run: Run }) {
  const t = useTexts();
  const { jobCount, finishedJobCount, failedJobCount } = run;
  const words = t('collection.progressText', {
    done: finishedJobCount,
    count: jobCount,
  });
  return (
    <div className={styles.progress}>
      <ProgressBar
        label={t('collection.progress')}
        value={finishedJobCount}
        max={jobCount}
        valueText={words}
      />
      <span className={styles.text}>
        {words}
        {failedJobCount > 0 &&
          `, ${t('collection.failedCount', { number: failedJobCount })}`}
      </span>
    </div>
  );
}
