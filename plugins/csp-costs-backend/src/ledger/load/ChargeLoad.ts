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
import type { TotalDimension } from '../tables';
import { shifted } from './addScanned';
import type { ChargeMapping } from './ChargeMapping';
import { identifier, literal } from './extractLines';
import type { ScannedLines } from './LineScan';
import { openEngine, readRows, type EngineRow } from './openEngine';
import {
  asTooLong,
  readBlob,
  type BlobSums,
  type QuarantinedLine,
} from './readBlob';

/** A blob on disk that is known to be whole. */
export interface LoadableBlob {
  name: string;
  file: string;
  /** Lines that are not blank, counted while it was received. */
  lineCount: number;
  /** What was taken out of its text while it was received. */
  scanned?: Omit<ScannedLines, 'lineCount'>;
}

/** Charges of a generation that are alike in everything but their day. */
export interface CostSeriesRow {
  /** Unique within the generation, from 1 on. */
  seriesNumber: number;
  customerId: string;
  azureSubscriptionId: string;
  resourceGroup: string;
  /** ARM id in lower case. */
  resourceId: string;
  region: string;
  /** Tags of the resource, see `canonicalTags`. */
  tags: string;
  serviceName: string;
  productName: string;
  chargeCategory: ChargeCategory;
  billingCurrency: string;
  /** Sum over all days. */
  billedCost: Decimal;
  lineCount: number;
  /** Days with charges, `YYYY-MM-DD`, ascending. */
  days: string[];
  /** Cost of each of the days. */
  dayCosts: Decimal[];
}

/** Charges of a generation that have one value of a dimension, added up. */
export interface CostTotalRow {
  dimension: TotalDimension;
  /** Empty where charges have none, and for the dimension `all`. */
  value: string;
  /** Set for the dimensions of a customer; empty for those of all customers. */
  customerId: string;
  chargeCategory: ChargeCategory;
  billingCurrency: string;
  /** Sum over all days. */
  billedCost: Decimal;
  /** Days with charges, `YYYY-MM-DD`, ascending. */
  days: string[];
  /** Cost from the first of the days through each of them. */
  runningCosts: Decimal[];
}

/** Rows that a load consists of. */
export type RowKind = 'costSeries' | 'costTotals';

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

/** Rows of quarantined lines that are kept of all blobs; more are counted only. */
const QUARANTINE_LIMIT = 1_000;

/** Series whose days are listed at a time: what that takes of memory does not grow with the load. */
const SERIES_AT_ONCE = 50_000;

/** Dimensions that are kept for each customer: values of others are of many. */
const OF_A_CUSTOMER = ['customer', 'azureSubscription'];

/** What charges are added up by, and the column of a series that has its value. */
const TOTALS: Record<TotalDimension, string> = {
  all: `''`,
  customer: '"customerId"',
  azureSubscription: '"azureSubscriptionId"',
  resourceGroup: '"resourceGroup"',
  region: '"region"',
  service: '"serviceName"',
  product: '"productName"',
};

/** What the charges of a series have in common. */
const SERIES = [
  '"customerId"',
  '"azureSubscriptionId"',
  '"resourceGroup"',
  '"resourceId"',
  '"region"',
  '"tags"',
  '"serviceName"',
  '"productName"',
  'category',
  '"billingCurrency"',
].join(', ');

/**
 * Decodes the blobs of a generation and adds their charges up, in bounded
 * memory and off the event loop.
 *
 * @remarks
 *
 * What remains of a blob are its sums and the texts in it. When all blobs are
 * read, the texts of all of them become series, and the sums of a series are
 * added up by day. Close it when done.
 */
export class ChargeLoad {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #mapping: ChargeMapping;
  readonly #customerIds: readonly string[] | undefined;
  readonly #signal: AbortSignal;
  readonly #blobs: BlobSums[] = [];
  #blobCount = 0;
  #added: Promise<void> | undefined;

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
   * are too long to be added up exactly.
   */
  async read(blob: LoadableBlob): Promise<void> {
    const index = this.#blobCount++;
    this.#signal.throwIfAborted();
    const connection = await this.#instance.connect();
    const interrupt = () => connection.interrupt();
    this.#signal.addEventListener('abort', interrupt);
    try {
      this.#blobs.push(await readBlob(connection, index, blob, this.#mapping));
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
  async summary(): Promise<LoadSummary> {
    const [row] = await readRows(
      this.#connection,
      `select coalesce(sum(lines) filter (overlapping), 0)::int as overlapping,
        string_agg(distinct "billingCurrency", ',') as currencies,
        string_agg(distinct strftime(day, '%Y-%m'), ',') as months
      from (${this.#union(
        ({ index }) => `
          select lines, overlapping, "billingCurrency", day
          from sums_${index} join texts_${index} using (id)`,
      )})`,
    );
    const list = (value: unknown) =>
      value ? String(value).split(',').sort() : [];
    const sum = (key: 'lineCount' | 'quarantinedLineCount') =>
      this.#blobs.reduce((total, blob) => total + blob[key], 0);
    return {
      lineCount: sum('lineCount'),
      quarantinedLineCount: sum('quarantinedLineCount'),
      overlappingLineCount: Number(row?.overlapping),
      billingCurrencies: list(row?.currencies),
      months: list(row?.months),
    };
  }

  /** Lines that could not be read; the first thousand. */
  quarantinedLines(): QuarantinedLine[] {
    return this.#blobs
      .flatMap(blob => blob.quarantinedLines)
      .slice(0, QUARANTINE_LIMIT);
  }

  /** Customers that charges name. */
  async customers(): Promise<NamedCustomer[]> {
    const rows = await readRows(
      this.#connection,
      `select "customerId", max("customerName") as name,
        max("domainName") as domain, max("country") as country
      from (${this.#texts()}) group by all order by 1`,
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
        max("azureSubscriptionName") as name
      from (${this.#texts()})
      where "azureSubscriptionId" is not null group by all order by 1`,
    );
    return rows.map(row => ({
      azureSubscriptionId: String(row.id),
      customerId: String(row.customer),
      name: optionalText(row.name),
    }));
  }

  /** The series, some thousand at a time. */
  costSeries(): AsyncGenerator<CostSeriesRow[]> {
    return this.#stream('costSeries', row => ({
      seriesNumber: Number(row.number),
      customerId: String(row.customerId),
      azureSubscriptionId: String(row.azureSubscriptionId),
      resourceGroup: String(row.resourceGroup),
      resourceId: String(row.resourceId),
      region: String(row.region),
      tags: String(row.tags),
      serviceName: String(row.serviceName),
      productName: String(row.productName),
      chargeCategory: String(row.category) as ChargeCategory,
      billingCurrency: String(row.billingCurrency),
      billedCost: String(row.amount),
      lineCount: Number(row.lines),
      days: String(row.days).split(','),
      dayCosts: String(row.costs).split(','),
    }));
  }

  /** Charges added up by the values of each dimension, some thousand rows at a time. */
  costTotals(): AsyncGenerator<CostTotalRow[]> {
    return this.#stream('costTotals', row => ({
      dimension: String(row.dimension) as TotalDimension,
      value: String(row.value),
      customerId: String(row.customer),
      chargeCategory: String(row.category) as ChargeCategory,
      billingCurrency: String(row.billingCurrency),
      billedCost: String(row.amount),
      days: String(row.days).split(','),
      runningCosts: String(row.costs).split(','),
    }));
  }

  /**
   * Writes the rows of one kind into CSV files: the generation, then the
   * columns in the order of {@link CostSeriesRow} or {@link CostTotalRow}.
   * Lists are between braces, as PostgreSQL reads them.
   *
   * @param stem - What the names of the files begin with.
   * @returns The files.
   */
  async write(
    kind: RowKind,
    stem: string,
    generationId: string,
  ): Promise<string[]> {
    await this.#add();
    const files: string[] = [];
    for (const query of await this.#queries(kind)) {
      const file = `${stem}-${files.length}.csv`;
      await this.#connection
        .run(
          `copy (
            select ${literal(generationId)},
              * replace ('{' || days || '}' as days, '{' || costs || '}' as costs)
            from (${query})
          )
          to ${literal(file)} (format csv, header false)`,
        )
        .catch(error => {
          throw asTooLong(error);
        });
      files.push(file);
    }
    return files;
  }

  /** SQL for the rows of one kind, in parts that follow each other. */
  async #queries(kind: RowKind): Promise<string[]> {
    if (kind === 'costTotals') {
      return Object.entries(TOTALS).map(([dimension, column]) =>
        this.#totalsQuery(dimension, column),
      );
    }
    const [row] = await readRows(
      this.#connection,
      'select coalesce(max(number), 0) as last from series',
    );
    const queries: string[] = [];
    for (let after = 0; after < Number(row?.last); after += SERIES_AT_ONCE) {
      queries.push(this.#seriesQuery(after));
    }
    return queries;
  }

  /** Text that is blank is empty. */
  #seriesQuery(after: number): string {
    const range = `number > ${after} and number <= ${after + SERIES_AT_ONCE}`;
    const text = (name: string) =>
      `coalesce(${identifier(name)}, '') as ${identifier(name)}`;
    return `
      select number, "customerId", ${text('azureSubscriptionId')},
        ${text('resourceGroup')}, ${text('resourceId')}, ${text('region')},
        ${text('tags')}, ${text('serviceName')}, ${text(
      'productName',
    )}, category, "billingCurrency",
        ${this.#amount('added.units')} as amount, added.lines,
        array_to_string([one.day::varchar for one in added.costs], ',') as days,
        array_to_string([one.cost for one in added.costs], ',') as costs
      from series
      join (
        select number, sum(units) as units, sum(lines)::int as lines,
          list_sort(list({day: day, cost: ${this.#amount('units')}})) as costs
        from daily where ${range} group by number
      ) added using (number)
      where ${range}
      order by number`;
  }

  /** Days are added up by the number of a value, which is quicker than by its text. */
  #totalsQuery(dimension: string, column: string): string {
    const names = 'value, customer, category, "billingCurrency"';
    const customer = OF_A_CUSTOMER.includes(dimension) ? '"customerId"' : `''`;
    return `
      with named as (
        select number, coalesce(${column}, '') as value, ${customer} as customer,
          category, "billingCurrency"
        from series
      ),
      numbered as materialized (
        select number, dense_rank() over (order by ${names})::int as total, ${names}
        from named
      ),
      days as (
        select total, day, sum(units) as units
        from daily join numbered using (number) group by total, day
      ),
      running as (
        select total, day,
          sum(units) over (partition by total order by day) as units
        from days
      ),
      listed as (
        select total, list_sort(list({day: day, cost: ${this.#amount(
          'units',
        )}})) as costs
        from running group by total
      )
      select ${literal(dimension)} as dimension, ${names},
        costs[-1].cost as amount,
        array_to_string([one.day::varchar for one in costs], ',') as days,
        array_to_string([one.cost for one in costs], ',') as costs
      from listed
      join (select distinct total, ${names} from numbered) using (total)
      order by total`;
  }

  /** Digits after the point of all amounts. */
  #fractionDigits(): number {
    return Math.max(0, ...this.#blobs.map(blob => blob.fractionDigits));
  }

  /** SQL that writes a number of units as a decimal, without zeros at its end. */
  #amount(units: string): string {
    const digits = this.#fractionDigits();
    if (digits === 0) {
      return `(${units})::varchar`;
    }
    const text = `abs(${units})::varchar`;
    const padded = `lpad(${text}, greatest(${
      digits + 1
    }, strlen(${text}))::int, '0')`;
    return `case when ${units} < 0 then '-' else '' end
      || rtrim(rtrim(left(${padded}, -${digits}) || '.' || right(${padded}, ${digits}), '0'), '.')`;
  }

  async *#stream<T>(
    kind: RowKind,
    read: (row: EngineRow) => T,
  ): AsyncGenerator<T[]> {
    await this.#add();
    for (const query of await this.#queries(kind)) {
      const result = await this.#connection.stream(query);
      for await (const rows of result.yieldRowObjectJs()) {
        yield rows.map(row => read(row as EngineRow));
      }
    }
  }

  /** Adds all blobs up, once. */
  #add(): Promise<void> {
    this.#added ??= this.#addUp().catch(error => {
      throw asTooLong(error);
    });
    return this.#added;
  }

  async #addUp(): Promise<void> {
    const charges = this.#mapping.charges.map((_, position) => position);
    await this.#connection.run(`
      create table series as
      select row_number() over (order by ${SERIES})::int as number, *
      from (
        select ${SERIES}, list({blob: blob, charge: charge, id: id}) as members
        from (${this.#union(({ index }) =>
          charges
            .map(
              position => `
                select ${index} as blob, ${position} as charge, id,
                  category_${position} as category,
                  "customerId", "azureSubscriptionId", "resourceGroup",
                  "resourceId", "region", "tags",
                  "serviceName", "productName", "billingCurrency"
                from texts_${index}
                where category_${position} is not null and ${this.#counts()}`,
            )
            .join(' union all '),
        )})
        group by ${SERIES}
      )`);
    const digits = this.#fractionDigits();
    await this.#connection.run(`
      create table daily as
      select number, day, sum(units) as units, sum(lines)::int as lines
      from (select number, unnest(members, recursive := true) from series)
      join (${this.#union(({ index, fractionDigits }) =>
        charges
          .map(
            position => `
              select ${index} as blob, ${position} as charge, id, day,
                ${shifted(
                  `units_${position}`,
                  digits - fractionDigits,
                )} as units,
                lines_${position} as lines
              from sums_${index} where lines_${position} > 0`,
          )
          .join(' union all '),
      )}) using (blob, charge, id)
      group by number, day`);
    await this.#connection.run(
      'delete from series where number not in (select number from daily)',
    );
  }

  /** SQL condition for what is part of the figures. */
  #counts(): string {
    const ids = this.#customerIds;
    return ids ? `"customerId" in (${ids.map(literal).join(', ')})` : 'true';
  }

  /** SQL for the texts of all blobs that are part of the figures. */
  #texts(): string {
    return this.#union(
      ({ index }) => `select * from texts_${index} where ${this.#counts()}`,
    );
  }

  #union(select: (blob: BlobSums) => string): string {
    return this.#blobs.map(select).join(' union all ');
  }
}

function optionalText(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
