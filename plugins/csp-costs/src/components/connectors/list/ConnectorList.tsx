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
import { Alert, ButtonLink, Skeleton } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiAddLine } from '@remixicon/react';
import {
  cspCostsConnectorCreatePermission,
  cspCostsConnectorReadPermission,
} from 'backstage-plugin-csp-costs-common';
import { useLocation } from 'react-router-dom';
import { useConnectors } from '../../../api/collectionQueries';
import { newConnectorRouteRef } from '../../../routes';
import { ErrorState } from '../../layout/ErrorState';
import sectionStyles from '../../layout/Section.module.css';
import { NoConnector } from '../NoConnector';
import { useTexts } from '../../../translation/useTexts';
import { ConnectorRow } from './ConnectorRow';
import styles from './ConnectorList.module.css';

/** Every connector in a row: how it is, when it last worked, what to do next. */
export function ConnectorList() {
  const t = useTexts();
  const { data, error, refetch } = useConnectors();
  const deleted = useDeletedTitle();
  const newHref = useRouteRef(newConnectorRouteRef)?.();
  const { allowed } = usePermission({
    permission: cspCostsConnectorCreatePermission,
  });
  if (error && !data) {
    return (
      <ErrorState
        error={error}
        title={t('connectors.loadFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!data) {
    return (
      <div role="status" aria-label={t('connectors.loading')}>
        <Skeleton width="100%" height={240} />
      </div>
    );
  }
  const needing = data.filter(({ health }) => health.status !== 'connected');
  return (
    <>
      {deleted && (
        <Alert
          role="status"
          status="success"
          icon
          title={t('connectors.isDeleted', { title: deleted })}
          description={t('connectors.deletedText')}
        />
      )}
      {data.length === 0 ? (
        <NoConnector />
      ) : (
        <>
          <header className={sectionStyles.toolbar}>
            <div>
              <h2 className={sectionStyles.title}>{t('connectors.title')}</h2>
              <p className={sectionStyles.subtitle}>
                {needing.length > 0
                  ? t('connectors.needing', { count: needing.length })
                  : t('connectors.allConnected', { count: data.length })}
              </p>
            </div>
            {allowed && newHref && (
              <ButtonLink
                variant="primary"
                iconStart={<RiAddLine />}
                href={newHref}
              >
                {t('connectors.connect')}
              </ButtonLink>
            )}
          </header>
          <ul className={styles.list} aria-label={t('connectors.title')}>
            {data.map(connector => (
              <ConnectorRow key={connector.connectorId} connector={connector} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What the connector was called that has just been deleted on its own page. */
function useDeletedTitle(): string | undefined {
  const state: unknown = useLocation().state;
  return typeof state === 'object' &&
    state !== null &&
    'deleted' in state &&
    typeof state.deleted === 'string'
    ? state.deleted
    : undefined;
}
