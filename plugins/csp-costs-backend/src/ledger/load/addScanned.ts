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

import type { DuckDBConnection } from '@duckdb/node-api';
import { AMOUNT_PARTS, PART_DIGITS } from './AmountFile';
import type { LoadableBlob } from './ChargeLoad';
import type { ChargeMapping } from './ChargeMapping';
import { dayOf, identifier, literal, typedTexts } from './extractLines';
import { readRows } from './openEngine';
import type { BlobSums } from './readBlob';

/** Longest row of texts that is read, in bytes. */
const MAX_TEXTS_BYTES = 128 * 1024;

/** The quick way, from what was taken out of the text; undefined when not everything is in order. */
export async function addScanned(
  connection: DuckDBConnection,
  index: number,
  { lineCount, scanned }: LoadableBlob,
  mapping: ChargeMapping,
): Promise<BlobSums | undefined> {
  if (!scanned?.columns) {
    return undefined;
  }
  const { texts, fractionDigits } = scanned.columns;
  const required = mapping.requiredColumns.filter(
    name => name !== mapping.dateColumn,
  );
  await connection.run(`
    create or replace table texts_${index} as
    with wire as (
      select id, ${texts
        .map(
          name =>
            `nullif(trim(${identifier(name)}), '') as ${identifier(name)}`,
        )
        .join(', ')}
      from read_csv(${literal(scanned.files.texts)},
        columns = {id: 'INTEGER', ${texts
          .map(name => `${identifier(name)}: 'VARCHAR'`)
          .join(', ')}},
        header = false, auto_detect = false, delim = '\u0001', quote = '', escape = '',
        max_line_size = ${MAX_TEXTS_BYTES})
    )
    select id, ${typedTexts(mapping).join(', ')},
      ${
        required.map(name => `${identifier(name)} is null`).join(' or ') ||
        'false'
      } as incomplete
    from wire`);
  const parts = mapping.amountColumns.flatMap((_, amount) =>
    Array.from({ length: AMOUNT_PARTS }, (__, part) => partOf(amount, part)),
  );
  const charges = mapping.charges.map((charge, position) => ({
    amount: mapping.amountColumns.findIndex(
      ({ name }) => name === charge.amountColumn,
    ),
    skipZero: charge.skipZero,
    position,
  }));
  await connection.run(`
    create or replace table sums_${index} as
    with added as (
      select id, date, count(*) as lines,
        ${[
          ...parts.map(part => `coalesce(sum(${part}), 0) as ${part}`),
          ...charges.map(({ amount, skipZero, position }) =>
            skipZero
              ? `count(*) filter (${Array.from(
                  { length: AMOUNT_PARTS },
                  (_, part) => `coalesce(${partOf(amount, part)}, 0) <> 0`,
                ).join(' or ')}) as lines_${position}`
              : `count(*) as lines_${position}`,
          ),
        ].join(', ')}
      from read_csv(${literal(scanned.files.amounts)},
        columns = {id: 'INTEGER', date: 'VARCHAR', ${parts
          .map(part => `${part}: 'BIGINT'`)
          .join(', ')}},
        header = false, auto_detect = false, delim = ',', quote = '', escape = '')
      group by id, date
    )
    select id, ${dayOf('trim(date)')} as day, sum(lines)::int as lines,
      ${charges
        .map(
          ({ amount, position }) =>
            `sum(${unitsOf(amount, fractionDigits)}) as units_${position},
             sum(lines_${position})::int as lines_${position}`,
        )
        .join(', ')}
    from added group by id, day`);
  const [row] = await readRows(
    connection,
    `select (select coalesce(sum(lines), 0)::int from sums_${index}) as lines,
      (select count(*)::int from sums_${index} where day is null)
        + (select count(*)::int from texts_${index} where incomplete) as incomplete`,
  );
  return row?.lines === lineCount && row.incomplete === 0
    ? {
        index,
        lineCount,
        quarantinedLineCount: 0,
        quarantinedLines: [],
        fractionDigits,
      }
    : undefined;
}

function partOf(amount: number, part: number): string {
  return `part_${amount}_${part}`;
}

/** SQL for an amount in whole units; parts are cut so that nothing is left of a division. */
function unitsOf(amount: number, fractionDigits: number): string {
  return Array.from({ length: AMOUNT_PARTS }, (_, part) => {
    const digits = fractionDigits - part * PART_DIGITS;
    const sql = `${partOf(amount, part)}::hugeint`;
    return digits >= 0
      ? shifted(sql, digits)
      : `${sql} // 1${'0'.repeat(Math.min(-digits, PART_DIGITS))}::hugeint`;
  })
    .map(sql => `(${sql})`)
    .join(' + ');
}

/** SQL for a whole number multiplied by a power of ten. */
export function shifted(sql: string, digits: number): string {
  return digits === 0 ? sql : `${sql} * 1${'0'.repeat(digits)}::hugeint`;
}
