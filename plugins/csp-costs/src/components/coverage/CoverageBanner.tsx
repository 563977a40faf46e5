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
import { sliceName } from '../../format/words';
import { connectorRouteRef } from '../../routes';
import { useTexts, type Texts } from '../../translation/useTexts';
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
  const t = useTexts();
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
      title={describeWarning(t, warning)}
      description={
        <>
          {warning.problem?.cause}{' '}
          {stopped ? t('coverage.stopped') : warning.problem?.remedy}
        </>
      }
      customActions={
        href && (
          <ButtonLink size="small" variant="secondary" href={href}>
            {t('coverage.openConnector')}
          </ButtonLink>
        )
      }
    />
  );
}

/** Which source is stale or missing, of which month, since when, and what is shown instead. */
function SlicesBanner({ coverage }: { coverage: Coverage }) {
  const t = useTexts();
  const troubled = describeCoverage(t, coverage).problems.filter(
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
      title={titleOf(t, first)}
      description={
        <>
          {shownInstead(t, first)} {first.problem?.cause}
          {others.length > 0 &&
            ` ${t('coverage.sameFor', {
              count: others.length,
              names: others
                .slice(0, 3)
                .map(slice => sliceName(t, slice))
                .join(', '),
            })}${others.length > 3 ? ' …' : '.'}`}
        </>
      }
      customActions={
        <CoverageDialog
          coverage={coverage}
          label={t('coverage.seeWhy')}
          asButton
        />
      }
    />
  );
}

function titleOf(t: Texts, slice: SliceCoverage): string {
  const since = troubledSince(slice);
  const state = slice.status === 'stale' ? 'stale' : 'missing';
  const name = sliceName(t, slice);
  return since
    ? t(`coverage.${state}Since`, {
        slice: name,
        instant: formatInstant(since),
      })
    : t(`coverage.${state}`, { slice: name });
}

function shownInstead(t: Texts, slice: SliceCoverage): string {
  return slice.status === 'stale' && slice.asOf
    ? t('coverage.shownInstead', { instant: formatInstant(slice.asOf) })
    : t('coverage.without');
}
