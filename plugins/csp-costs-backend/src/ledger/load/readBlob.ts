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
import { LedgerError } from '../LedgerError';
import { AMOUNT_PARTS, PART_DIGITS } from './AmountFile';
import type { LoadableBlob } from './ChargeLoad';
import type { ChargeMapping } from './ChargeMapping';
import {
  dayOf,
  extractLines,
  identifier,
  literal,
  typedTexts,
} from './extractLines';
import { findColumns } from './findColumns';
import { readRows } from './openEngine';

/** Digits of the widest number that DuckDB adds up exactly. */
export const ENGINE_DIGITS = 38;

/** Rows of quarantined lines that are kept; more are counted only. */
const QUARANTINE_LIMIT = 1_000;

/** Longest row of texts that is read, in bytes. */
const MAX_TEXTS_BYTES = 128 * 1024;

/** A line that could not be read. */
export interface QuarantinedLine {
  blobName: string;
  lineNumber: number;
  reason: string;
}

/**
 * What was read of a blob. Two tables have the rest: `texts_<index>` each
 * combination of what a line's texts say, and `sums_<index>` the amounts by
 * texts and day, added up as whole numbers of its smallest unit.
 */
export interface BlobSums {
  index: number;
  lineCount: number;
  quarantinedLineCount: number;
  quarantinedLines: QuarantinedLine[];
  /** Digits after the point of the amounts: the unit is a one in the last of them. */
  fractionDigits: number;
}

/**
 * Reads a blob into tables of its own.
 *
 * @param index - Names the tables.
 * @throws LedgerError when a column is missing, a line got lost, or amounts
 * are too long to be added up exactly.
 */
export async function readBlob(
  connection: DuckDBConnection,
  index: number,
  blob: LoadableBlob,
  mapping: ChargeMapping,
): Promise<BlobSums> {
  try {
    return (
      (await addScanned(connection, index, blob, mapping)) ??
      (await addLines(connection, index, blob, mapping))
    );
  } catch (error) {
    throw asTooLong(error);
  }
}

/** The error to be thrown when one of the engine's may mean that a sum does not fit. */
export function asTooLong(error: unknown): unknown {
  return /out of range|overflow|to DECIMAL/i.test(String(error))
    ? new LedgerError(
        'AMOUNTS_TOO_LONG',
        'The amounts have more digits than can be added up exactly',
        error,
      )
    : error;
}

/** SQL for a whole number multiplied by a power of ten. */
export function shifted(sql: string, digits: number): string {
  return digits === 0 ? sql : `${sql} * 1${'0'.repeat(digits)}::hugeint`;
}

/** The quick way, from what was taken out of the text; undefined when not everything is in order. */
async function addScanned(
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

/** The thorough way, which tells lines that cannot be read apart. */
async function addLines(
  connection: DuckDBConnection,
  index: number,
  blob: LoadableBlob,
  mapping: ChargeMapping,
): Promise<BlobSums> {
  const { lines, names } = await findColumns(connection, blob, mapping);
  await connection.run(
    `create or replace temp table lines as
      select * exclude line from (${extractLines(lines, mapping, names)})`,
  );
  const [row] = await readRows(
    connection,
    'select count(*)::int as lines, count(reason)::int as quarantined from lines',
  );
  if (row?.lines !== blob.lineCount) {
    throw new LedgerError(
      'LINES_LOST',
      `${blob.name} has ${blob.lineCount} lines, of which ${row?.lines} were read`,
    );
  }
  const quarantined = await readRows(
    connection,
    `select rowid::int + 1 as line_number, reason from lines
    where reason is not null order by rowid limit ${QUARANTINE_LIMIT}`,
  );
  const fractionDigits = await measureAmounts(connection, mapping);
  const keys = [
    ...Object.keys(mapping.fields).map(identifier),
    ...mapping.charges.map((_, position) => `category_${position}`),
    'overlapping',
  ];
  await connection.run(`
    create or replace table texts_${index} as
    select row_number() over ()::int as id, *
    from (select distinct ${keys.join(', ')} from lines where reason is null)`);
  await connection.run(`
    create or replace table sums_${index} as
    select texts.id, "chargePeriodStart" as day, count(*)::int as lines,
      ${mapping.charges
        .map(({ amountColumn, skipZero }, position) => {
          const amount = `cast(${identifier(
            amountColumn,
          )} as decimal(${ENGINE_DIGITS}, ${fractionDigits}))`;
          return `sum(replace(${amount}::varchar, '.', '')::hugeint) as units_${position},
            (count(*)${
              skipZero ? ` filter (${amount} <> 0)` : ''
            })::int as lines_${position}`;
        })
        .join(', ')}
    from lines join texts_${index} texts
      on ${keys
        .map(key => `lines.${key} is not distinct from texts.${key}`)
        .join(' and ')}
    where reason is null
    group by all`);
  await connection.run('drop table lines');
  return {
    index,
    lineCount: blob.lineCount,
    quarantinedLineCount: Number(row.quarantined),
    quarantinedLines: quarantined.map(line => ({
      blobName: blob.name,
      lineNumber: Number(line.line_number),
      reason: String(line.reason),
    })),
    fractionDigits,
  };
}

/** Most digits that an amount has after the point. */
async function measureAmounts(
  connection: DuckDBConnection,
  mapping: ChargeMapping,
): Promise<number> {
  const digits = mapping.amountColumns.map(({ name }) => {
    const text = identifier(name);
    const exponent = `coalesce(try_cast(nullif(regexp_extract(lower(${text}), 'e(.*)$', 1), '') as int), 0)`;
    return `
      select length(regexp_extract(${text}, '^-?(\\d+)', 1)) + ${exponent} as whole,
        length(regexp_extract(${text}, '\\.(\\d+)', 1)) - ${exponent} as fraction
      from lines where reason is null`;
  });
  const [row] = await readRows(
    connection,
    `select coalesce(max(whole), 1)::int as whole, coalesce(max(fraction), 0)::int as fraction
    from (${digits.join(' union all ')})`,
  );
  const whole = Math.max(1, Number(row?.whole));
  const fraction = Math.max(0, Number(row?.fraction));
  if (whole + fraction > ENGINE_DIGITS) {
    throw new LedgerError(
      'AMOUNTS_TOO_LONG',
      `Amounts have up to ${whole} digits before and ${fraction} after the decimal point, more than can be added up exactly`,
    );
  }
  return fraction;
}
