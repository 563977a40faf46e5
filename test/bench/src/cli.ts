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

import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ingest, type BenchOptions } from './ingest';
import { query } from './query';
import { refresh } from './refresh';
import { replicas } from './replicas';
import { truth } from './truth';

const BENCHES: Record<string, (options: BenchOptions) => Promise<void>> = {
  ingest,
  query,
  refresh,
  replicas,
  truth,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      lines: { type: 'string', default: '1000000' },
      directory: { type: 'string', default: join(tmpdir(), 'csp-costs-bench') },
      rate: { type: 'string', default: '50' },
      alone: { type: 'boolean', default: false },
    },
  });
  const bench = BENCHES[positionals[0] ?? ''];
  const server = process.env.CSP_COSTS_BENCH_DATABASE;
  if (
    !bench ||
    !server ||
    ![values.lines, values.rate].every(value => /^[1-9]\d*$/.test(value))
  ) {
    throw new Error(
      `Usage: yarn bench ${Object.keys(BENCHES).join(
        '|',
      )} [--lines <number>] [--rate <number>] [--directory <folder>] [--alone]`,
    );
  }
  await mkdir(values.directory, { recursive: true });
  await bench({
    directory: values.directory,
    server,
    lines: Number(values.lines),
    rate: Number(values.rate),
    compare: !values.alone,
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
