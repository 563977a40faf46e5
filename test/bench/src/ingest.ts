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

import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Backend, benchConfig, type BackendMeasures } from './Backend';
import { floor } from './floor';
import {
  BILLING_CURRENCY,
  BILLING_PERIOD,
  NOW,
  startMicrosoft,
  type Microsoft,
} from './Microsoft';
import { naive } from './naive';
import { percentile, report, round } from './report';
import { withDatabase } from './withDatabase';

const MEBIBYTE = 2 ** 20;

/** The slice that is measured. */
const SLICE = {
  source: 'unbilled-usage',
  slice_key: `${BILLING_PERIOD}:${BILLING_CURRENCY}`,
};

/** Options of every benchmark. */
export interface BenchOptions {
  /** Folder for blobs, which are kept, and for what is not. */
  directory: string;
  /** Connection string of a PostgreSQL server. */
  server: string;
  lines: number;
  /** Requests a second of those that ask. */
  rate: number;
  /** Whether to measure what the product is compared with, too. */
  compare: boolean;
}

/**
 * Collects usage of one month and currency with the product, from "operation
 * succeeded" to "published", and compares it with the floor and with the naive way.
 */
export async function ingest(options: BenchOptions): Promise<void> {
  const microsoft = await startMicrosoft(options);
  try {
    const product = await withDatabase(options.server, (knex, connection) =>
      measureProduct(options, microsoft, knex, connection),
    );
    const { lineCount, milliseconds, archived } = product;
    const compared = options.compare
      ? await compare(options, microsoft, milliseconds)
      : {};
    report('ingest', {
      lines: lineCount,
      'lines/s': Math.round((lineCount / milliseconds) * 1000),
      seconds: round(milliseconds / 1000, 2),
      'daily costs': product.dailyCosts,
      ...compared,
      'CPU (s)': round(product.loop.cpuSeconds - product.idleCpuSeconds),
      'RSS over idle (MiB)': product.rssOverIdle,
      'event loop delay p99 (ms)': round(product.loop.eventLoopDelayP99Ms),
      'event loop delay max (ms)': round(product.loop.eventLoopDelayMaxMs),
      'other route p95 idle (ms)': round(product.idlePing),
      'other route p95 (ms)': round(product.busyPing),
      'archive lines/s': Math.round((lineCount / archived.milliseconds) * 1000),
      'archive CPU (s)': round(archived.cpuSeconds),
      'archive bytes a line': round(archived.bytes / lineCount),
    });
  } finally {
    await microsoft.simulator.stop();
  }
}

async function compare(
  { server, directory }: BenchOptions,
  { blobFiles }: Microsoft,
  milliseconds: number,
) {
  const [floorMs, naiveMs] = await withDatabase(server, async knex => [
    await floor(knex, blobFiles, directory),
    await naive(knex, blobFiles),
  ]);
  return {
    'floor (s)': round(floorMs! / 1000, 2),
    'naive (s)': round(naiveMs! / 1000, 2),
    '× the floor': round(milliseconds / floorMs!, 2),
    '× faster than naive': round(naiveMs! / milliseconds, 2),
  };
}

async function measureProduct(
  options: BenchOptions,
  { simulator }: Microsoft,
  knex: Knex,
  connection: string,
) {
  const archiveDirectory = await mkdtemp(join(options.directory, 'archive-'));
  let backend: Backend | undefined;
  try {
    // Held up until the measurement begins.
    simulator.faults.add({
      match: { path: '/operations/' },
      times: 'always',
      fault: { kind: 'delay', milliseconds: 4_000 },
    });
    backend = await Backend.start({
      config: benchConfig(simulator, {
        archiveDirectory,
        billingCurrencies: [BILLING_CURRENCY],
      }),
      connection,
      now: NOW.toISOString(),
    });
    await until(async () => isRunning(knex));
    const idlePings = await pings(backend, 100);
    const idle = await backend.measures();
    simulator.faults.clear();

    const busyPings: number[] = [];
    let publishedAt = 0;
    let loop: BackendMeasures | undefined;
    await until(async () => {
      busyPings.push(await backend!.ping());
      const published = await publishedGeneration(knex);
      if (published) {
        publishedAt = Date.now();
        loop = await backend!.measures();
      }
      return published !== undefined;
    });
    const archivedFrom = Date.now();
    await until(async () => !(await isToBeArchived(knex)));
    const archivedAt = Date.now();
    const { line_count: lineCount } = (await publishedGeneration(knex))!;
    const { rows } = await knex.raw(
      'select sum(cardinality(days)) as count from cost_series',
    );
    return {
      dailyCosts: Number(rows[0].count),
      archived: {
        milliseconds: archivedAt - archivedFrom,
        cpuSeconds: (await backend.measures()).cpuSeconds - loop!.cpuSeconds,
        bytes: await parquetBytes(archiveDirectory),
      },
      lineCount: Number(lineCount),
      milliseconds: publishedAt - loop!.succeededAt!,
      loop: loop!,
      idleCpuSeconds: idle.cpuSeconds,
      rssOverIdle: Math.round((loop!.peakRssBytes - idle.rssBytes) / MEBIBYTE),
      idlePing: percentile(idlePings, 0.95),
      busyPing: percentile(busyPings, 0.95),
    };
  } finally {
    await backend?.stop();
    await rm(archiveDirectory, { recursive: true, force: true });
  }
}

async function pings(backend: Backend, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    times.push(await backend.ping());
    await delay(5);
  }
  return times;
}

async function isRunning(knex: Knex): Promise<boolean> {
  const job = await knex('jobs')
    .where({ ...SLICE, status: 'running', stage: 'exporting' })
    .first();
  return job !== undefined;
}

async function isToBeArchived(knex: Knex): Promise<boolean> {
  const job = await knex('archive_jobs')
    .whereNot({ status: 'archived' })
    .first();
  return job !== undefined;
}

async function parquetBytes(directory: string): Promise<number> {
  const files = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const sizes = await Promise.all(
    files
      .filter(file => file.name.endsWith('.parquet'))
      .map(async file => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

async function publishedGeneration(
  knex: Knex,
): Promise<{ line_count: string } | undefined> {
  return knex('slices')
    .join(
      'generations',
      'slices.current_generation_id',
      'generations.generation_id',
    )
    .where(SLICE)
    .first('generations.line_count');
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) {
    await delay(10);
  }
}
