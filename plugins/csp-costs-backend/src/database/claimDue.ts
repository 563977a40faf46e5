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
import type { Knex } from 'knex';
import { databaseTime, isSqlite } from './dialect';

/** What a queue's rows have in common. */
interface QueuedRow {
  attempts: number;
  ticket: string | null;
  next_at: Date | string | null;
}

/** A row that was taken, as it was before. */
export interface ClaimedRow<Row> {
  row: Row;
  /** Proves that it is still ours. */
  ticket: string;
  /** Attempts so far, this one included. */
  attempts: number;
}

/**
 * Takes a row of a queue that is due, if there is any: gives it a new ticket
 * and a lease.
 *
 * @remarks
 * A row that is at work is due again when its lease is over, so what a process
 * had that died is taken over by another. The row stays locked until ticket and
 * lease are written, and whoever finds one locked takes the next. SQLite has
 * one writer at a time, and needs no lock.
 */
export async function claimDue<Row extends QueuedRow>(
  tx: Knex.Transaction,
  options: {
    table: string;
    /** Column that tells rows apart. */
    key: keyof Row & string;
    /** Narrows and orders the rows that are due. */
    pick: (due: Knex.QueryBuilder) => void;
    /** Other columns that change. */
    update?: (row: Row) => Partial<Row>;
    leaseMs: number;
  },
): Promise<ClaimedRow<Row> | undefined> {
  const { table, key, pick, update, leaseMs } = options;
  const row: Row | undefined = await tx(table)
    .where('next_at', '<=', databaseMoment(tx))
    .whereNotNull('next_at')
    .modify(pick)
    .first()
    .modify(query => {
      if (!isSqlite(tx)) {
        query.forUpdate().skipLocked();
      }
    });
  if (!row) {
    return undefined;
  }
  const claim = { ticket: randomUUID(), attempts: row.attempts + 1 };
  await tx(table)
    .where(key, row[key] as string)
    .update({
      ...update?.(row),
      ...claim,
      status: 'running',
      next_at: databaseTime(tx, leaseMs),
    });
  return { row, ...claim };
}

/** The database's time, read once: PostgreSQL cannot look up in an index what may change from row to row. */
export function databaseMoment(tx: Knex.Transaction): Knex.Raw {
  return tx.raw('(select ?)', [databaseTime(tx)]);
}
