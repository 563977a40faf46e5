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

import { useId, type Key } from 'react';
import styles from './FileField.module.css';

/** A file of the reader's machine. */
export function FileField(props: {
  label: string;
  description: string;
  accept: string;
  /** Another one empties the field. */
  turn: Key;
  onChange: (file: File | undefined) => void;
  error?: string;
}) {
  const { label, description, accept, turn, onChange, error } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <p id={`${id}-help`} className={styles.help}>
        {description}
      </p>
      <input
        // The element keeps the file as long as it lives.
        key={turn}
        id={id}
        className={styles.input}
        type="file"
        accept={accept}
        aria-describedby={`${id}-help ${id}-error`}
        onChange={event => onChange(event.target.files?.[0])}
      />
      <p id={`${id}-error`} className={styles.error} role="status">
        {error}
      </p>
    </div>
  );
}
