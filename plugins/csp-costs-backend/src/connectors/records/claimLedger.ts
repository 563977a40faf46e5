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

import type { Knex } from 'knex';
import type { ConnectorRecord } from '../ConnectorRecord';
import { UnusableConnectorError } from '../UnusableConnectorError';
import { otherTenant } from './otherTenant';
import type { ConnectorIdRow } from './tables';

/**
 * Puts on record whose charges the ledger gets under the id of a connector,
 * before any of them is written.
 *
 * @remarks The first tenant stays. Whatever becomes of the settings meanwhile,
 * charges of two tenants are never added up as those of one.
 *
 * @throws UnusableConnectorError when the ledger has another tenant's.
 */
export async function claimLedger(
  knex: Knex,
  connector: ConnectorRecord,
  now: Date,
): Promise<void> {
  const { connectorId, settings } = connector;
  const where = { connector_id: connectorId };
  await knex<ConnectorIdRow>('connector_ids')
    .insert(where)
    .onConflict('connector_id')
    .ignore();
  await knex<ConnectorIdRow>('connector_ids')
    .where({ ...where, ledger_tenant_id: null })
    .update({ ledger_tenant_id: settings.partnerTenantId });
  const id = await knex<ConnectorIdRow>('connector_ids').where(where).first();
  const problem = otherTenant(connector, id, now);
  if (problem) {
    throw new UnusableConnectorError(problem);
  }
}
