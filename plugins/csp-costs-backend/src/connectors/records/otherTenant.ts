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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import { problemOf } from '../../errors';
import type { ConnectorSetup } from '../ConnectorSetup';
import type { ConnectorIdRow } from './tables';

/** What is wrong when the ledger has another tenant's charges under the id of a connector. */
export function otherTenant(
  { connectorId, settings }: Pick<ConnectorSetup, 'connectorId' | 'settings'>,
  id: ConnectorIdRow | undefined,
  now: Date,
): Problem | undefined {
  const { partnerTenantId } = settings;
  const former = id?.ledger_tenant_id ?? partnerTenantId;
  return former === partnerTenantId
    ? undefined
    : problemOf('TENANT_CHANGED', now, {
        cause: `The figures of the connector ${connectorId} are those of the partner tenant ${former}, and its settings name ${partnerTenantId}.`,
      });
}
