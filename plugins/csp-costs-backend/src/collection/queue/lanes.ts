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

import { ConflictError } from '@backstage/errors';
import type { PausedCollection } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import type { LaneRow } from './tables';

/** Makes sure that the queue serves a connector. */
export async function ensureLane(
  knex: Knex,
  connectorId: string,
): Promise<void> {
  await knex<LaneRow>('lanes')
    .insert({ connector_id: connectorId })
    .onConflict('connector_id')
    .ignore();
}

/**
 * Pauses the collection of a connector: no job of it is taken any more. Jobs
 * that are at work go on. Does nothing when it is paused already.
 */
export async function pauseLane(
  knex: Knex,
  connectorId: string,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  await ensureLane(knex, connectorId);
  await knex<LaneRow>('lanes')
    .where({ connector_id: connectorId })
    .whereNull('paused_at')
    .update({ paused_at: now.toISOString(), paused_by: by });
}

/** Ends a pause, if there is one. */
export async function resumeLane(
  knex: Knex,
  connectorId: string,
): Promise<void> {
  await knex<LaneRow>('lanes')
    .where({ connector_id: connectorId })
    .update({ paused_at: null, paused_by: null });
}

/**
 * Makes sure that what is asked for would be collected.
 *
 * @throws ConflictError when the connector is paused.
 */
export async function assertNotPaused(
  knex: Knex,
  connectorId: string,
): Promise<void> {
  const paused = await knex<LaneRow>('lanes')
    .where({ connector_id: connectorId })
    .whereNotNull('paused_at')
    .first('connector_id');
  if (paused) {
    throw new ConflictError(
      'The collection of the connector is paused; resume it, then try again',
    );
  }
}

/** Which connectors are paused, by connector id. */
export async function readPauses(
  knex: Knex,
): Promise<Map<string, PausedCollection>> {
  const rows = await knex<LaneRow>('lanes').whereNotNull('paused_at');
  return new Map(
    rows.map(row => [
      row.connector_id,
      {
        since: readTimestamp(row.paused_at)!,
        pausedBy: row.paused_by ?? undefined,
      },
    ]),
  );
}
