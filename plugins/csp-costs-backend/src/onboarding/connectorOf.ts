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

import { InputError } from '@backstage/errors';
import type { ConnectorRecord } from '../connectors/ConnectorRecord';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import type { OperatorAccess } from './StepContext';

/**
 * The connector that a step is about.
 *
 * @throws NotFoundError; UnusableConnectorError; InputError when the person is
 * signed in to another tenant than the connector's.
 */
export async function connectorOf(
  registry: ConnectorRegistry,
  connectorId: string,
  { partnerTenantId, cloud }: OperatorAccess,
): Promise<ConnectorRecord> {
  const connector = await registry.get(connectorId);
  const { settings } = connector;
  if (
    settings.partnerTenantId.toLowerCase() !== partnerTenantId.toLowerCase() ||
    connector.cloud.name !== cloud.name
  ) {
    throw new InputError(
      `signInId is a sign-in to tenant ${partnerTenantId}, and the connector ${connectorId} is of tenant ${settings.partnerTenantId}; sign in to that one`,
    );
  }
  return connector;
}
