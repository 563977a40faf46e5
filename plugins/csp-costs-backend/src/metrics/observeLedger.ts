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

import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const ESTIMATES = ['unbilled-usage', 'unbilled-reconciliation'];

/**
 * Shows what all processes share: the queue, and how old the estimates are.
 *
 * @remarks Read from the database whenever metrics are collected. Every
 * process shows the same, so these are not to be added up.
 */
export function observeLedger(dependencies: {
  metrics: MetricsService;
  knex: Knex;
  logger: LoggerService;
  now: () => Date;
}): void {
  const { metrics, knex, logger, now } = dependencies;
  metrics
    .createObservableGauge('csp_costs.jobs.open', {
      description: 'Jobs that have not ended, by status',
      unit: '{job}',
    })
    .addCallback(async result => {
      try {
        await observeOpen(knex, 'jobs', result);
      } catch (error) {
        logger.warn(`Could not read the queue for its metric: ${error}`);
      }
    });
  metrics
    .createObservableGauge('csp_costs.archive.open', {
      description: 'Generations whose lines are not archived yet, by status',
      unit: '{generation}',
    })
    .addCallback(async result => {
      try {
        await observeOpen(knex, 'archive_jobs', result);
      } catch (error) {
        logger.warn(`Could not read the archive for its metric: ${error}`);
      }
    });
  metrics
    .createObservableGauge('csp_costs.estimates.oldest_verification.age', {
      description:
        'How long ago the estimate that was verified least recently was verified',
      unit: 's',
    })
    .addCallback(async result => {
      try {
        const rows: Array<{
          connector_id: string;
          verified_at: Date | string;
        }> = await knex('slices')
          .whereIn('source', ESTIMATES)
          .where({ replaced: false })
          .whereNotNull('verified_at')
          .groupBy('connector_id')
          .select('connector_id')
          .min({ verified_at: 'verified_at' });
        for (const row of rows) {
          const ageMs = now().getTime() - new Date(row.verified_at).getTime();
          result.observe(ageMs / 1000, { connector: row.connector_id });
        }
      } catch (error) {
        logger.warn(`Could not read the slices for their metric: ${error}`);
      }
    });
}

/** Counts the jobs of a queue that have not ended, by status. */
async function observeOpen(
  knex: Knex,
  table: 'jobs' | 'archive_jobs',
  result: { observe(value: number, attributes: { status: string }): void },
): Promise<void> {
  const rows: Array<{ status: string; count: number | string }> = await knex(
    table,
  )
    .whereNotNull('next_at')
    .groupBy('status')
    .select('status', knex.raw('count(*) as count'));
  for (const status of ['queued', 'running', 'waiting']) {
    const row = rows.find(one => one.status === status);
    result.observe(Number(row?.count ?? 0), { status });
  }
}
