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

import type {
  FailedJobsPage,
  FailedJobsQuery,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { readCursor, writeCursor } from '../../database/cursor';
import { readTimestamp } from '../../database/dialect';
import { toJob } from './readRuns';
import { OPEN_STATUSES, type JobRow } from './tables';

const DEFAULT_LIMIT = 50;

/**
 * Jobs that failed for good, in whichever run, as long as they are the last
 * word on their slice: nothing has collected it since, nothing is about to, and
 * it is still wanted.
 *
 * @param connectorIds - Connectors whose jobs can be retried.
 */
export async function readFailedJobs(
  knex: Knex,
  { cursor, limit = DEFAULT_LIMIT }: Omit<FailedJobsQuery, 'connectorId'>,
  connectorIds: readonly string[],
): Promise<FailedJobsPage> {
  const select = knex('jobs')
    .whereIn('jobs.connector_id', connectorIds)
    .where({
      'jobs.status': 'failed',
      'jobs.superseded': false,
      'jobs.retried_in': null,
    })
    .whereNotExists(
      knex('jobs as open')
        .select(knex.raw('1'))
        .where('open.connector_id', knex.ref('jobs.connector_id'))
        .where('open.source', knex.ref('jobs.source'))
        .where('open.slice_key', knex.ref('jobs.slice_key'))
        .whereIn('open.status', OPEN_STATUSES),
    )
    .whereNotExists(
      // An estimate that invoices have taken the place of.
      knex('slices')
        .select(knex.raw('1'))
        .where('slices.connector_id', knex.ref('jobs.connector_id'))
        .where('slices.source', knex.ref('jobs.source'))
        .where('slices.slice_key', knex.ref('jobs.slice_key'))
        .where({ replaced: true }),
    )
    .orderBy([{ column: 'finished_at', order: 'desc' }, { column: 'job_id' }])
    // One more than asked for tells whether there are more.
    .limit(limit + 1)
    .select('jobs.*');
  if (cursor) {
    const { at, id } = readCursor(cursor);
    select.where(after =>
      after
        .where('finished_at', '<', at)
        .orWhere(same =>
          same.where('finished_at', at).where('job_id', '>', id),
        ),
    );
  }
  const rows: JobRow[] = await select;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(row => ({
      ...toJob(row),
      connectorId: row.connector_id,
      runId: row.run_id,
    })),
    nextCursor:
      last && rows.length > limit
        ? writeCursor({
            at: readTimestamp(last.finished_at)!,
            id: last.job_id,
          })
        : undefined,
  };
}
