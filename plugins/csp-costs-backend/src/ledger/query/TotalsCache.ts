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

import type { DimensionCost } from './readNamedCosts';

/** Rows that are kept; with a row of 200 bytes that is 20 MB. */
const MAX_ROWS = 100_000;

/**
 * Keeps costs of all customers by a dimension, which landing pages ask for most.
 *
 * @remarks
 * A generation never changes once it is written, and the key names the
 * generations: what is kept is right for as long as it is kept. Whether somebody
 * may see all customers is decided before it is asked.
 */
export class TotalsCache {
  readonly #entries = new Map<string, Promise<readonly DimensionCost[]>>();
  readonly #rows = new Map<string, number>();
  #rowCount = 0;

  /** What is kept under a key, or else what is loaded; loaded once at a time. */
  async read(
    key: string,
    load: () => Promise<readonly DimensionCost[]>,
  ): Promise<readonly DimensionCost[]> {
    const known = this.#entries.get(key);
    if (known) {
      // Behind all others: the first is the one not asked for longest.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const loading = load();
    this.#entries.set(key, loading);
    try {
      const costs = await loading;
      this.#rows.set(key, costs.length);
      this.#rowCount += costs.length;
      this.#evict();
      return costs;
    } catch (error) {
      this.#entries.delete(key);
      throw error;
    }
  }

  #evict(): void {
    for (const key of this.#entries.keys()) {
      if (this.#rowCount <= MAX_ROWS) {
        return;
      }
      // What is still being loaded has no rows yet, and stays.
      const rows = this.#rows.get(key);
      if (rows !== undefined) {
        this.#entries.delete(key);
        this.#rows.delete(key);
        this.#rowCount -= rows;
      }
    }
  }
}
