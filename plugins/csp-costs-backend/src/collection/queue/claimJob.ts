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
import { claimDue, databaseMoment } from '../../database/claimDue';
import { databaseTime, isSqlite } from '../../database/dialect';
import type { ClaimedJob, JobRow, LaneRow } from './tables';

/** A job that is due, with whether its export can be waited for still. */
type DueJob = JobRow & { operation_lives: boolean | number | null };

/** How long an export can be waited for after it was asked for. */
const OPERATION_LIFE_MS = 3 * 60 * 60 * 1000;

/**
 * Takes a due job, if there is any, fairly: from a connector that has one for
 * today before one that has only a backfill, among those from the one with the
 * fewest jobs at work, then from the one served longest ago. Of that, the job
 * of the lowest priority number that is due longest. Nothing is taken from a
 * connector that is paused.
 *
 * @remarks
 *
 * See {@link claimDue} for locks and leases. The lane is locked like the job.
 * Who finds a lane locked takes the next one, and waits only when there is no
 * other.
 *
 * What is read grows with the connectors and the jobs that are not due yet,
 * not with the jobs that are due or have ended.
 */
export async function claimJob(
  knex: Knex,
  options: {
    leaseMs: number;
    /** Leaves everything alone that is not for today. */
    onlyToday?: boolean;
    now: Date;
  },
): Promise<ClaimedJob | undefined> {
  const { onlyToday = false } = options;
  return knex.transaction(async tx => {
    const lane =
      (await nextLane(tx, { onlyToday, whenLocked: 'skip' })) ??
      (await nextLane(tx, { onlyToday, whenLocked: 'wait' }));
    const claimed =
      lane &&
      (await claimDue<DueJob>(tx, {
        table: 'jobs',
        key: 'job_id',
        pick: due => {
          due
            .where({ connector_id: lane.connector_id })
            .orderBy(['priority', 'next_at'])
            .select(
              '*',
              tx.raw('operation_at > ? as operation_lives', [
                databaseTime(tx, -OPERATION_LIFE_MS),
              ]),
            );
          if (onlyToday) {
            due.where('priority', '<=', 0);
          }
        },
        update: ({ started_at }) => ({
          stage: null,
          started_at: started_at ?? options.now.toISOString(),
          bytes: 0,
          line_count: 0,
          quarantined_line_count: 0,
        }),
        leaseMs: options.leaseMs,
      }));
    if (!claimed) {
      return undefined;
    }
    const { row: due, ticket, attempts } = claimed;
    await tx('lanes')
      .where({ connector_id: lane.connector_id })
      .update({ turn: tx('lanes').select(tx.raw('max(turn) + 1')) });
    return {
      jobId: due.job_id,
      runId: due.run_id,
      attempts,
      ticket,
      priority: due.priority,
      connectorId: due.connector_id,
      source: due.source,
      sliceKey: due.slice_key,
      billingPeriod: due.billing_period ?? undefined,
      billingCurrency: due.billing_currency ?? undefined,
      invoiceId: due.invoice_id ?? undefined,
      operationUrl: (due.operation_lives && due.operation_url) || undefined,
    };
  });
}

/** The lane whose turn it is, locked. */
async function nextLane(
  tx: Knex.Transaction,
  {
    onlyToday,
    whenLocked,
  }: { onlyToday: boolean; whenLocked: 'skip' | 'wait' },
): Promise<LaneRow | undefined> {
  const due = () =>
    tx('jobs')
      .select(tx.raw('1'))
      .where('jobs.connector_id', tx.ref('lanes.connector_id'))
      .where('next_at', '<=', databaseMoment(tx))
      .whereNotNull('next_at');
  const dueToday = () => due().where('priority', '<=', 0);
  return tx<LaneRow>('lanes')
    .whereNull('paused_at')
    .whereExists(onlyToday ? dueToday() : due())
    .orderByRaw('case when exists ? then 0 else 1 end', [dueToday()])
    .orderBy(
      tx('jobs')
        .count()
        .where('jobs.connector_id', tx.ref('lanes.connector_id'))
        .where({ status: 'running' })
        .where('next_at', '>', databaseMoment(tx)),
    )
    .orderBy('turn')
    .orderBy('connector_id')
    .first()
    .modify(query => {
      if (isSqlite(tx)) {
        return;
      }
      query.forUpdate();
      if (whenLocked === 'skip') {
        query.skipLocked();
      }
    });
}
