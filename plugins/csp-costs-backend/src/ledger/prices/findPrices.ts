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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  normalizeDecimal,
  type BillingPeriod,
  type MeterPrice,
  type MeterPrices,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import type { ArchiveStore } from '../archive/ArchiveStore';
import { literal } from '../load/extractLines';
import { openEngine, readRows } from '../load/openEngine';
import type { PriceSheetRow } from './priceSheets';
import { readPriceCoverage } from './readPriceCoverage';
import type { MeterNameRow } from './saveMeterNames';

/** A lookup reads a small part of a file. */
const MEMORY_LIMIT = '128MB';

/**
 * What a meter costs by the price sheets of a month.
 *
 * @param options - `languages` has the locale that a connector names products
 * in, by its id.
 * @throws ArchiveError when a price sheet cannot be read.
 */
export async function findPrices(options: {
  knex: Knex;
  archive: ArchiveStore;
  month: BillingPeriod;
  meterId: string;
  languages: ReadonlyMap<string, string>;
  signal: AbortSignal;
}): Promise<MeterPrices> {
  const { knex, month, languages } = options;
  const meterId = options.meterId.toLowerCase();
  const sheets = await knex<PriceSheetRow>('price_sheets')
    .where({ month })
    .orderBy(['connector_id', 'market']);
  const names = new Map(
    (await knex<MeterNameRow>('meter_names').where({ meter_id: meterId })).map(
      row => [row.locale, row.name],
    ),
  );
  const items: MeterPrice[] = [];
  for (const sheet of sheets) {
    for (const price of await readPrices(sheet, { ...options, meterId })) {
      items.push({
        ...price,
        meterName: names.get(languages.get(sheet.connector_id) ?? ''),
      });
    }
  }
  return {
    month,
    items,
    coverage: await readPriceCoverage(knex, 'price-sheet', month),
  };
}

async function readPrices(
  sheet: PriceSheetRow,
  options: { archive: ArchiveStore; meterId: string; signal: AbortSignal },
): Promise<MeterPrice[]> {
  const { archive, meterId, signal } = options;
  const directory = await mkdtemp(join(tmpdir(), 'csp-costs-prices-'));
  try {
    const file = await archive.fetch(
      sheet.archive_path,
      join(directory, 'price-sheet.parquet'),
      signal,
    );
    const instance = await openEngine(directory, MEMORY_LIMIT);
    const connection = await instance.connect();
    try {
      const rows = await readRows(
        connection,
        `select * from read_parquet(${literal(file)})
          where meter_id = ${literal(meterId)} order by line`,
      );
      return rows.map(row => toPrice(sheet, meterId, row));
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function toPrice(
  sheet: PriceSheetRow,
  meterId: string,
  row: Record<string, unknown>,
): MeterPrice {
  const text = (name: string) => (row[name] ? String(row[name]) : undefined);
  return {
    connectorId: sheet.connector_id,
    month: sheet.month,
    market: sheet.market,
    meterId,
    productTitle: text('product_title') ?? '',
    skuTitle: text('sku_title') ?? '',
    unitOfMeasure: text('unit') ?? '',
    currency: String(row.currency),
    unitPrice: normalizeDecimal(String(row.unit_price)),
    tierFrom: text('tier_from'),
    tierTo: text('tier_to'),
    effectiveFrom: text('effective_from'),
    effectiveTo: text('effective_to'),
    source: 'azure_consumption',
    collectedAt: readTimestamp(sheet.collected_at)!,
  };
}
