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
import type { ReactNode } from 'react';
import sectionStyles from '../layout/Section.module.css';
import styles from './CustomerSection.module.css';

/** A part of a customer's page, which its address can point at. */
export function CustomerSection(props: {
  id: string;
  title: string;
  /** What it is about, or how fresh it is. */
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { id, title, hint, actions, children } = props;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={sectionStyles.toolbar}>
        <div className={styles.head}>
          <h2 id={id} tabIndex={-1} className={sectionStyles.title}>
            {title}
          </h2>
          {hint && <div className={sectionStyles.subtitle}>{hint}</div>}
        </div>
        {actions}
      </header>
      <Card className={styles.card}>{children}</Card>
    </section>
  );
}
