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

import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabaseId } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { MIGRATIONS_DIRECTORY } from '../database/applyMigrations';
import { isSqlite } from '../database/dialect';

/** Tells databases of one state of the migrations from those of another. */
function hashMigrations(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS_DIRECTORY).sort()) {
    hash.update(name).update(readFileSync(join(MIGRATIONS_DIRECTORY, name)));
  }
  return hash.digest('hex').slice(0, 24);
}

/**
 * Databases in which all migrations are done. They are done once, and each
 * database is a copy: migrating one takes longer than many a test.
 */
export class MigratedDatabases {
  readonly #initEmpty: (id: TestDatabaseId) => Promise<Knex>;
  readonly #copies: { name?: string; knex: Knex }[] = [];
  readonly #origins = new Map<TestDatabaseId, Promise<Knex>>();
  #template: Promise<string> | undefined;
  #image: Promise<Buffer> | undefined;

  /** @param initEmpty - Makes a database without anything in it. */
  constructor(initEmpty: (id: TestDatabaseId) => Promise<Knex>) {
    this.#initEmpty = initEmpty;
  }

  /** A database of its own, migrated and empty. */
  async init(id: TestDatabaseId): Promise<Knex> {
    let origin = this.#origins.get(id);
    if (!origin) {
      origin = this.#initEmpty(id);
      this.#origins.set(id, origin);
    }
    const copy = await (isSqlite(await origin)
      ? this.#copySqlite(await origin)
      : this.#copyPostgres(await origin));
    this.#copies.push(copy);
    return copy.knex;
  }

  /** Removes everything that was made. To be called before TestDatabases is shut down. */
  async shutdown(): Promise<void> {
    for (const { name, knex } of this.#copies) {
      await knex.destroy();
      if (name) {
        const [origin] = this.#origins.values();
        await (await origin)?.raw('DROP DATABASE ?? WITH (FORCE)', [name]);
      }
    }
  }

  async #copySqlite(origin: Knex): Promise<{ knex: Knex }> {
    this.#image ??= migrate(origin).then(async () => {
      const connection = await origin.client.acquireConnection();
      try {
        return connection.serialize();
      } finally {
        await origin.client.releaseConnection(connection);
      }
    });
    return {
      knex: knexFactory({
        ...origin.client.config,
        connection: { filename: await this.#image },
      }),
    };
  }

  async #copyPostgres(origin: Knex): Promise<{ name: string; knex: Knex }> {
    this.#template ??= ensureTemplate(origin);
    const name = `db${randomBytes(16).toString('hex')}`;
    await origin.raw('CREATE DATABASE ?? TEMPLATE ??', [
      name,
      await this.#template,
    ]);
    return { name, knex: connectTo(origin, name) };
  }
}

/**
 * The database on a PostgreSQL server that others are copied from, made by
 * whoever comes first.
 */
async function ensureTemplate(origin: Knex): Promise<string> {
  const name = `csp_costs_template_${hashMigrations()}`;
  const server = connectTo(origin, 'postgres', { min: 1, max: 1 });
  try {
    // Held until the connection ends. Locks are of one database, hence this one.
    await server.raw(`SELECT pg_advisory_lock(hashtext('csp_costs_template'))`);
    const known = await server('pg_database').where({ datname: name }).first();
    if (!known) {
      const making = `making_${randomBytes(16).toString('hex')}`;
      await server.raw('CREATE DATABASE ??', [making]);
      const knex = connectTo(origin, making);
      await migrate(knex);
      await knex.destroy();
      await server.raw('ALTER DATABASE ?? RENAME TO ??', [making, name]);
    }
    return name;
  } finally {
    await server.destroy();
  }
}

function connectTo(
  origin: Knex,
  database: string,
  pool: { min: number; max: number } = origin.client.config.pool,
): Knex {
  const { config } = origin.client;
  return knexFactory({
    ...config,
    // Knex hides the password from what is copied.
    connection: {
      ...config.connection,
      password: config.connection.password,
      database,
    },
    pool,
  });
}

async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
}
