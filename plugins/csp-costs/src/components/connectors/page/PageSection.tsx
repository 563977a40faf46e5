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
import { headingIdOf, type SectionName } from './sections';
import styles from './PageSection.module.css';

/** A part of a connector's page, with a heading that can be gone to. */
export function PageSection(props: {
  section: SectionName;
  title: string;
  /** What it comes down to, in a line. */
  summary?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { section, title, summary, actions, children } = props;
  const headingId = headingIdOf(section);
  return (
    <Card className={styles.section} role="region" aria-labelledby={headingId}>
      <header className={styles.head}>
        <div>
          <h3 id={headingId} tabIndex={-1} className={styles.title}>
            {title}
          </h3>
          {summary && <p className={styles.summary}>{summary}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </Card>
  );
}

/** A titled part of a {@link PageSection}. */
export function SubSection(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.sub}>
      <h4 className={styles.subtitle}>{props.title}</h4>
      {props.children}
    </section>
  );
}
