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

import { Alert, Skeleton } from '@backstage/ui';
import {
  cspCostsConnectorReadPermission,
  type ConnectorOptions,
} from 'backstage-plugin-csp-costs-common';
import type { ReactNode } from 'react';
import { useConnectorOptions } from '../../../api/connectorQueries';
import { ErrorState } from '../../layout/ErrorState';
import { useTexts } from '../../../translation/useTexts';

/** Shows a form to those who may save it, once it is known what it may hold. */
export function FormGate(props: {
  allowed: boolean;
  loading: boolean;
  /** What saving needs. */
  permission: string;
  children: (options: ConnectorOptions) => ReactNode;
}) {
  const t = useTexts();
  const { allowed, loading, permission, children } = props;
  const { data, error, refetch } = useConnectorOptions();
  if (!allowed && !loading) {
    return (
      <Alert
        role="alert"
        status="info"
        icon
        title={t('layout.forbiddenTitle')}
        description={t('layout.forbidden', {
          permission: <code>{permission}</code>,
        })}
      />
    );
  }
  if (error && !data) {
    return (
      <ErrorState
        error={error}
        title={t('connectorForm.formFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!data || loading) {
    return (
      <div role="status" aria-label={t('connectorForm.loadingForm')}>
        <Skeleton width="100%" height={420} />
      </div>
    );
  }
  return <>{children(data)}</>;
}
