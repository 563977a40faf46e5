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
  RiAddCircleLine,
  RiCheckLine,
  RiProhibitedLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { PreflightFinding } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';
import styles from './FindingList.module.css';

const ICONS: Record<PreflightFinding['outcome'], RemixiconComponentType> = {
  'will-create': RiAddCircleLine,
  exists: RiCheckLine,
  'not-allowed': RiProhibitedLine,
  unknown: RiQuestionLine,
};

/** What was found for each step, in the order of the steps. */
export function FindingList({ findings }: { findings: PreflightFinding[] }) {
  const t = useTexts();
  return (
    // Safari takes a list without bullets for none.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles -- said to be one, it is one
    <ul
      role="list"
      aria-label={t('preflight.findings')}
      className={styles.list}
    >
      {findings.map(({ step, outcome, text, whoCan }, index) => {
        const Icon = ICONS[outcome];
        return (
          <li key={`${step} ${index}`} className={styles.finding}>
            <span className={styles.icon} aria-hidden="true">
              <Icon />
            </span>
            <span className={styles.head}>
              <span className={styles.step}>{t(`preflight.step.${step}`)}</span>
              <span>{t(`preflight.outcome.${outcome}`)}</span>
            </span>
            <p className={styles.text}>{text}</p>
            {whoCan && (
              <p className={styles.text}>{t('preflight.whoCan', { whoCan })}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
