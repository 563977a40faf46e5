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

import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { Backend, benchConfig } from './Backend';
import type { BenchOptions } from './ingest';
import { latestRun } from './refresh';
import { report, round } from './report';
import { withDatabase } from './withDatabase';

const NOW = new Date('2026-11-15T09:00:00Z');

/** How long each of Microsoft's answers takes. */
const ANSWER_MS = 200;

/** Collects many small slices with one backend process, then with two. */
export async function replicas(options: BenchOptions): Promise<void> {
  const one = await collect(options, 1);
  const two = await collect(options, 2);
  report('replicas', {
    slices: one.slices,
    'one process (s)': round(one.seconds, 2),
    'two processes (s)': round(two.seconds, 2),
    '× the throughput': round(one.seconds / two.seconds, 2),
    'slices done twice': two.doubles,
  });
}

async function collect(options: BenchOptions, count: number) {
  const simulator = await MicrosoftSimulator.start({
    now: NOW,
    customers: 12,
    months: 12,
    linesPerCustomerDay: 2,
  });
  simulator.faults.add({
    match: {},
    times: 'always',
    fault: { kind: 'delay', milliseconds: ANSWER_MS },
  });
  const archiveDirectory = await mkdtemp(join(options.directory, 'archive-'));
  try {
    return await withDatabase(options.server, async (knex, connection) => {
      const config = benchConfig(simulator, {
        archiveDirectory,
        billingCurrencies: [],
      });
      const backends: Backend[] = [];
      try {
        while (backends.length < count) {
          backends.push(
            await Backend.start({
              config,
              connection,
              now: NOW.toISOString(),
            }),
          );
        }
        const startedAt = performance.now();
        await latestRun(backends[0]!);
        // Old months are a run of their own.
        while (await knex('runs').where({ status: 'running' }).first()) {
          await delay(20);
        }
        const took = performance.now() - startedAt;
        const slices = await knex('jobs').pluck('source');
        const exports = simulator.requests
          .find({})
          .filter(
            ({ path, method }) => method === 'POST' && /\/export$/.test(path),
          );
        return {
          slices: slices.length,
          seconds: took / 1000,
          doubles:
            exports.length -
            slices.filter(source => /usage|reconciliation/.test(source)).length,
        };
      } finally {
        await Promise.all(backends.map(backend => backend.stop()));
      }
    });
  } finally {
    await simulator.stop();
    await rm(archiveDirectory, { recursive: true, force: true });
  }
}
