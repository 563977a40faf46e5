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

import type { Source } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { LineCache } from '../archive/LineCache';
import { Turns } from '../archive/Turns';
import type { ChargeMapping } from '../load/ChargeMapping';
import { openEngine } from '../load/openEngine';
import type { ChargeSource, GenerationRow } from '../tables';
import type { InvoiceEvidence } from './InvoiceEvidence';
import { mergeEvidence, readEvidence } from './readEvidence';

const MEMORY_LIMIT = '384MB';

/** A million lines take a minute. */
const READ_TIMEOUT_MS = 15 * 60_000;

/** A generation that is looked into. */
export type LookedInto = Pick<
  GenerationRow,
  'generation_id' | 'archive_path'
> & { source: ChargeSource };

/**
 * Gives what the lines of a generation prove. They are read once: a generation
 * never changes, so what was read is kept in the database.
 *
 * @remarks
 * Reading goes on when nobody waits for it any more, so that it is there the
 * next time.
 */
export class EvidenceReader {
  readonly #knex: Knex;
  readonly #cache: LineCache;
  readonly #mappings: ReadonlyMap<Source, ChargeMapping>;
  readonly #turns = new Turns(1);
  readonly #reading = new Map<string, Promise<InvoiceEvidence | 'removed'>>();

  constructor(dependencies: {
    knex: Knex;
    cache: LineCache;
    /** How the lines of each source are read. */
    mappings: ReadonlyMap<Source, ChargeMapping>;
  }) {
    this.#knex = dependencies.knex;
    this.#cache = dependencies.cache;
    this.#mappings = dependencies.mappings;
  }

  /**
   * What a generation proves; `reading` when that takes longer than an answer
   * may, `removed` when its lines are gone.
   *
   * @param waitMs - How long is waited for lines to be read.
   * @throws ArchiveError, LedgerError, or the signal's reason.
   */
  async read(
    generation: LookedInto,
    signal: AbortSignal,
    waitMs: number,
  ): Promise<InvoiceEvidence | 'reading' | 'removed'> {
    const id = generation.generation_id;
    const kept = await this.#knex('tie_out_evidence')
      .where({ generation_id: id })
      .first('evidence');
    if (kept) {
      return JSON.parse(kept.evidence) as InvoiceEvidence;
    }
    const reading =
      this.#reading.get(id) ??
      this.#obtain(generation).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    // Whoever began may not wait for it any longer.
    reading.catch(() => {});
    return Promise.race([reading, untilLate(signal, waitMs)]);
  }

  async #obtain(generation: LookedInto): Promise<InvoiceEvidence | 'removed'> {
    const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
    const evidence = await this.#turns.take(signal, () =>
      this.#readLines(generation, signal),
    );
    if (evidence !== 'removed') {
      await this.#knex('tie_out_evidence')
        .insert({
          generation_id: generation.generation_id,
          evidence: JSON.stringify(evidence),
        })
        // Another process may have read the same.
        .onConflict('generation_id')
        .ignore();
    }
    return evidence;
  }

  async #readLines(
    { generation_id, archive_path, source }: LookedInto,
    signal: AbortSignal,
  ): Promise<InvoiceEvidence | 'removed'> {
    const kept = archive_path && (await this.#cache.kept(archive_path, signal));
    if (!kept || kept.blobs.some(blob => !blob.archived && !blob.received)) {
      return 'removed';
    }
    const engine = await openEngine(
      this.#cache.spillDirectory,
      MEMORY_LIMIT,
      1,
    );
    const connection = await engine.connect();
    try {
      const parts: InvoiceEvidence[] = [];
      for (const blob of kept.blobs) {
        parts.push(
          await this.#cache.use(generation_id, blob, {
            mapping: this.#mappings.get(source)!,
            signal,
            read: file => readEvidence(connection, file, source),
          }),
        );
      }
      return mergeEvidence(parts);
    } finally {
      connection.closeSync();
      engine.closeSync();
    }
  }
}

function untilLate(signal: AbortSignal, waitMs: number): Promise<'reading'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('reading'), waitMs);
    timer.unref();
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
