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

import { Link } from '@backstage/ui';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiExternalLinkLine,
  RiIndeterminateCircleLine,
  RiLoader4Line,
  RiQuestionLine,
} from '@remixicon/react';
import type { Check } from 'backstage-plugin-csp-costs-common';
import { useId, type ReactNode } from 'react';
import { formatInstant } from '../../../format/dates';
import { checkStateWord } from '../../../format/words';
import { ProblemDetails } from '../../coverage/ProblemDetails';
import { CopyButton } from '../../layout/CopyButton';
import { useTexts } from '../../../translation/useTexts';
import { CheckAgainButton } from './CheckAgainButton';
import styles from './Doctor.module.css';

const ICONS: Record<Check['status'], ReactNode> = {
  pass: <RiCheckboxCircleFill aria-hidden="true" />,
  warn: <RiAlertFill aria-hidden="true" />,
  fail: <RiCloseCircleFill aria-hidden="true" />,
  skipped: <RiIndeterminateCircleLine aria-hidden="true" />,
  unknown: <RiQuestionLine aria-hidden="true" />,
};

/** Where a check is on the page. */
export function checkItemId({ checkId }: Check): string {
  return `csp-costs-check-${checkId}`;
}

/** One thing that was checked: what was found, and all it takes to put it right. */
export function CheckItem(props: {
  check: Check;
  connectorId: string;
  mayRun: boolean;
  isChecking: boolean;
}) {
  const t = useTexts();
  const { check, connectorId, mayRun, isChecking } = props;
  const { status, title, finding } = check;
  const headingId = useId();
  const needsSomebody = status === 'fail' || status === 'warn';
  const state = checkStateWord(t, status);
  const head = (
    <span className={styles.head}>
      <strong id={headingId}>{title}</strong>{' '}
      <span className={styles.word}>
        {isChecking ? t('connectors.checking') : state.word}
      </span>{' '}
      {finding && finding !== check.problem?.cause && (
        <span className={styles.finding}>{finding}</span>
      )}
    </span>
  );
  return (
    <li
      id={checkItemId(check)}
      tabIndex={-1}
      className={styles.check}
      data-tone={state.tone}
      data-checking={isChecking || undefined}
      aria-labelledby={headingId}
      aria-busy={isChecking}
    >
      <span className={styles.icon}>
        {isChecking ? (
          <RiLoader4Line aria-hidden="true" className={styles.spinner} />
        ) : (
          ICONS[status]
        )}
      </span>
      <div className={styles.body}>
        {needsSomebody ? (
          <>
            {head}
            <Reasons check={check} />
          </>
        ) : (
          <details className={styles.more}>
            <summary>{head}</summary>
            <Reasons check={check} />
          </details>
        )}
      </div>
      {mayRun && (
        <div className={styles.again}>
          <CheckAgainButton connectorId={connectorId} check={check} />
        </div>
      )}
    </li>
  );
}

function Reasons({ check }: { check: Check }) {
  const t = useTexts();
  const { why, problem, values = [], links = [], checkedAt } = check;
  return (
    <div className={styles.reasons}>
      <p className={styles.quiet}>{why}</p>
      {problem && <ProblemDetails problem={problem} />}
      {values.length > 0 && (
        <dl className={styles.values}>
          {values.map(({ label, value }) => (
            <div key={`${label} ${value}`}>
              <dt>{label}</dt>
              <dd>
                <code>{value}</code>
                <CopyButton
                  value={value}
                  label={t('connectors.copyIt', { label })}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {links.length > 0 && (
        <ul className={styles.links}>
          {links.map(({ label, url }) => (
            <li key={url}>
              <Link href={url} target="_blank" rel="noopener noreferrer">
                {label}
                <RiExternalLinkLine aria-label={t('connectors.newTab')} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {checkedAt && (
        <p className={styles.quiet}>
          {t('connectors.checkedAt', { instant: formatInstant(checkedAt) })}
        </p>
      )}
    </div>
  );
}
