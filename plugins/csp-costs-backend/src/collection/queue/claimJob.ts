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
import { databaseTime, isSqlite } from '../../database/dialect';
import type { ClaimedJob, JobRow } from './tables';

/**
 * Takes the job that is due longest, if any.
 *
 * @remarks
 *
 * A running job is due again when its lease is over, so a job whose process
 * died is taken over by another one. The row stays locked until the new ticket
 * and lease are written, and other processes skip locked rows. SQLite has one
 * writer at a time, and needs no lock.
 */
export async function claimJob(
  knex: Knex,
  options: { leaseMs: number; now: Date },
): Promise<ClaimedJob | undefined> {
  return knex.transaction(async tx => {
    const due = await tx<JobRow>('jobs')
      .where('next_at', '<=', databaseTime(tx))
      .orderBy('next_at')
      .first()
      .modify(query => {
        if (!isSqlite(tx)) {
          query.forUpdate().skipLocked();
        }
      });
    if (!due) {
      return undefined;
    }
    const ticket = randomUUID();
    const attempts = due.attempts + 1;
    await tx('jobs')
      .where({ job_id: due.job_id })
      .update({
        status: 'running',
        stage: null,
        attempts,
        ticket,
        next_at: databaseTime(tx, options.leaseMs),
        started_at: due.started_at ?? options.now.toISOString(),
        bytes: 0,
        line_count: 0,
        quarantined_line_count: 0,
      });
    return {
      jobId: due.job_id,
      runId: due.run_id,
      attempts,
      ticket,
      connectorId: due.connector_id,
      source: due.source,
      sliceKey: due.slice_key,
      billingPeriod: due.billing_period ?? undefined,
      billingCurrency: due.billing_currency ?? undefined,
      invoiceId: due.invoice_id ?? undefined,
    };
  });
}
