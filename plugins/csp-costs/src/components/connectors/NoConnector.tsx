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
import { ButtonLink } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { cspCostsConnectorCreatePermission } from 'backstage-plugin-csp-costs-common';
import { newConnectorRouteRef } from '../../routes';
import { EmptyState } from '../layout/EmptyState';
import { useTexts } from '../../translation/useTexts';

/** Says what a connector is, and leads to the first one. */
export function NoConnector() {
  const t = useTexts();
  const href = useRouteRef(newConnectorRouteRef)?.();
  const { allowed, loading } = usePermission({
    permission: cspCostsConnectorCreatePermission,
  });
  return (
    <EmptyState
      title={t('connectors.none')}
      action={
        allowed &&
        href && (
          <ButtonLink variant="primary" href={href}>
            {t('connectors.connect')}
          </ButtonLink>
        )
      }
    >
      <p>{t('connectors.explained')}</p>
      {!allowed && !loading && (
        <p>
          {t('connectors.needsPermission', {
            what: t('connectors.connectingOne'),
            permission: <code>{cspCostsConnectorCreatePermission.name}</code>,
          })}
        </p>
      )}
    </EmptyState>
  );
}
