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

import { open } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { LedgerError } from '../LedgerError';
import { identifier, literal } from '../load/extractLines';
import { openEngine, readRows } from '../load/openEngine';
import {
  assertReadable,
  assertScope,
  COLUMNS,
  type CostDetailsScope,
} from './checkCostDetails';

/** What DuckDB's widest decimal holds. */
const DECIMAL_DIGITS = 38;

/** More than the header line of 70 columns has. */
const HEADER_BYTES = 64 * 1024;

/** FOCUS category of a charge, as Microsoft's mapping has it. */
const CATEGORY = `case
  when kind in ('Usage', 'Purchase', 'Credit', 'Tax') then kind
  when kind in ('UnusedReservation', 'UnusedSavingsPlan') then 'Usage'
  when kind = 'Refund' then 'Purchase'
  else 'Adjustment' end`;

/** Columns of `cost_details`, without the report's, in the order of a load's rows. */
export const COST_DETAILS_COLUMNS = [
  'customer_id',
  'azure_subscription_id',
  'charge_period_start',
  'charge_category',
  'invoiced',
  'billing_currency',
  'earned_credit_rate',
  'partner_cost',
  'retail_cost',
  'unpriced_cost',
  'line_count',
] as const;

/** A row of `cost_details`, without its report. */
export type CostDetailsRow = Record<
  (typeof COST_DETAILS_COLUMNS)[number],
  string | number | boolean
>;

/**
 * The lines of a report of cost details, added up by customer, Azure
 * subscription, day and rate of partner earned credit.
 *
 * @remarks
 * Amounts are read as text and added up in a decimal type that is wide enough
 * for every digit. A line that cannot be read refuses the whole report: it is
 * there for comparison, and half of it would compare wrongly.
 */
export class CostDetailsLoad {
  /** Lines, without headers. */
  readonly lineCount: number;
  /** SHA-256 of the figures, in hex: equal when they are. */
  readonly contentHash: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(options: {
    instance: DuckDBInstance;
    connection: DuckDBConnection;
    lineCount: number;
    contentHash: string;
  }) {
    this.#instance = options.instance;
    this.#connection = options.connection;
    this.lineCount = options.lineCount;
    this.contentHash = options.contentHash;
  }

  /**
   * Reads the files of a report.
   *
   * @param options - `spillDirectory` is for what does not fit into memory.
   * @throws LedgerError when they are not what was asked for, or not readable.
   */
  static async create(options: {
    files: readonly string[];
    scope: CostDetailsScope;
    spillDirectory: string;
    signal: AbortSignal;
  }): Promise<CostDetailsLoad> {
    const { files, scope, signal } = options;
    const instance = await openEngine(options.spillDirectory);
    const connection = await instance.connect();
    const interrupt = () => connection.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      const names = Object.keys(COLUMNS);
      await connection.run(
        `create table lines (${names
          .map(name => `${name} ${name === 'day' ? 'date' : 'varchar'}`)
          .join(', ')})`,
      );
      for (const file of files) {
        signal.throwIfAborted();
        await readFile(connection, file);
      }
      await assertReadable(connection);
      await assertScope(connection, scope);
      await addUp(connection);
      const [row] = await readRows(
        connection,
        `select coalesce(sum(line_count), 0)::varchar as lines,
          sha256(coalesce(string_agg(text, chr(10) order by text), '')) as hash
        from (select line_count, concat_ws(',', ${COST_DETAILS_COLUMNS.join(
          ', ',
        )}) as text from sums)`,
      );
      return new CostDetailsLoad({
        instance,
        connection,
        lineCount: Number(row?.lines),
        contentHash: String(row?.hash),
      });
    } catch (error) {
      connection.closeSync();
      instance.closeSync();
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  /** The sums, some at a time. */
  async *rows(): AsyncGenerator<CostDetailsRow[]> {
    const result = await this.#connection.stream('select * from sums');
    for await (const rows of result.yieldRowObjectJs()) {
      yield rows as CostDetailsRow[];
    }
  }

  /** Writes the sums of a report into a CSV file: the report's id, then {@link COST_DETAILS_COLUMNS}. */
  async writeCsv(file: string, reportId: string): Promise<void> {
    await this.#connection.run(
      `copy (select ${literal(reportId)}, * from sums)
      to ${literal(file)} (format csv, header false, null '\\N')`,
    );
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

async function readFile(
  connection: DuckDBConnection,
  file: string,
): Promise<void> {
  const header = await readHeader(file);
  const find = (column: string) =>
    header.find(name => name.toLowerCase() === column.toLowerCase());
  const missing = Object.values(COLUMNS).filter(column => !find(column));
  if (missing.length > 0) {
    throw new LedgerError(
      'COLUMNS_MISSING',
      `columns are missing: ${missing.join(', ')}`,
    );
  }
  const types = header.map(name => `${literal(name)}: 'VARCHAR'`).join(', ');
  const values = Object.entries(COLUMNS).map(([name, column]) => {
    const text = `nullif(trim(${identifier(find(column)!)}), '')`;
    // Microsoft documents ISO dates and writes American ones.
    return name === 'day'
      ? `try_strptime(${text}, ['%m/%d/%Y', '%Y-%m-%d', '%Y-%m-%dT%H:%M:%SZ'])::date`
      : text;
  });
  try {
    await connection.run(
      `insert into lines select ${values.join(', ')}
      from read_csv(${literal(file)}, auto_detect = false, header = true,
        delim = ',', quote = '"', escape = '"', columns = {${types}})`,
    );
  } catch (cause) {
    throw new LedgerError(
      'UNREADABLE',
      'a file is no CSV of its own columns',
      cause,
    );
  }
}

/** Names of the columns of a file, as it writes them. */
async function readHeader(file: string): Promise<string[]> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(HEADER_BYTES),
    });
    const [line = ''] = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1);
    return line.split(',').map(name => name.trim().replace(/^"(.*)"$/, '$1'));
  } finally {
    await handle.close();
  }
}

/**
 * @remarks
 * Where the partner pays for something whose retail price is absent or zero,
 * such as a purchase at the partner's own price, there is nothing to compare.
 */
async function addUp(connection: DuckDBConnection): Promise<void> {
  const type = await amountType(connection);
  const unpriced = `(retail is null or (retail = 0 and cost <> 0))`;
  await connection.run(`
    create table sums as
    select customer as customer_id, subscription as azure_subscription_id,
      day as charge_period_start, category as charge_category, invoiced,
      currency as billing_currency, rate as earned_credit_rate,
      sum(cost)::varchar as partner_cost,
      coalesce(sum(retail) filter (not ${unpriced}), 0)::varchar as retail_cost,
      coalesce(sum(cost) filter (${unpriced}), 0)::varchar as unpriced_cost,
      count(*)::int as line_count
    from (
      select lower(customer) as customer,
        coalesce(lower(regexp_extract(subscription, '[^/]*$')), '') as subscription,
        strftime(day, '%Y-%m-%d') as day, ${CATEGORY} as category,
        invoice is not null as invoiced, currency,
        case when lower(credited) = 'true'
          then regexp_replace(regexp_replace(
            rate::decimal(10, 9)::varchar, '0+$', ''), '\\.$', '')
          else '0' end as rate,
        cost::${type} as cost, retail::${type} as retail
      from lines
    ) group by all order by all`);
  await connection.run('drop table lines');
}

/**
 * A decimal type that holds every amount, and every sum of them, without
 * rounding.
 *
 * @throws LedgerError when there is none.
 */
async function amountType(connection: DuckDBConnection): Promise<string> {
  const exponent = `coalesce(try_cast(nullif(regexp_extract(lower(amount), 'e(.*)$', 1), '') as int), 0)`;
  const [row] = await readRows(
    connection,
    `select count(*)::int as amounts,
      coalesce(max(length(regexp_extract(amount, '^-?(\\d+)', 1)) + ${exponent}), 1)::int as whole,
      coalesce(max(length(regexp_extract(amount, '\\.(\\d+)', 1)) - ${exponent}), 0)::int as fraction
    from (select cost as amount from lines union all select retail from lines)
    where amount is not null`,
  );
  const whole = Math.max(1, Number(row?.whole));
  const fraction = Math.max(0, Number(row?.fraction));
  if (whole + fraction + String(row?.amounts).length > DECIMAL_DIGITS) {
    throw new LedgerError(
      'AMOUNTS_TOO_LONG',
      `amounts have up to ${whole} digits before and ${fraction} after the decimal point, more than can be added up exactly`,
    );
  }
  return `decimal(${DECIMAL_DIGITS}, ${fraction})`;
}
