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

import { ServiceUnavailableError } from '@backstage/errors';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type {
  Charge,
  ChargesPage,
  ChargesQuery,
  Source,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ChargeMapping } from '../load/ChargeMapping';
import { openEngine } from '../load/openEngine';
import type { CustomerRights } from '../../rights/CustomerRights';
import type { Attribution } from '../query/Attribution';
import { resolveScope, type ResolvedScope } from '../query/resolveScope';
import { readCursor, writeCursor, type ChargePosition } from './chargeCursor';
import type { LineCache } from './LineCache';
import { readCharges } from './readCharges';
import {
  shownGenerations,
  withinKept,
  type ShownGeneration,
} from './shownGenerations';
import { Turns } from './Turns';

const DEFAULT_LIMIT = 100;

/** Of all pages that are read at the same time. */
const MEMORY_LIMIT = '384MB';

/** Pages that are read at the same time. */
const PAGES_AT_ONCE = 2;

/** After this long a page is given as far as it is. */
const PAGE_BUDGET_MS = 10_000;

/** After this long a page is given up. */
const PAGE_TIMEOUT_MS = 30_000;

/** A page while it is read. */
interface Page {
  items: Charge[];
  /** Behind the last item, or what was looked through since. */
  position: ChargePosition;
  limit: number;
  linesRemoved: Set<string>;
}

/**
 * Reads the charges that the figures are made of, out of the archive.
 *
 * @remarks
 * Figures and charges come from the same data: only generations that are shown
 * are read, and all pages of an answer are of the same ones.
 */
export class ChargeReader {
  readonly #knex: Knex;
  readonly #cache: LineCache;
  readonly #mappings: ReadonlyMap<Source, ChargeMapping>;
  readonly #attributionFor: (rights: CustomerRights) => Attribution;
  readonly #turns = new Turns(PAGES_AT_ONCE);
  #engine: Promise<DuckDBInstance> | undefined;

  constructor(dependencies: {
    knex: Knex;
    cache: LineCache;
    /** How the lines of each source are read. */
    mappings: ReadonlyMap<Source, ChargeMapping>;
    attributionFor: (rights: CustomerRights) => Attribution;
  }) {
    this.#knex = dependencies.knex;
    this.#cache = dependencies.cache;
    this.#mappings = dependencies.mappings;
    this.#attributionFor = dependencies.attributionFor;
  }

  /**
   * A page of charges.
   *
   * @param rights - Whose charges may be seen.
   * @param signal - Aborted when nobody waits for it any more.
   * @throws NotFoundError when the query names something unknown, InputError
   * and ConflictError about its cursor, ServiceUnavailableError when the lines
   * cannot be had in time, ArchiveError.
   */
  async read(
    query: ChargesQuery,
    rights: CustomerRights,
    signal: AbortSignal,
  ): Promise<ChargesPage> {
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
    const ids = generations.map(row => row.generation_id);
    const position = readCursor(query.cursor, ids);
    const page: Page = {
      items: [],
      position,
      limit: query.limit ?? DEFAULT_LIMIT,
      linesRemoved: new Set(),
    };
    const timeout = AbortSignal.timeout(PAGE_TIMEOUT_MS);
    const ended = AbortSignal.any([signal, timeout]);
    try {
      const isLast = await this.#turns.take(ended, () =>
        this.#fill(page, generations, { query, scope }, ended),
      );
      return {
        items: page.items,
        nextCursor: isLast ? undefined : writeCursor(page.position, ids),
        linesRemoved: [...page.linesRemoved],
      };
    } catch (error) {
      if (timeout.aborted && !signal.aborted) {
        throw new ServiceUnavailableError(
          'The lines are being fetched, which takes longer than an answer may; ask again in a minute',
        );
      }
      throw error;
    }
  }

  /** The engine, which is kept: opening one takes longer than to read a page. */
  async #open(): Promise<DuckDBInstance> {
    this.#engine ??= openEngine(this.#cache.spillDirectory, MEMORY_LIMIT);
    try {
      return await this.#engine;
    } catch (error) {
      this.#engine = undefined;
      throw error;
    }
  }

  /** @returns Whether nothing follows the page. */
  async #fill(
    page: Page,
    generations: readonly ShownGeneration[],
    wanted: { query: ChargesQuery; scope: ResolvedScope },
    signal: AbortSignal,
  ): Promise<boolean> {
    const startedAt = performance.now();
    const connection = await (await this.#open()).connect();
    const interrupt = () => connection.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      for (;;) {
        const generation = generations[page.position.generation];
        if (!generation) {
          return true;
        }
        const done = await this.#readGeneration(page, generation, {
          ...wanted,
          connection,
          isOver: () => performance.now() - startedAt > PAGE_BUDGET_MS,
          signal,
        });
        if (!done) {
          return false;
        }
        page.position = {
          generation: page.position.generation + 1,
          blob: 0,
          line: 0,
          charge: 0,
        };
      }
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
      connection.closeSync();
    }
  }

  /** @returns False when the page is full, or its time is over. */
  async #readGeneration(
    page: Page,
    generation: ShownGeneration,
    options: {
      query: ChargesQuery;
      scope: ResolvedScope;
      connection: DuckDBConnection;
      isOver: () => boolean;
      signal: AbortSignal;
    },
  ): Promise<boolean> {
    const { query, scope, connection, isOver, signal } = options;
    const generationId = generation.generation_id;
    const kept =
      generation.archive_path &&
      (await this.#cache.kept(generation.archive_path, signal));
    if (!kept) {
      page.linesRemoved.add(generationId);
      return true;
    }
    const mapping = this.#mappings.get(generation.source)!;
    for (;;) {
      const blob = kept.blobs[page.position.blob];
      if (!blob) {
        return true;
      }
      const wanted = page.limit - page.items.length;
      const isAsked = [undefined, blob.name].includes(query.blobName);
      if (isAsked && !blob.archived && !blob.received) {
        page.linesRemoved.add(generationId);
      } else if (isAsked) {
        const { line, charge } = page.position;
        const { rows, lines } = await this.#cache.use(generationId, blob, {
          mapping,
          signal,
          read: file =>
            readCharges(connection, file, {
              mapping,
              filter: query,
              scope: withinKept(scope, kept.generation.customerIds),
              after: { line, charge: line === 0 ? -1 : charge },
              // One more tells whether another page follows.
              limit: wanted + 1,
            }),
        });
        for (const { charge: index, ...charged } of rows.slice(0, wanted)) {
          page.items.push({
            ...charged,
            line: lines.get(charged.lineNumber),
            connectorId: generation.connector_id,
            source: generation.source,
            invoiceId: generation.invoice_id ?? undefined,
            generationId,
            eTag: generation.etag ?? '',
          });
          page.position = {
            ...page.position,
            line: charged.lineNumber,
            charge: index,
          };
        }
        if (rows.length > wanted) {
          return false;
        }
      }
      page.position = {
        ...page.position,
        blob: page.position.blob + 1,
        line: 0,
        charge: 0,
      };
      if (isOver()) {
        return false;
      }
    }
  }
}
