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

import { ConflictError, NotFoundError } from '@backstage/errors';
import type { ConnectorSettings } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ConnectorSetup } from '../ConnectorSetup';
import type { ConnectorRow } from './tables';
import { takeLedger } from './takeLedger';

/** Who changes a connector, and when. */
export interface Change {
  /** Entity ref of a user, or the subject of a service. */
  by: string;
  now: Date;
}

/**
 * Adds a connector.
 *
 * @throws ConflictError when the id is taken, also by the figures of another tenant.
 */
export async function createConnector(
  tx: Knex.Transaction,
  connectorId: string,
  settings: ConnectorSettings,
  { by, now }: Change,
): Promise<void> {
  const added = await tx<ConnectorRow>('connectors')
    .insert({
      connector_id: connectorId,
      settings: JSON.stringify(settings),
      revision: 1,
      created_by: by,
      created_at: now.toISOString(),
      updated_by: by,
      updated_at: now.toISOString(),
    })
    .onConflict('connector_id')
    .ignore()
    .returning('connector_id');
  if (added.length === 0) {
    throw new ConflictError(
      `connectorId "${connectorId}" is taken; choose another one`,
    );
  }
  await takeLedger(tx, connectorId, settings.partnerTenantId);
}

/**
 * Replaces the settings of a connector.
 *
 * @param connector - As it was read before this.
 * @param revision - Of the settings that were edited.
 * @throws NotFoundError, or ConflictError when somebody else was faster, or
 * figures of the former tenant are there.
 */
export async function updateConnector(
  tx: Knex.Transaction,
  connector: ConnectorSetup,
  revision: number,
  settings: ConnectorSettings,
  { by, now }: Change,
): Promise<void> {
  const { connectorId } = connector;
  const { partnerTenantId } = settings;
  const changed = await tx<ConnectorRow>('connectors')
    .where({ connector_id: connectorId, revision })
    .update({
      settings: JSON.stringify(settings),
      revision: revision + 1,
      updated_by: by,
      updated_at: now.toISOString(),
    });
  if (changed === 1) {
    if (
      connector.revision !== revision ||
      connector.settings.partnerTenantId !== partnerTenantId
    ) {
      await takeLedger(tx, connectorId, partnerTenantId);
    }
    return;
  }
  const current = await tx<ConnectorRow>('connectors')
    .where({ connector_id: connectorId })
    .first();
  if (!current) {
    throw new NotFoundError(`No connector has the id "${connectorId}"`);
  }
  throw new ConflictError(
    `revision ${revision} of ${connectorId} is out of date: ${current.updated_by} has changed it since; load it again`,
  );
}

/** Takes a connector and everything that is known of its consents away. */
export async function deleteConnector(
  tx: Knex.Transaction,
  connectorId: string,
): Promise<void> {
  for (const table of [
    'connector_notices',
    'consent_deadlines',
    'connector_checks',
    'consents',
    'consent_links',
    'connectors',
  ]) {
    await tx(table).where({ connector_id: connectorId }).delete();
  }
  // Whoever gets the id next starts unpaused.
  await tx('lanes')
    .where({ connector_id: connectorId })
    .update({ paused_at: null, paused_by: null });
}
