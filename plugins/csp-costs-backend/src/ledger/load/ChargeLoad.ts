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

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type {
  ChargeCategory,
  Decimal,
} from 'backstage-plugin-csp-costs-common';
import { LedgerError } from '../LedgerError';
import type { ChargeMapping } from './ChargeMapping';
import { identifier, literal } from './extractLines';
import type { ScannedLines } from './LineScan';
import { openEngine, readRows, type EngineRow } from './openEngine';
import { readBlob } from './readBlob';

/** A blob on disk that is known to be whole. */
export interface LoadableBlob {
  name: string;
  file: string;
  /** Lines that are not blank, counted while it was received. */
  lineCount: number;
  /** What was found in its text while it was received. */
  scanned?: ScannedLines;
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

/** Dimensions of a daily cost that are text. */
const DIMENSIONS = [
  'customerId',
  'azureSubscriptionId',
  'resourceGroup',
  'serviceName',
  'productName',
  'billingCurrency',
] as const;

/** What is known of the lines of one blob. */
interface Part {
  blobName: string;
  lineCount: number;
  quarantinedLineCount: number;
  overlappingLineCount: number;
  billingCurrencies: string[];
  months: string[];
  quarantinedLines: QuarantinedLine[];
  /** Amounts in it, and the most digits that one has before and after the point. */
  amounts: { count: number; whole: number; fraction: number };
}

/**
 * Decodes the blobs of a generation and adds their charges up, in bounded
 * memory and off the event loop.
 *
 * @remarks
 *
 * The lines of a blob are in memory only until they are added up; what remains
 * of a blob are its sums and the names in it, which are added up once more over
 * all blobs. Close it when done.
 */
export class ChargeLoad {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #mapping: ChargeMapping;
  readonly #customerIds: readonly string[] | undefined;
  readonly #signal: AbortSignal;
  readonly #parts: Array<Part | undefined> = [];

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    options: {
      mapping: ChargeMapping;
      customerIds?: readonly string[];
      signal: AbortSignal;
    },
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#mapping = options.mapping;
    this.#customerIds = options.customerIds;
    this.#signal = options.signal;
  }

  static async create(options: {
    mapping: ChargeMapping;
    /** Folder for what does not fit into memory. */
    spillDirectory: string;
    /** Only charges of these customers are added up. Default all. */
    customerIds?: readonly string[];
    signal: AbortSignal;
  }): Promise<ChargeLoad> {
    const instance = await openEngine(options.spillDirectory);
    return new ChargeLoad(instance, await instance.connect(), options);
  }

  /**
   * Reads a blob. Several may be read at the same time.
   *
   * @throws LedgerError when a column is missing, a line got lost, or amounts
   * are too large to be added up exactly.
   */
  async read(blob: LoadableBlob): Promise<void> {
    const index = this.#parts.push(undefined) - 1;
    this.#signal.throwIfAborted();
    const connection = await this.#instance.connect();
    const interrupt = () => connection.interrupt();
    this.#signal.addEventListener('abort', interrupt);
    try {
      await readBlob(connection, blob, this.#mapping);
      const part = await this.#describe(connection, blob.name);
      this.#parts[index] = part;
      const type = this.#amountType();
      await this.#addUp(connection, index, type);
    } catch (error) {
      this.#signal.throwIfAborted();
      throw error;
    } finally {
      this.#signal.removeEventListener('abort', interrupt);
      connection.closeSync();
    }
  }

  /** Frees the engine. */
  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** What the load consists of. */
  summary(): LoadSummary {
    const parts = this.#known();
    const sum = (
      key: 'lineCount' | 'quarantinedLineCount' | 'overlappingLineCount',
    ) => parts.reduce((total, part) => total + part[key], 0);
    const union = (key: 'billingCurrencies' | 'months') =>
      [...new Set(parts.flatMap(part => part[key]))].sort();
    return {
      lineCount: sum('lineCount'),
      quarantinedLineCount: sum('quarantinedLineCount'),
      overlappingLineCount: sum('overlappingLineCount'),
      billingCurrencies: union('billingCurrencies'),
      months: union('months'),
    };
  }

  /** Lines that could not be read; the first thousand. */
  quarantinedLines(): QuarantinedLine[] {
    return this.#known()
      .flatMap(part => part.quarantinedLines)
      .slice(0, QUARANTINE_LIMIT);
  }

  /** Customers that charges name. */
  async customers(): Promise<NamedCustomer[]> {
    const rows = await readRows(
      this.#connection,
      `select "customerId", max("customerName") as name,
        max("domainName") as domain, max("country") as country
      from (${this.#union('customers')}) group by all order by 1`,
    );
    return rows.map(row => ({
      customerId: String(row.customerId),
      customerName: optionalText(row.name),
      domainName: optionalText(row.domain),
      country: optionalText(row.country),
    }));
  }

  /** Azure subscriptions that charges name. */
  async azureSubscriptions(): Promise<NamedAzureSubscription[]> {
    const rows = await readRows(
      this.#connection,
      `select "azureSubscriptionId" as id, max("customerId") as customer,
        max(name) as name
      from (${this.#union('subscriptions')})
      where "azureSubscriptionId" is not null group by all order by 1`,
    );
    return rows.map(row => ({
      azureSubscriptionId: String(row.id),
      customerId: String(row.customer),
      name: optionalText(row.name),
    }));
  }

  /** Charges added up by day and all dimensions, some thousand rows at a time. */
  async *dailyCosts(): AsyncGenerator<DailyCostRow[]> {
    yield* this.#stream(this.#dailyCosts(), row => ({
      customerId: String(row.customerId),
      azureSubscriptionId: String(row.azureSubscriptionId),
      resourceGroup: String(row.resourceGroup),
      serviceName: String(row.serviceName),
      productName: String(row.productName),
      ...readSum(row),
      lineCount: Number(row.line_count),
    }));
  }

  /** Charges added up by day and customer, some thousand rows at a time. */
  async *customerDailyCosts(): AsyncGenerator<CustomerDailyCostRow[]> {
    yield* this.#stream(this.#customerDailyCosts(), row => ({
      customerId: String(row.customerId),
      ...readSum(row),
    }));
  }

  /**
   * Writes what {@link ChargeLoad.dailyCosts} gives into a CSV file: the
   * generation, then the columns in the order of {@link DailyCostRow}.
   */
  async writeDailyCosts(file: string, generationId: string): Promise<void> {
    await this.#write(file, generationId, this.#dailyCosts());
  }

  /**
   * Writes what {@link ChargeLoad.customerDailyCosts} gives into a CSV file:
   * the generation, then the columns in the order of {@link CustomerDailyCostRow}.
   */
  async writeCustomerDailyCosts(
    file: string,
    generationId: string,
  ): Promise<void> {
    await this.#write(file, generationId, this.#customerDailyCosts());
  }

  /** Text that is blank is empty; the rows are in the order of the index that finds them. */
  #dailyCosts(): string {
    const text = (name: string) =>
      `coalesce(${identifier(name)}, '') as ${identifier(name)}`;
    return `
      select "customerId", ${text('azureSubscriptionId')},
        ${text('resourceGroup')}, ${text('serviceName')}, ${text(
      'productName',
    )},
        category, strftime(day, '%Y-%m-%d') as day, "billingCurrency",
        sum(amount)::varchar as amount, sum(line_count)::int as line_count
      from (${this.#union('costs')}) group by all order by 1, 2, 7`;
  }

  #customerDailyCosts(): string {
    return `
      select "customerId", category, strftime(day, '%Y-%m-%d') as day,
        "billingCurrency", sum(amount)::varchar as amount
      from (${this.#union('costs')}) group by all order by 1, 3`;
  }

  async *#stream<T>(
    sql: string,
    read: (row: EngineRow) => T,
  ): AsyncGenerator<T[]> {
    const result = await this.#connection.stream(sql);
    for await (const rows of result.yieldRowObjectJs()) {
      yield rows.map(row => read(row as EngineRow));
    }
  }

  async #write(file: string, generationId: string, sql: string): Promise<void> {
    await this.#connection.run(`
      copy (select ${literal(generationId)}, * from (${sql}))
      to ${literal(file)} (format csv, header false)`);
  }

  /** Describes the lines of a blob. */
  async #describe(
    connection: DuckDBConnection,
    blobName: string,
  ): Promise<Part> {
    const [row] = await readRows(
      connection,
      `select count(*)::int as line_count,
        count(reason)::int as quarantined,
        count(*) filter (reason is null and overlapping)::int as overlapping,
        string_agg(distinct "billingCurrency", ',') filter (reason is null) as currencies,
        string_agg(distinct strftime(date_trunc('month', "chargePeriodStart"), '%Y-%m'), ',')
          filter (reason is null) as months
      from lines`,
    );
    const quarantined = await readRows(
      connection,
      `select rowid::int + 1 as line_number, reason from lines
      where reason is not null order by rowid limit ${QUARANTINE_LIMIT}`,
    );
    const list = (value: unknown) => (value ? String(value).split(',') : []);
    return {
      blobName,
      lineCount: Number(row?.line_count),
      quarantinedLineCount: Number(row?.quarantined),
      overlappingLineCount: Number(row?.overlapping),
      billingCurrencies: list(row?.currencies),
      months: list(row?.months),
      quarantinedLines: quarantined.map(line => ({
        blobName,
        lineNumber: Number(line.line_number),
        reason: String(line.reason),
      })),
      amounts: await this.#measureAmounts(connection),
    };
  }

  async #measureAmounts(connection: DuckDBConnection) {
    const digits = this.#mapping.amountColumns.map(({ name }) => {
      const text = identifier(name);
      const point = `instr(${text}, '.')`;
      return `select
        case when ${point} = 0 then strlen(${text}) else ${point} - 1 end
          - (${text}[1] = '-')::int as whole,
        case when ${point} = 0 then 0 else strlen(${text}) - ${point} end as fraction
        from lines where reason is null and not contains(lower(${text}), 'e')
        union all
        select length(regexp_extract(${text}, '^-?(\\d+)', 1)) + ${exponentOf(
        text,
      )} as whole,
          length(regexp_extract(${text}, '\\.(\\d+)', 1)) - ${exponentOf(
        text,
      )} as fraction
        from lines where reason is null and contains(lower(${text}), 'e')`;
    });
    const [row] = await readRows(
      connection,
      `select count(*)::int as amounts, coalesce(max(whole), 1)::int as whole,
        coalesce(max(fraction), 0)::int as fraction
      from (${digits.join(' union all ')})`,
    );
    return {
      count: Number(row?.amounts),
      whole: Math.max(1, Number(row?.whole)),
      fraction: Math.max(0, Number(row?.fraction)),
    };
  }

  /** Adds the lines of a blob up. */
  async #addUp(
    connection: DuckDBConnection,
    index: number,
    amountType: string,
  ): Promise<void> {
    const dimensions = DIMENSIONS.map(identifier).join(', ');
    const charges = this.#mapping.charges
      .map(
        (charge, position) => `
          select ${dimensions}, "chargePeriodStart" as day,
            category_${position} as category,
            cast(${identifier(charge.amountColumn)} as ${amountType}) as amount
          from lines
          where ${this.#counts()} and category_${position} is not null`,
      )
      .join(' union all ');
    await connection.run(`
      create table costs_${index} as
      select ${dimensions}, day, category, sum(amount) as amount,
        count(*)::int as line_count
      from (${charges}) group by all`);
    await connection.run(`
      create table customers_${index} as
      select "customerId", max("customerName") as "customerName",
        max("domainName") as "domainName", max("country") as country
      from lines where ${this.#counts()} group by all`);
    await connection.run(`
      create table subscriptions_${index} as
      select "azureSubscriptionId", max("customerId") as "customerId",
        max("azureSubscriptionName") as name
      from lines where ${this.#counts()} group by all`);
    await connection.run('drop table lines');
  }

  /**
   * A decimal type that holds every amount read so far, and every sum of them,
   * without rounding.
   *
   * @throws LedgerError when there is none.
   */
  #amountType(): string {
    const amounts = this.#known().map(part => part.amounts);
    const whole = Math.max(1, ...amounts.map(one => one.whole));
    const fraction = Math.max(0, ...amounts.map(one => one.fraction));
    const carry = String(
      amounts.reduce((total, { count }) => total + count, 0),
    ).length;
    if (whole + fraction + carry > DECIMAL_DIGITS) {
      throw new LedgerError(
        'AMOUNTS_TOO_LONG',
        `Amounts have up to ${whole} digits before and ${fraction} after the decimal point, more than can be added up exactly`,
      );
    }
    return `decimal(${DECIMAL_DIGITS}, ${fraction})`;
  }

  /** SQL condition for lines that are part of the figures. */
  #counts(): string {
    const ids = this.#customerIds;
    return ids
      ? `reason is null and "customerId" in (${ids.map(literal).join(', ')})`
      : 'reason is null';
  }

  /** SQL for the rows of one kind of all blobs. */
  #union(kind: 'costs' | 'customers' | 'subscriptions'): string {
    const columns =
      kind === 'costs'
        ? `* replace (cast(amount as ${this.#amountType()}) as amount)`
        : '*';
    return this.#parts
      .map((_, index) => `select ${columns} from ${kind}_${index}`)
      .join(' union all ');
  }

  #known(): Part[] {
    return this.#parts.filter(part => part !== undefined);
  }
}

/** SQL for the exponent of an amount; 0 without one. */
function exponentOf(text: string): string {
  return `coalesce(try_cast(nullif(regexp_extract(lower(${text}), 'e(.*)$', 1), '') as int), 0)`;
}

function readSum(row: EngineRow) {
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
