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
import type { RunDetail } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { Backend, benchConfig } from './Backend';
import type { BenchOptions } from './ingest';
import { report, round } from './report';
import { withDatabase } from './withDatabase';

const NOW = new Date('2026-11-15T09:00:00Z');

/** After the schedule has come round, and before lists of subscriptions are due again. */
const LATER = new Date('2026-11-16T04:00:00Z');

/** Tables that costs are written to. */
const LEDGER = [
  'generations',
  'cost_series',
  'cost_totals',
  'restatements',
  'quarantined_lines',
];

/**
 * Collects a partner again when Microsoft has nothing new: as the schedule has
 * it, and as a person starts it, which also reads what is not due yet.
 */
export async function refresh(options: BenchOptions): Promise<void> {
  const simulator = await MicrosoftSimulator.start({
    now: NOW,
    customers: 200,
    months: 3,
  });
  const archiveDirectory = await mkdtemp(join(options.directory, 'archive-'));
  try {
    await withDatabase(options.server, async (knex, connection) => {
      const backend = await Backend.start({
        config: benchConfig(simulator, {
          archiveDirectory,
          billingCurrencies: [],
        }),
        connection,
        now: NOW.toISOString(),
      });
      try {
        const first = await latestRun(backend);
        await settled(knex);
        const before = await rowsWritten(knex);
        const blobsBefore = blobsFetched(simulator);
        const requestsBefore = simulator.requests.count({});

        const startedAt = performance.now();
        await backend.moveTo(LATER);
        const run = await latestRun(backend);
        if (run.runId === first.runId) {
          throw new Error('The schedule has started no run');
        }
        const took = performance.now() - startedAt;
        const requests = simulator.requests.count({}) - requestsBefore;

        const byHandStartedAt = performance.now();
        const { runId } = await backend.api.startRun('bench');
        await ended(backend, runId);
        const byHandTook = performance.now() - byHandStartedAt;
        report('refresh', {
          seconds: round(took / 1000, 2),
          slices: run.jobs.length,
          'requests to Microsoft': requests,
          'seconds, by hand': round(byHandTook / 1000, 2),
          'requests, by hand':
            simulator.requests.count({}) - requestsBefore - requests,
          'rows written': (await rowsWritten(knex)) - before,
          'blobs fetched': blobsFetched(simulator) - blobsBefore,
        });
      } finally {
        await backend.stop();
      }
    });
  } finally {
    await simulator.stop();
    await rm(archiveDirectory, { recursive: true, force: true });
  }
}

function blobsFetched(simulator: MicrosoftSimulator): number {
  return simulator.requests.count({ service: 'storage' });
}

/** Waits until the latest run of a backend, and whatever it asked for, is over. */
export async function latestRun(backend: Backend): Promise<RunDetail> {
  for (;;) {
    const [run] = await backend.api.getRuns('bench');
    if (run) {
      return ended(backend, run.runId);
    }
    await delay(10);
  }
}

async function ended(backend: Backend, runId: string): Promise<RunDetail> {
  for (;;) {
    const run = await backend.api.getRun(runId);
    if (run.status !== 'running') {
      if (run.status !== 'succeeded') {
        throw new Error(`The run has ${run.status}`);
      }
      return run;
    }
    await delay(20);
  }
}

/** Waits until old months are collected and everything is archived. */
export async function settled(knex: Knex): Promise<void> {
  const isOpen = async () =>
    (await knex('runs').where({ status: 'running' }).first()) ??
    (await knex('archive_jobs').whereNot({ status: 'archived' }).first());
  while (await isOpen()) {
    await delay(50);
  }
  // PostgreSQL counts rows with a delay.
  await delay(2_000);
}

async function rowsWritten(knex: Knex): Promise<number> {
  const { rows } = await knex.raw(
    `select sum(n_tup_ins + n_tup_upd + n_tup_del) as count
    from pg_stat_user_tables where relname = any(?)`,
    [LEDGER],
  );
  return Number(rows[0].count);
}
