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

import { Container, Skeleton } from '@backstage/ui';
import { cspCostsConnectorReadPermission } from 'backstage-plugin-csp-costs-common';
import {
  useConnectors,
  useFreshCostsAfterRun,
} from '../../api/collectionQueries';
import { useTexts } from '../../translation/useTexts';
import { useRunSignals } from '../../api/useRunSignals';
import { CostsRoot } from '../layout/CostsRoot';
import { NoConnector } from '../connectors/NoConnector';
import { ErrorState } from '../layout/ErrorState';
import sectionStyles from '../layout/Section.module.css';
import { ConnectorPanel } from './ConnectorPanel';

/** The page's last tab: what is collected, from where, and how it goes. */
export function CollectionPage() {
  return (
    <CostsRoot>
      <Container>
        <div className={sectionStyles.page}>
          <Connectors />
        </div>
      </Container>
    </CostsRoot>
  );
}

function Connectors() {
  const t = useTexts();
  const { data, error, refetch } = useConnectors();
  useRunSignals();
  useFreshCostsAfterRun(
    data?.some(connector => connector.lastRun?.status === 'running') ?? false,
  );
  if (error && !data) {
    return (
      <ErrorState
        error={error}
        title={t('collection.connectorsFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!data) {
    return (
      <div role="status" aria-label={t('collection.loadingConnectors')}>
        <Skeleton width="100%" height={260} />
      </div>
    );
  }
  if (data.length === 0) {
    return <NoConnector />;
  }
  return (
    <>
      {data.map(connector => (
        <ConnectorPanel key={connector.connectorId} connector={connector} />
      ))}
    </>
  );
}
