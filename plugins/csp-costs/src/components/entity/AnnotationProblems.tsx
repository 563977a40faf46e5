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

import { Alert } from '@backstage/ui';
import type { AnnotationProblem } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';
import { CopyButton } from '../layout/CopyButton';
import {
  ANNOTATION_EXAMPLES,
  exampleOf,
  type ClaimingAnnotation,
} from './annotationExamples';
import styles from './Annotations.module.css';

/** Which annotations of an entity cannot be used, why, and what to write. */
export function AnnotationProblems(props: {
  problems: readonly AnnotationProblem[];
}) {
  const { problems } = props;
  const t = useTexts();
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('entity.problemTitle', { count: problems.length })}
      description={
        <>
          <p className={styles.text}>{t('entity.problemExplained')}</p>
          <ul className={styles.annotations}>
            {problems.map(({ annotation, value, reason }) => (
              <li key={annotation}>
                <code>{annotation}</code>{' '}
                <span>{t(`entity.problem.${reason}`, { value })}</span>
                {isKnown(annotation) && <Remedy annotation={annotation} />}
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}

function Remedy({ annotation }: { annotation: ClaimingAnnotation }) {
  const t = useTexts();
  return (
    <span className={styles.remedy}>
      {t('entity.writeLike')} <code>{exampleOf(annotation)}</code>
      <CopyButton
        value={exampleOf(annotation)}
        label={t('entity.copyExample', { annotation })}
      />
    </span>
  );
}

/** A backend that is newer than this page may know more annotations. */
function isKnown(annotation: string): annotation is ClaimingAnnotation {
  return annotation in ANNOTATION_EXAMPLES;
}
