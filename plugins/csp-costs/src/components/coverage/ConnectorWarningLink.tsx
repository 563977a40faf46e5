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
import type { ConnectorWarning } from 'backstage-plugin-csp-costs-common';
import { connectorRouteRef } from '../../routes';
import { useTexts } from '../../translation/useTexts';
import { describeWarning } from '../connectors/describeHealth';
import styles from './CoverageDialog.module.css';

/** Says of a figure that a connector it depends on needs somebody, and leads there. */
export function ConnectorWarningLink(props: {
  warnings: [ConnectorWarning, ...ConnectorWarning[]];
}) {
  const t = useTexts();
  const [first, ...others] = props.warnings;
  const href = useRouteRef(connectorRouteRef)?.({
    connectorId: first.connectorId,
  });
  const warning = describeWarning(t, first);
  const text =
    others.length > 0
      ? t('coverage.andMore', { first: warning, number: others.length })
      : warning;
  return href ? (
    <Link href={href} className={styles.inline}>
      {text}
    </Link>
  ) : (
    <span>{text}</span>
  );
}

/** The warnings of some figures, when there are any. */
export function warningsOf(coverage: {
  connectors?: ConnectorWarning[];
}): [ConnectorWarning, ...ConnectorWarning[]] | undefined {
  const [first, ...others] = coverage.connectors ?? [];
  return first && [first, ...others];
}
