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
import type { ConnectorIdRow } from './tables';

/**
 * Ends what is going on with the credentials of a connector: whatever began
 * before this moment may not be kept any more.
 *
 * @remarks Holds the row until the transaction ends, and so has to be the
 * first thing in it: {@link isCurrentEpoch} then waits for the rest of it.
 */
export async function endEpoch(
  tx: Knex.Transaction,
  connectorId: string,
): Promise<void> {
  await tx<ConnectorIdRow>('connector_ids')
    .insert({ connector_id: connectorId, epoch: 1 })
    .onConflict('connector_id')
    .merge({ epoch: tx.raw('connector_ids.epoch + 1') });
}

/**
 * Whether the credentials of a connector were not let go since it was read.
 *
 * @remarks
 * Holds the row until the transaction ends: what is written in it is either
 * seen by whoever lets the credentials go at the same moment, or refused.
 */
export async function isCurrentEpoch(
  tx: Knex.Transaction,
  connectorId: string,
  epoch: number,
): Promise<boolean> {
  // A row that is not there cannot be held.
  await tx<ConnectorIdRow>('connector_ids')
    .insert({ connector_id: connectorId })
    .onConflict('connector_id')
    .ignore();
  const row = await tx<ConnectorIdRow>('connector_ids')
    .where({ connector_id: connectorId })
    .forUpdate()
    .first('epoch');
  return row?.epoch === epoch;
}
