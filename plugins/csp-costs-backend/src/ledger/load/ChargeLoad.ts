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

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type {
  ChargeCategory,
  Decimal,
} from 'backstage-plugin-csp-costs-common';
import { LedgerError } from '../LedgerError';
import type { ChargeMapping } from './ChargeMapping';
import { extractLines, identifier, literal, readLines } from './extractLines';

/** A blob on disk that is known to be whole. */
export interface LoadableBlob {
  name: string;
  file: string;
  /** Lines that are not blank, counted while it was received. */
  lineCount: number;
}

/** A line that could not be read. */
export interface QuarantinedLine {
  blobName: string;
  lineNumber: number;
  reason: string;
}

/** Charges of one day and one combination of dimensions, added up. */
export interface DailyCostRow {
  customerId: string;
  azureSubscriptionId: string;
  resourceGroup: string;
  serviceName: string;
  productName: string;
  chargeCategory: ChargeCategory;
  /** `YYYY-MM-DD` */
  chargePeriodStart: string;
  billingCurrency: string;
  billedCost: Decimal;
  lineCount: number;
}

/** Charges of one day of one customer, added up. */
export type CustomerDailyCostRow = Pick<
  DailyCostRow,
  | 'customerId'
  | 'chargeCategory'
  | 'chargePeriodStart'
  | 'billingCurrency'
  | 'billedCost'
>;

/** What is known of a load as a whole, for its validation. */
export interface LoadSummary {
  /** Lines read, the quarantined ones included. */
  lineCount: number;
  quarantinedLineCount: number;
  overlappingLineCount: number;
  billingCurrencies: string[];
  /** Months that charges start in, `YYYY-MM`, ascending. */
  months: string[];
}

/** A customer as its charges name it. */
export interface NamedCustomer {
  customerId: string;
  customerName?: string;
  domainName?: string;
  country?: string;
}

/** An Azure subscription as its charges name it. */
export interface NamedAzureSubscription {
  azureSubscriptionId: string;
  customerId: string;
  name?: string;
}

/** Rows of quarantined lines that are kept; more are counted only. */
const QUARANTINE_LIMIT = 1_000;

/** Digits that DuckDB's widest decimal has. */
const DECIMAL_DIGITS = 38;

type Row = Record<string, unknown>;

/**
 * Decodes the blobs of a generation, writes every line to Parquet, and adds
 * the charges up, in bounded memory and off the event loop.
 *
 * @remarks
 *
 * DuckDB reads each blob once, straight into a Parquet file of the archive;
 * everything after that reads the much smaller columns it needs from there.
 * Close it when done.
 */
export class ChargeLoad {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #directory: string;
  readonly #mapping: ChargeMapping;
  readonly #customerIds: readonly string[] | undefined;
  #amountType = '';

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    directory: string,
    mapping: ChargeMapping,
    customerIds: readonly string[] | undefined,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#directory = directory;
    this.#mapping = mapping;
    this.#customerIds = customerIds;
  }

  /**
   * Reads blobs into Parquet files below a directory.
   *
   * @throws LedgerError when a column is missing, a line got lost, or amounts
   * are too large to be added up exactly.
   */
  static async create(options: {
    blobs: readonly LoadableBlob[];
    mapping: ChargeMapping;
    /** Folder for the Parquet files; made if need be. */
    directory: string;
    /** Folder for what does not fit into memory. */
    spillDirectory: string;
    /** Only charges of these customers are added up; every line is kept. Default all. */
    customerIds?: readonly string[];
    onLines: (lines: number) => void;
    signal: AbortSignal;
  }): Promise<ChargeLoad> {
    const { blobs, mapping, directory, onLines, signal } = options;
    await mkdir(directory, { recursive: true });
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: '1GB',
      temp_directory: options.spillDirectory,
    });
    const connection = await instance.connect();
    const load = new ChargeLoad(
      instance,
      connection,
      directory,
      mapping,
      options.customerIds,
    );
    const interrupt = () => connection.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      for (const [index, blob] of blobs.entries()) {
        signal.throwIfAborted();
        await load.#read(blob, index);
        onLines(blob.lineCount);
      }
      await load.#chooseAmountType();
      return load;
    } catch (error) {
      load.close();
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  /** Frees the engine. The Parquet files stay. */
  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** What the load consists of. */
  async summary(): Promise<LoadSummary> {
    const [row] = await this.#rows(`
      select count(*)::int as line_count,
        count(reason)::int as quarantined,
        count(*) filter (reason is null and overlapping)::int as overlapping,
        string_agg(distinct "billingCurrency", ',') filter (reason is null) as currencies,
        string_agg(distinct strftime("chargePeriodStart", '%Y-%m'), ',') filter (reason is null) as months
      from ${this.#lines()}`);
    const list = (value: unknown) =>
      value ? String(value).split(',').sort() : [];
    return {
      lineCount: Number(row?.line_count),
      quarantinedLineCount: Number(row?.quarantined),
      overlappingLineCount: Number(row?.overlapping),
      billingCurrencies: list(row?.currencies),
      months: list(row?.months),
    };
  }

  /** Lines that could not be read; the first thousand. */
  async quarantinedLines(
    blobs: readonly LoadableBlob[],
  ): Promise<QuarantinedLine[]> {
    const quarantined: QuarantinedLine[] = [];
    for (const [index, blob] of blobs.entries()) {
      const rows = await this.#rows(`
        select line_number::int as line_number, reason from (
          select row_number() over () as line_number, reason
          from read_parquet(${literal(this.#file(index))})
        ) where reason is not null order by line_number limit ${QUARANTINE_LIMIT}`);
      for (const row of rows) {
        quarantined.push({
          blobName: blob.name,
          lineNumber: Number(row.line_number),
          reason: String(row.reason),
        });
      }
    }
    return quarantined.slice(0, QUARANTINE_LIMIT);
  }

  /** Customers that charges name. */
  async customers(): Promise<NamedCustomer[]> {
    const rows = await this.#rows(`
      select "customerId", max("customerName") as name, max("domainName") as domain,
        max("country") as country
      from ${this.#lines()} where ${this.#counts()} group by all order by 1`);
    return rows.map(row => ({
      customerId: String(row.customerId),
      customerName: optionalText(row.name),
      domainName: optionalText(row.domain),
      country: optionalText(row.country),
    }));
  }

  /** Azure subscriptions that charges name. */
  async azureSubscriptions(): Promise<NamedAzureSubscription[]> {
    const rows = await this.#rows(`
      select "azureSubscriptionId" as id, max("customerId") as customer,
        max("azureSubscriptionName") as name
      from ${this.#lines()}
      where ${this.#counts()} and "azureSubscriptionId" is not null
      group by all order by 1`);
    return rows.map(row => ({
      azureSubscriptionId: String(row.id),
      customerId: String(row.customer),
      name: optionalText(row.name),
    }));
  }

  /** Charges added up by day and all dimensions, some thousand rows at a time. */
  async *dailyCosts(): AsyncGenerator<DailyCostRow[]> {
    const dimensions = [
      'customerId',
      'azureSubscriptionId',
      'resourceGroup',
      'serviceName',
      'productName',
      'billingCurrency',
    ];
    yield* this.#sums<DailyCostRow>(dimensions, row => ({
      customerId: String(row.customerId),
      azureSubscriptionId: String(row.azureSubscriptionId ?? ''),
      resourceGroup: String(row.resourceGroup ?? ''),
      serviceName: String(row.serviceName ?? ''),
      productName: String(row.productName ?? ''),
      ...readSum(row),
      lineCount: Number(row.line_count),
    }));
  }

  /** Charges added up by day and customer, some thousand rows at a time. */
  async *customerDailyCosts(): AsyncGenerator<CustomerDailyCostRow[]> {
    yield* this.#sums<CustomerDailyCostRow>(
      ['customerId', 'billingCurrency'],
      row => ({ customerId: String(row.customerId), ...readSum(row) }),
    );
  }

  async *#sums<T>(
    dimensions: string[],
    read: (row: Row) => T,
  ): AsyncGenerator<T[]> {
    const columns = dimensions.map(identifier).join(', ');
    const charges = this.#mapping.charges
      .map(
        (charge, index) => `
          select ${columns}, strftime("chargePeriodStart", '%Y-%m-%d') as day,
            category_${index} as category,
            cast(${identifier(charge.amountColumn)} as ${
          this.#amountType
        }) as amount
          from ${this.#lines()}
          where ${this.#counts()} and category_${index} is not null`,
      )
      .join(' union all ');
    const result = await this.#connection.stream(`
      select ${columns}, day, category, sum(amount)::varchar as amount,
        count(*)::int as line_count
      from (${charges}) group by all`);
    for await (const rows of result.yieldRowObjectJs()) {
      yield rows.map(row => read(row as Row));
    }
  }

  /** Reads one blob into one Parquet file. */
  async #read(blob: LoadableBlob, index: number): Promise<void> {
    const names = await this.#columnNames(blob);
    await this.#connection.run(`
      copy (${extractLines(readLines(blob.file), this.#mapping, names)})
      to ${literal(this.#file(index))} (format parquet, compression zstd)`);
    const [row] = await this.#rows(
      `select count(*)::int as lines from read_parquet(${literal(
        this.#file(index),
      )})`,
    );
    if (Number(row?.lines) !== blob.lineCount) {
      throw new LedgerError(
        'LINES_LOST',
        `${blob.name} has ${blob.lineCount} lines, of which ${row?.lines} were read`,
      );
    }
  }

  /**
   * Finds out how a blob writes the names of the columns we read. All lines are
   * asked: where blanks are left out, a column may first appear in any of them.
   */
  async #columnNames(blob: LoadableBlob): Promise<Map<string, string>> {
    const rows = await this.#rows(`
      select distinct unnest(json_keys(line)) as name
      from ${readLines(blob.file)}
      where json_valid(line) and json_type(line) = 'OBJECT'`);
    const inFile = new Map(
      rows.map(row => [String(row.name).toLowerCase(), String(row.name)]),
    );
    const names = new Map<string, string>();
    for (const column of [
      ...this.#mapping.textColumns,
      ...this.#mapping.amountColumns.map(({ name }) => name),
    ]) {
      const name = inFile.get(column.toLowerCase());
      if (name) {
        names.set(column, name);
      }
    }
    const missing = [
      ...this.#mapping.requiredColumns,
      ...this.#mapping.amountColumns
        .filter(column => !column.blankIsZero)
        .map(({ name }) => name),
    ].filter(column => !names.has(column));
    if (missing.length > 0 && blob.lineCount > 0) {
      throw new LedgerError(
        'COLUMNS_MISSING',
        `${blob.name} has no column ${missing.join(', ')}`,
      );
    }
    return names;
  }

  /**
   * Chooses a decimal type that holds every amount and every sum of them
   * without rounding.
   */
  async #chooseAmountType(): Promise<void> {
    const digits = this.#mapping.amountColumns.map(({ name }) => {
      const text = identifier(name);
      const exponent = `coalesce(try_cast(nullif(regexp_extract(lower(${text}), 'e(.*)$', 1), '') as int), 0)`;
      return `select
        length(regexp_extract(${text}, '^-?(\\d+)', 1)) + ${exponent} as whole,
        length(regexp_extract(${text}, '\\.(\\d+)', 1)) - ${exponent} as fraction
        from ${this.#lines()} where reason is null`;
    });
    const [row] = await this.#rows(`
      select count(*)::int as amounts, coalesce(max(whole), 1)::int as whole,
        coalesce(max(fraction), 0)::int as fraction
      from (${digits.join(' union all ')})`);
    const whole = Math.max(1, Number(row?.whole));
    const fraction = Math.max(0, Number(row?.fraction));
    const carry = String(Number(row?.amounts)).length;
    if (whole + fraction + carry > DECIMAL_DIGITS) {
      throw new LedgerError(
        'AMOUNTS_TOO_LONG',
        `Amounts have up to ${whole} digits before and ${fraction} after the decimal point, more than can be added up exactly`,
      );
    }
    this.#amountType = `decimal(${DECIMAL_DIGITS}, ${fraction})`;
  }

  #file(index: number): string {
    return join(
      this.#directory,
      `lines-${String(index).padStart(5, '0')}.parquet`,
    );
  }

  /** SQL condition for lines that are part of the figures. */
  #counts(): string {
    const ids = this.#customerIds;
    return ids
      ? `reason is null and "customerId" in (${ids.map(literal).join(', ')})`
      : 'reason is null';
  }

  #lines(): string {
    return `read_parquet(${literal(join(this.#directory, 'lines-*.parquet'))})`;
  }

  async #rows(sql: string): Promise<Row[]> {
    const result = await this.#connection.runAndReadAll(sql);
    return result.getRowObjectsJS() as Row[];
  }
}

function readSum(row: Row) {
  return {
    chargeCategory: String(row.category) as ChargeCategory,
    chargePeriodStart: String(row.day),
    billingCurrency: String(row.billingCurrency),
    billedCost: String(row.amount),
  };
}

function optionalText(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
