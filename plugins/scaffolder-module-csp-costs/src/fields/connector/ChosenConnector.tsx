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

import { Alert } from '@backstage/ui';
import type { Connector } from 'backstage-plugin-csp-costs-common';
import { ConnectorLink } from '../../components/ConnectorLink';
import { useTexts } from '../../translation/useTexts';
import { connectorState } from './connectorState';

/** Which connector it is that was chosen: its tenant, how it is, and its page. */
export function ChosenConnector(props: {
  connector: Connector;
  connectorsPath: string | undefined;
}) {
  const t = useTexts();
  const { connectorId, settings } = props.connector;
  return (
    <Alert
      status="info"
      icon
      title={t('connector.collectsFrom', {
        tenantId: settings.partnerTenantId,
      })}
      description={
        <>
          {connectorState(t, props.connector)}.{' '}
          <ConnectorLink
            connectorId={connectorId}
            title={settings.title}
            connectorsPath={props.connectorsPath}
          />
        </>
      }
    />
  );
}
