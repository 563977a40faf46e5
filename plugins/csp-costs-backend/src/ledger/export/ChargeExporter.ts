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

import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConflictError, InputError } from '@backstage/errors';
import type { DuckDBConnection } from '@duckdb/node-api';
import type {
  CostExportQuery,
  Source,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { CustomerRights } from '../../rights/CustomerRights';
import type { KeptBlob } from '../archive/keptFiles';
import type { LineCache } from '../archive/LineCache';
import { readCharge, selectCharges } from '../archive/selectCharges';
import {
  shownGenerations,
  withinKept,
  type ShownGeneration,
} from '../archive/shownGenerations';
import { Turns } from '../archive/Turns';
import type { ChargeMapping } from '../load/ChargeMapping';
import { openEngine, readRows } from '../load/openEngine';
import type { Attribution } from '../query/Attribution';
import { resolveScope, type ResolvedScope } from '../query/resolveScope';
import { csvHeader, csvRow } from './csvText';
import type { ExportedCharge } from './focusColumns';
import { moreDigits, writeFocusParquet } from './writeFocusParquet';

const MEMORY_LIMIT = '384MB';

/** More are refused: whoever wants all of a large partner asks customer by customer. */
const MAX_CHARGES = 2_000_000;

/** Files that are made at the same time. */
const FILES_AT_ONCE = 2;

/** After this long a file is given up, also when it is taken too slowly. */
const FILE_TIMEOUT_MS = 30 * 60_000;

/** Text that is sent at a time. */
const CHUNK_CHARACTERS = 64 * 1024;

/** The charges of one blob that are exported. */
interface Part {
  generation: ShownGeneration;
  blob: KeptBlob;
  mapping: ChargeMapping;
  scope: ResolvedScope;
}

/**
 * Writes the charges that figures are made of to a file with FOCUS columns.
 *
 * @remarks
 * It reads blob by blob, so that memory stays the
 * same whatever is asked for. The generations are chosen once: what is
 * published meanwhile changes nothing.
 */
export class ChargeExporter {
  readonly #knex: Knex;
  readonly #cache: LineCache;
  readonly #mappings: ReadonlyMap<Source, ChargeMapping>;
  readonly #attributionFor: (rights: CustomerRights) => Attribution;
  readonly #maxCharges: number;
  readonly #turns = new Turns(FILES_AT_ONCE);

  constructor(dependencies: {
    knex: Knex;
    cache: LineCache;
    /** How the lines of each source are read. */
    mappings: ReadonlyMap<Source, ChargeMapping>;
    attributionFor: (rights: CustomerRights) => Attribution;
    /** Charges that a file may have. */
    maxCharges?: number;
  }) {
    this.#knex = dependencies.knex;
    this.#cache = dependencies.cache;
    this.#mappings = dependencies.mappings;
    this.#attributionFor = dependencies.attributionFor;
    this.#maxCharges = dependencies.maxCharges ?? MAX_CHARGES;
  }

  /**
   * Writes a file.
   *
   * @param rights - Whose charges may be seen.
   * @param begin - Gives where to write to; called when nothing is left that
   * could be refused.
   * @param gone - Aborted when nobody waits for it any more.
   * @throws NotFoundError when the query names something unknown, InputError when
   * there are too many charges, ConflictError when some lines are no longer
   * kept, ArchiveError.
   */
  async write(
    query: CostExportQuery,
    rights: CustomerRights,
    begin: () => Writable,
    gone: AbortSignal,
  ): Promise<void> {
    const timeout = AbortSignal.timeout(FILE_TIMEOUT_MS);
    const signal = AbortSignal.any([gone, timeout]);
    const scope = await resolveScope(
      { knex: this.#knex, rights, attribution: this.#attributionFor(rights) },
      query,
    );
    const generations = await shownGenerations(
      this.#knex,
      query,
      scope,
      source => this.#mappings.has(source),
    );
    const directory = join(this.#cache.spillDirectory, randomUUID());
    await mkdir(directory, { recursive: true });
    try {
      // Whoever takes the file slowly keeps nobody else waiting.
      const file = await this.#turns.take(signal, () =>
        this.#make(generations, query, { scope, directory, signal }),
      );
      // Whoever goes closes the answer, which is told apart from one that ended
      // well: an aborted signal would close the connection after both.
      await pipeline(createReadStream(file), begin(), { signal: timeout });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** @returns The file, in the directory. */
  async #make(
    generations: readonly ShownGeneration[],
    query: CostExportQuery,
    options: { scope: ResolvedScope; directory: string; signal: AbortSignal },
  ): Promise<string> {
    const { scope, directory, signal } = options;
    const engine = await openEngine(directory, MEMORY_LIMIT);
    const connection = await engine.connect();
    const interrupt = () => connection.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      const parts = await this.#parts(generations, scope, signal);
      await this.#checkCount(connection, parts, query, signal);
      return await this.#writeParts(connection, parts, query, {
        directory,
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
      connection.closeSync();
      engine.closeSync();
    }
  }

  async #parts(
    generations: readonly ShownGeneration[],
    scope: ResolvedScope,
    signal: AbortSignal,
  ): Promise<Part[]> {
    const parts: Part[] = [];
    for (const generation of generations) {
      const kept =
        generation.archive_path &&
        (await this.#cache.kept(generation.archive_path, signal));
      if (!kept || kept.blobs.some(blob => !blob.archived && !blob.received)) {
        throw new ConflictError(
          `Lines of ${generation.source} are no longer kept, so that the file would not add up to its figure; ask for a month, a currency or a customer whose lines are`,
        );
      }
      const mapping = this.#mappings.get(generation.source)!;
      parts.push(
        ...kept.blobs.map(blob => ({
          generation,
          blob,
          mapping,
          scope: withinKept(scope, kept.generation.customerIds),
        })),
      );
    }
    return parts;
  }

  /** Before anything is written. */
  async #checkCount(
    connection: DuckDBConnection,
    parts: readonly Part[],
    query: CostExportQuery,
    signal: AbortSignal,
  ): Promise<void> {
    let count = 0;
    for (const part of parts) {
      const [row] = await this.#use(part, signal, file =>
        readRows(
          connection,
          `select count(*)::int as charges from (${selectAll(
            file,
            part,
            query,
          )})`,
        ),
      );
      count += Number(row?.charges);
      if (count > this.#maxCharges) {
        throw new InputError(
          `These are more than ${
            this.#maxCharges
          } charges, which is too many for one file; ask for one customer (customerId), Azure subscription (azureSubscriptionId) or day (date) at a time`,
        );
      }
    }
  }

  async #writeParts(
    connection: DuckDBConnection,
    parts: readonly Part[],
    query: CostExportQuery,
    { directory, signal }: { directory: string; signal: AbortSignal },
  ): Promise<string> {
    const csv = join(directory, 'charges.csv');
    const parquet = join(directory, 'charges.parquet');
    const forPeople = query.format === 'csv';
    const rows = this.#rows(connection, parts, query, signal);
    let digits = { whole: 1, fraction: 0 };
    async function* counted() {
      for await (const row of rows) {
        digits = moreDigits(digits, row.charge.billedCost);
        yield row;
      }
    }
    await pipeline(
      Readable.from(textOf(forPeople ? rows : counted(), forPeople)),
      createWriteStream(csv),
      { signal },
    );
    if (forPeople) {
      return csv;
    }
    await writeFocusParquet(connection, { csv, parquet, digits });
    return parquet;
  }

  async *#rows(
    connection: DuckDBConnection,
    parts: readonly Part[],
    query: CostExportQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ExportedCharge> {
    const { billingPeriod } = query;
    for (const part of parts) {
      const { generation } = part;
      // The file has to stay until its last row is read.
      const file = await this.#cache.hold(
        generation.generation_id,
        part.blob,
        part.mapping,
        signal,
      );
      try {
        const result = await connection.stream(
          selectAll(file.path, part, query),
        );
        for await (const found of result.yieldRowObjectJs()) {
          for (const row of found) {
            yield { billingPeriod, generation, charge: readCharge(row) };
          }
        }
      } finally {
        file.release();
      }
    }
  }

  #use<T>(
    { generation, blob, mapping }: Part,
    signal: AbortSignal,
    read: (file: string) => Promise<T>,
  ): Promise<T> {
    return this.#cache.use(generation.generation_id, blob, {
      mapping,
      signal,
      read,
    });
  }
}

function selectAll(file: string, part: Part, query: CostExportQuery): string {
  return selectCharges(file, {
    mapping: part.mapping,
    filter: { date: query.date, billingCurrency: query.billingCurrency },
    scope: part.scope,
    after: { line: 0, charge: -1 },
    limit: Number.MAX_SAFE_INTEGER,
  });
}

/** Rows as CSV, some at a time. */
async function* textOf(
  rows: AsyncIterable<ExportedCharge>,
  forPeople: boolean,
): AsyncGenerator<string> {
  let text = csvHeader();
  for await (const row of rows) {
    text += csvRow(row, forPeople);
    if (text.length > CHUNK_CHARACTERS) {
      yield text;
      text = '';
    }
  }
  yield text;
}
