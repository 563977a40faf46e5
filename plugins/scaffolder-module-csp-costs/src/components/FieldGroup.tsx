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

import { useId, useRef, type ReactNode } from 'react';
import { useTexts } from '../translation/useTexts';
import { useKeptFocus } from './useKeptFocus';
import styles from './FieldGroup.module.css';

/** A field that is more than one input, under one label and description. */
export function FieldGroup(props: {
  id?: string;
  label: string;
  description: string;
  required?: boolean;
  children: ReactNode;
}) {
  const t = useTexts();
  const labelId = useId();
  const descriptionId = useId();
  const group = useRef<HTMLDivElement>(null);
  const keptFocus = useKeptFocus(group);
  return (
    <div
      {...keptFocus}
      ref={group}
      id={props.id}
      role="group"
      tabIndex={-1}
      aria-labelledby={labelId}
      aria-describedby={descriptionId}
      className={styles.group}
    >
      <div className={styles.head}>
        <span className={styles.title}>
          <span id={labelId}>{props.label}</span>
          {props.required && (
            <span className={styles.required}>({t('required')})</span>
          )}
        </span>
        <p id={descriptionId} className={styles.description}>
          {props.description}
        </p>
      </div>
      {props.children}
    </div>
  );
}
