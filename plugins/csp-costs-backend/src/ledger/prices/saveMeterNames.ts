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

/** What Microsoft calls a meter in one language. */
export interface MeterName {
  meterId: string;
  name: string;
  category?: string;
  subcategory?: string;
  region?: string;
  unit?: string;
}

/** A row of `meter_names`. */
export interface MeterNameRow {
  locale: string;
  meter_id: string;
  name: string;
  category: string | null;
  subcategory: string | null;
  region: string | null;
  unit: string | null;
}

const ROWS_PER_INSERT = 100;

/**
 * Saves names of meters in one language, those that are new or have changed.
 * Names of meters that are no longer listed stay, because their costs do.
 *
 * @returns How many were new or had changed.
 */
export async function saveMeterNames(
  tx: Knex.Transaction,
  locale: string,
  names: readonly MeterName[],
): Promise<number> {
  const known = new Map(
    (await tx<MeterNameRow>('meter_names').where({ locale })).map(row => [
      row.meter_id,
      JSON.stringify(valuesOf(row)),
    ]),
  );
  const rows = new Map<string, MeterNameRow>();
  for (const { meterId, name, category, subcategory, region, unit } of names) {
    rows.set(meterId, {
      locale,
      meter_id: meterId,
      name,
      category: category ?? null,
      subcategory: subcategory ?? null,
      region: region ?? null,
      unit: unit ?? null,
    });
  }
  const fresh = [...rows.values()].filter(
    row => known.get(row.meter_id) !== JSON.stringify(valuesOf(row)),
  );
  for (let start = 0; start < fresh.length; start += ROWS_PER_INSERT) {
    await tx('meter_names')
      .insert(fresh.slice(start, start + ROWS_PER_INSERT))
      .onConflict(['locale', 'meter_id'])
      .merge();
  }
  return fresh.length;
}

function valuesOf(row: MeterNameRow) {
  return [row.name, row.category, row.subcategory, row.region, row.unit];
}
