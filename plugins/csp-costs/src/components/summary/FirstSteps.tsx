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

import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { cspCostsConnectorReadPermission } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import {
  useConnectors,
  useFreshCostsAfterRun,
} from '../../api/collectionQueries';
import { formatInstant } from '../../format/dates';
import { collectionRouteRef, connectorRouteRef } from '../../routes';
import { useTexts } from '../../translation/useTexts';
import { RunProgress } from '../collection/RunProgress';
import { NoConnector } from '../connectors/NoConnector';
import { EmptyState } from '../layout/EmptyState';
import { ErrorState } from '../layout/ErrorState';
import { SummarySkeleton } from './SummarySection';

/** What to show before there is any figure: how far the way to it is. */
export function FirstSteps() {
  const t = useTexts();
  const connectors = useConnectors();
  const collectionHref = useRouteRef(collectionRouteRef)?.();
  const hrefOfConnector = useRouteRef(connectorRouteRef);
  const running = connectors.data?.find(
    connector => connector.lastRun?.status === 'running',
  )?.lastRun;
  useFreshCostsAfterRun(running !== undefined);

  const seeCollection = collectionHref && (
    <ButtonLink href={collectionHref} variant="primary">
      {t('firstSteps.seeCollection')}
    </ButtonLink>
  );

  if (connectors.error) {
    return httpStatusOf(connectors.error) === 403 ? (
      <EmptyState title={t('firstSteps.noCosts')}>
        <p>
          {t('firstSteps.forbidden', {
            permission: <code>{cspCostsConnectorReadPermission.name}</code>,
          })}
        </p>
      </EmptyState>
    ) : (
      <ErrorState
        error={connectors.error}
        title={t('firstSteps.connectorsFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={connectors.refetch}
      />
    );
  }
  if (!connectors.data) {
    return <SummarySkeleton />;
  }
  const [first] = connectors.data;
  if (!first) {
    return <NoConnector />;
  }
  if (running) {
    return (
      <EmptyState title={t('firstSteps.running')} action={seeCollection}>
        <RunProgress run={running} />
      </EmptyState>
    );
  }
  if (first.lastRun) {
    return (
      <EmptyState
        title={
          first.lastRun.status === 'failed'
            ? t('firstSteps.failed')
            : t('firstSteps.noCosts')
        }
        action={seeCollection}
      >
        <p>
          {first.lastRun.failedJobCount > 0
            ? t('firstSteps.seeWhy')
            : t('firstSteps.nothingOnRecord')}
        </p>
      </EmptyState>
    );
  }
  if (connectors.data.every(connector => !connector.credential)) {
    return (
      <EmptyState
        title={t('firstSteps.notConnected', { title: first.settings.title })}
        action={
          hrefOfConnector && (
            <ButtonLink
              variant="primary"
              href={hrefOfConnector({ connectorId: first.connectorId })}
            >
              {t('firstSteps.openConnector')}
            </ButtonLink>
          )
        }
      >
        <p>{t('firstSteps.needsCredential')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('firstSteps.nothingCollected')} action={seeCollection}>
      <p>
        {first.nextRunAt
          ? t('firstSteps.startsAt', { time: formatInstant(first.nextRunAt) })
          : t('firstSteps.notStarted')}
      </p>
    </EmptyState>
  );
}
