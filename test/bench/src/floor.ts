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

import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { copyRows } from 'backstage-plugin-csp-costs-backend/src/database/copyRows';
import type { Knex } from 'knex';

const TEXT = [
  'CustomerId',
  'EntitlementId',
  'ResourceGroup',
  'MeterCategory',
  'ProductName',
  'UsageDate',
  'BillingCurrency',
];

/**
 * The least that must be done: DuckDB reads the files and adds up doubles, and
 * its result goes into a table without indices by COPY. No proof that a file is
 * whole, no exact amounts, no checks, no archive.
 *
 * @returns Milliseconds.
 */
export async function floor(
  knex: Knex,
  files: readonly string[],
  directory: string,
): Promise<number> {
  await knex.raw(
    `create table floor (${TEXT.map(name => `"${name}" text`).join(
      ', ',
    )}, cost numeric, line_count integer)`,
  );
  const csv = join(directory, 'floor.csv');
  const startedAt = performance.now();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (
    select ${TEXT.join(', ')}, sum("BillingPreTaxTotal"), count(*)
    from read_json([${files.map(file => `'${file}'`).join(', ')}],
      format = 'newline_delimited', compression = 'gzip',
      columns = {${TEXT.map(name => `${name}: 'VARCHAR'`).join(', ')},
        BillingPreTaxTotal: 'DOUBLE'})
    group by all) to '${csv}' (format csv, header false)`);
  connection.closeSync();
  instance.closeSync();
  await knex.transaction(tx =>
    copyRows(
      tx,
      'copy floor from stdin (format csv)',
      createReadStream(csv, { highWaterMark: 256 * 1024 }),
    ),
  );
  const took = performance.now() - startedAt;
  await rm(csv);
  return took;
}
