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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import { formatInstant } from '../../format/dates';
import { useTexts } from '../../translation/useTexts';
import { CopyButton } from '../layout/CopyButton';
import styles from './ProblemDetails.module.css';

/** What is wrong, what to do, and what to quote to Microsoft's support. */
export function ProblemDetails({ problem }: { problem: Problem }) {
  const t = useTexts();
  const { cause, remedy, since, code, microsoft } = problem;
  const answer = [microsoft?.status, microsoft?.code]
    .filter(part => part !== undefined)
    .join(' ');
  return (
    <div className={styles.problem}>
      <p className={styles.cause}>{cause}</p>
      <p className={styles.remedy}>{remedy}</p>
      {microsoft?.message && (
        <blockquote className={styles.quote}>
          <p>{microsoft.message}</p>
          <footer>Microsoft{answer && `, ${answer}`}</footer>
        </blockquote>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{t('coverage.since')}</dt>
          <dd>
            <time dateTime={since}>{formatInstant(since)}</time>
          </dd>
        </div>
        <div>
          <dt>{t('coverage.code')}</dt>
          <dd>
            <code>{code}</code>
          </dd>
        </div>
        {microsoft?.requestId && (
          <div>
            <dt>{t('coverage.requestId')}</dt>
            <dd>
              <code>{microsoft.requestId}</code>
              <CopyButton
                value={microsoft.requestId}
                label={t('coverage.copyRequestId')}
              />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
