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
import { Alert, ButtonLink } from '@backstage/ui';
import type {
  ConnectorWarning,
  Coverage,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import { formatInstant } from '../../format/dates';
import { plural } from '../../format/numbers';
import { sliceName } from '../../format/words';
import { connectorRouteRef } from '../../routes';
import { describeWarning } from '../connectors/describeHealth';
import { warningsOf } from './ConnectorWarningLink';
import { CoverageDialog } from './CoverageDialog';
import { describeCoverage, troubledSince } from './describeCoverage';
import styles from './CoverageBanner.module.css';

/**
 * Says on top of a page what is wrong with its figures: connectors that need
 * somebody, and what is stale or missing.
 */
export function CoverageBanner({ coverage }: { coverage: Coverage }) {
  return (
    <>
      {warningsOf(coverage)?.map(warning => (
        <ConnectorBanner key={warning.connectorId} warning={warning} />
      ))}
      <SlicesBanner coverage={coverage} />
    </>
  );
}

function ConnectorBanner({ warning }: { warning: ConnectorWarning }) {
  const href = useRouteRef(connectorRouteRef)?.({
    connectorId: warning.connectorId,
  });
  const stopped = warning.status === 'disconnected';
  return (
    <Alert
      role="status"
      status={stopped ? 'danger' : 'warning'}
      icon
      className={styles.banner}
      title={describeWarning(warning)}
      description={
        <>
          {warning.problem?.cause}{' '}
          {stopped
            ? 'Its figures stay as they are until it is connected again.'
            : warning.problem?.remedy}
        </>
      }
      customActions={
        href && (
          <ButtonLink size="small" variant="secondary" href={href}>
            Open the connector
          </ButtonLink>
        )
      }
    />
  );
}

/** Which source is stale or missing, of which month, since when, and what is shown instead. */
function SlicesBanner({ coverage }: { coverage: Coverage }) {
  const troubled = describeCoverage(coverage).problems.filter(
    slice => slice.status === 'stale' || slice.status === 'missing',
  );
  const [first, ...others] = troubled;
  if (!first) {
    return null;
  }
  return (
    <Alert
      role="status"
      status="warning"
      icon
      className={styles.banner}
      title={titleOf(first)}
      description={
        <>
          {shownInstead(first)} {first.problem?.cause}
          {others.length > 0 &&
            ` The same or worse goes for ${plural(
              others.length,
              'other',
              'others',
            )}: ${others.slice(0, 3).map(sliceName).join(', ')}${
              others.length > 3 ? ' …' : '.'
            }`}
        </>
      }
      customActions={
        <CoverageDialog coverage={coverage} label="See why" asButton />
      }
    />
  );
}

function titleOf(slice: SliceCoverage): string {
  const since = troubledSince(slice);
  const word = slice.status === 'stale' ? 'is stale' : 'is missing';
  return `${sliceName(slice)} ${word}${
    since ? ` since ${formatInstant(since)}` : ''
  }`;
}

function shownInstead(slice: SliceCoverage): string {
  return slice.status === 'stale' && slice.asOf
    ? `The figures of ${formatInstant(slice.asOf)} are shown instead.`
    : 'The figures are without it.';
}
