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

import { useTexts } from '../../translation/useTexts';
import { CopyButton } from '../layout/CopyButton';
import { EmptyState } from '../layout/EmptyState';
import { CLAIMING_ANNOTATIONS, exampleOf } from './annotationExamples';
import styles from './Annotations.module.css';

/** Says what an entity lacks to have costs. */
export function NotConfigured(props: {
  /** Whether others are rolled up into entities like it. */
  hasParts: boolean;
}) {
  const t = useTexts();
  return (
    <EmptyState title={t('entity.unconfigured')}>
      {props.hasParts && <p>{t('entity.unconfiguredParts')}</p>}
      <p>{t('entity.addAnnotation')}</p>
      <ul className={styles.annotations}>
        {CLAIMING_ANNOTATIONS.map(annotation => (
          <li key={annotation}>
            <code>{annotation}</code>
            <CopyButton
              value={exampleOf(annotation)}
              label={t('entity.copyExample', { annotation })}
            />
            <span>{t(`entity.meaning.${annotation}`)}</span>
          </li>
        ))}
      </ul>
      <p>{t('entity.severalAnnotations')}</p>
      <p>{t('entity.rules')}</p>
    </EmptyState>
  );
}
