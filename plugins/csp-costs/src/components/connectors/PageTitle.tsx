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

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { connectorsRouteRef } from '../../routes';
import sectionStyles from '../layout/Section.module.css';
import { useTexts } from '../../translation/useTexts';
import styles from './PageTitle.module.css';

/** The name of a page below the list of connectors, and the way back. */
export function PageTitle(props: {
  title: string;
  /** Where it leads back to; the list unless said otherwise. */
  back?: { href: string; label: string };
  children?: ReactNode;
}) {
  const t = useTexts();
  const listHref = useRouteRef(connectorsRouteRef)?.();
  const back =
    props.back ??
    (listHref && { href: listHref, label: t('connectors.title') });
  return (
    <header>
      {back && (
        <Link href={back.href} className={styles.back} standalone>
          <RiArrowLeftLine aria-hidden="true" />
          {back.label}
        </Link>
      )}
      <h2 className={sectionStyles.title}>{props.title}</h2>
      {props.children && (
        <p className={sectionStyles.subtitle}>{props.children}</p>
      )}
    </header>
  );
}
