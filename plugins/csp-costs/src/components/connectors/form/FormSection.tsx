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

import { Card } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './ConnectorForm.module.css';

/** Fields that belong together, beside what they are about. */
export function FormSection(props: {
  title: string;
  intro: ReactNode;
  children: ReactNode;
}) {
  const headingId = useId();
  return (
    <Card className={styles.section} role="group" aria-labelledby={headingId}>
      <header className={styles.intro}>
        <h3 id={headingId} className={styles.heading}>
          {props.title}
        </h3>
        <p className={styles.quiet}>{props.intro}</p>
      </header>
      <div className={styles.fields}>{props.children}</div>
    </Card>
  );
}
