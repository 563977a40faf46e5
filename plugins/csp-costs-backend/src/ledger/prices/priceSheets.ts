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

/** A row of `price_sheets`. */
export interface PriceSheetRow {
  connector_id: string;
  market: string;
  view: string;
  month: string;
  row_count: number | string;
  bytes: number | string;
  sha256: string;
  /** Its Parquet file in the archive. */
  archive_path: string;
  collected_at: Date | string;
}

/** What there is one price sheet of. */
export type PriceSheetKey = Pick<
  PriceSheetRow,
  'connector_id' | 'market' | 'view' | 'month'
>;

/** The price sheet that is shown; undefined when there is none yet. */
export async function findPriceSheet(
  knex: Knex,
  { connector_id, market, view, month }: PriceSheetKey,
): Promise<PriceSheetRow | undefined> {
  return knex<PriceSheetRow>('price_sheets')
    .where({ connector_id, market, view, month })
    .first();
}

/** Shows a price sheet in place of the one before. */
export async function savePriceSheet(
  tx: Knex.Transaction,
  row: PriceSheetRow,
): Promise<void> {
  await tx('price_sheets')
    .insert(row)
    .onConflict(['connector_id', 'month', 'market', 'view'])
    .merge();
}
