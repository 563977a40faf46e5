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

import { LedgerError } from '../LedgerError';
import { literal } from '../load/extractLines';
import { readRows } from '../load/openEngine';
import { openSheet } from './openSheet';

const NAME = 'the lines of the price sheet';

const COLUMNS = [
  'ProductTitle',
  'SkuTitle',
  'UnitOfMeasure',
  'Market',
  'Currency',
  'UnitPrice',
  'PricingTierRangeMin',
  'PricingTierRangeMax',
  'EffectiveStartDate',
  'EffectiveEndDate',
  'MeterIds',
];

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Rows that a lookup reads at least; the rows are ordered by meter. */
const ROW_GROUP = 20_480;

/**
 * Makes a Parquet file of a price sheet: a row for each meter of each line,
 * ordered by meter, and one for a line without a meter. Every value is the text
 * that Microsoft sent.
 *
 * @returns Lines of the sheet, all of which are in the file.
 * @throws LedgerError when there are none, a price makes no sense, or the sheet
 * is of another market.
 */
export async function writePriceSheet(
  options: {
    file: string;
    /** Country, ISO 3166-1 alpha-2. */
    market: string;
    /** The Parquet file to make. */
    target: string;
    spillDirectory: string;
  },
  signal: AbortSignal,
): Promise<{ rowCount: number }> {
  const { file, market, target, spillDirectory } = options;
  return openSheet(
    { file, name: NAME, columns: COLUMNS, spillDirectory },
    async (connection, from) => {
      const [found] = await readRows(
        connection,
        `select count(*)::int as lines,
          count(*) filter (where "Market" is distinct from ${literal(
            market,
          )})::int as strangers,
          count(*) filter (where not coalesce(regexp_full_match(
            "UnitPrice", '-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?'), false)
            or not coalesce(regexp_full_match("Currency", '[A-Z]{3}'), false)
          )::int as unpriced
        from ${from}`,
      );
      const rowCount = Number(found?.lines ?? 0);
      if (rowCount === 0) {
        throw new LedgerError('EMPTY', 'the price sheet has no line');
      }
      if (found?.strangers !== 0) {
        throw new LedgerError(
          'UNREADABLE',
          `${found?.strangers} of ${NAME} are of another market than ${market}`,
        );
      }
      if (found?.unpriced !== 0) {
        throw new LedgerError(
          'UNREADABLE',
          `${found?.unpriced} of ${NAME} have no price with its currency`,
        );
      }
      await connection.run(`
        copy (
          with lines as (
            select *, row_number() over () as line,
              regexp_extract_all(lower(coalesce("MeterIds", '')), '${GUID}') as meters
            from ${from}
          )
          select line,
            unnest(case when len(meters) = 0 then [''] else meters end) as meter_id,
            "Market" as market, "ProductTitle" as product_title,
            "SkuTitle" as sku_title, "UnitOfMeasure" as unit,
            "Currency" as currency, "UnitPrice" as unit_price,
            "PricingTierRangeMin" as tier_from, "PricingTierRangeMax" as tier_to,
            "EffectiveStartDate" as effective_from,
            "EffectiveEndDate" as effective_to
          from lines
          order by meter_id, line
        ) to ${literal(
          target,
        )} (format parquet, compression zstd, row_group_size ${ROW_GROUP})`);
      const [kept] = await readRows(
        connection,
        `select count(distinct line)::int as lines from read_parquet(${literal(
          target,
        )})`,
      );
      if (kept?.lines !== rowCount) {
        throw new LedgerError(
          'LINES_LOST',
          `the price sheet has ${rowCount} lines, of which ${kept?.lines} were kept`,
        );
      }
      return { rowCount };
    },
    signal,
  );
}
