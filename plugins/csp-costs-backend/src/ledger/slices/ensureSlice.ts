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

import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { SliceKey, SliceRow } from '../tables';

/** Gives the row of a slice, made if need be. */
export async function ensureSlice(
  knex: Knex,
  key: SliceKey,
): Promise<SliceRow> {
  await knex('slices')
    .insert({
      slice_id: randomUUID(),
      connector_id: key.connectorId,
      source: key.source,
      slice_key: key.sliceKey,
      billing_period: key.billingPeriod,
      billing_currency: key.billingCurrency,
      invoice_id: key.invoiceId,
    })
    .onConflict(['connector_id', 'source', 'slice_key'])
    .ignore();
  const row = await knex<SliceRow>('slices')
    .where({
      connector_id: key.connectorId,
      source: key.source,
      slice_key: key.sliceKey,
    })
    .first();
  if (!row) {
    throw new Error(`Slice ${key.source} ${key.sliceKey} vanished`);
  }
  return row;
}
