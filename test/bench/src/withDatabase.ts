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

import knexFactory, { type Knex } from 'knex';

/** Makes a database for one measurement, and drops it afterwards. */
export async function withDatabase<T>(
  server: string,
  measure: (knex: Knex, connection: string) => Promise<T>,
): Promise<T> {
  const name = `bench_${Date.now()}`;
  const admin = knexFactory({ client: 'pg', connection: server });
  try {
    await admin.raw('create database ??', [name]);
    const url = new URL(server);
    url.pathname = `/${name}`;
    const knex = knexFactory({ client: 'pg', connection: url.href });
    try {
      return await measure(knex, url.href);
    } finally {
      await knex.destroy();
      await admin.raw('drop database ?? with (force)', [name]);
    }
  } finally {
    await admin.destroy();
  }
}
