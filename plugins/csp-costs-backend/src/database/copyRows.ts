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

import type { Knex } from 'knex';

/** The part of the PostgreSQL driver's connection that COPY needs. */
interface CopyConnection {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
  stream: { writableNeedDrain: boolean } & NodeJS.EventEmitter;
}

/** One COPY in the driver's queue of queries; the driver calls its methods. */
class CopyQuery {
  /** Resolves when the server waits for rows. */
  readonly started: Promise<CopyConnection>;
  /** Resolves to the number of rows when the server has them all. */
  readonly finished: Promise<number>;
  readonly #sql: string;
  #start!: (connection: CopyConnection) => void;
  #finish!: (rows: number) => void;
  #fail!: (error: Error) => void;
  #rows = 0;

  constructor(sql: string) {
    this.#sql = sql;
    this.finished = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    this.started = new Promise((resolve, reject) => {
      this.#start = resolve;
      this.finished.catch(reject);
    });
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#sql);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#start(connection);
  }

  handleCommandComplete(message: { text: string }): void {
    this.#rows = Number(message.text.split(' ').at(-1));
  }

  handleReadyForQuery(): void {
    this.#finish(this.#rows);
  }

  handleError(error: Error): void {
    this.#fail(error);
  }
}

/**
 * Writes rows into a PostgreSQL table by COPY, which is several times as fast
 * as INSERT.
 *
 * @remarks
 * The driver has no COPY of its own, but lets an object with these methods
 * take part in its protocol. What fails ends the transaction, as any failed
 * statement does.
 *
 * @param sql - `COPY … FROM STDIN`.
 * @param chunks - What PostgreSQL is to read, cut anywhere.
 * @returns How many rows were written.
 */
export async function copyRows(
  tx: Knex.Transaction,
  sql: string,
  chunks: AsyncIterable<Buffer>,
): Promise<number> {
  const client = await tx.client.acquireConnection();
  const copy = new CopyQuery(sql);
  client.query(copy);
  const connection = await copy.started;
  try {
    for await (const chunk of chunks) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) {
        await Promise.race([drained(connection), copy.finished]);
      }
    }
  } catch (error) {
    connection.sendCopyFail('The rows could not be read');
    await copy.finished.catch(() => {});
    throw error;
  }
  connection.endCopyFrom();
  return copy.finished;
}

function drained({ stream }: CopyConnection): Promise<void> {
  return new Promise(resolve => {
    const resume = () => {
      stream.off('drain', resume);
      stream.off('close', resume);
      resolve();
    };
    stream.on('drain', resume);
    stream.on('close', resume);
  });
}
