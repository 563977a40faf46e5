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
import type { LoadableBlob } from './ChargeLoad';
import type { ChargeMapping } from './ChargeMapping';
import { extractLines, identifier } from './extractLines';
import { findColumns } from './findColumns';
import { readRows } from './openEngine';
import type { BlobSums } from './readBlob';

/** Digits of the widest number that DuckDB adds up exactly. */
const ENGINE_DIGITS = 38;

/** Rows of quarantined lines that are kept; more are counted only. */
const QUARANTINE_LIMIT = 1_000;

/** The thorough way, which tells lines that cannot be read apart. */
export async function addLines(
  connection: DuckDBConnection,
  index: number,
  blob: LoadableBlob,
  mapping: ChargeMapping,
): Promise<BlobSums> {
  const { lines, names } = await findColumns(
    connection,
    { ...blob, names: blob.scanned?.columns?.names },
    mapping,
  );
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
