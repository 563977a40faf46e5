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

import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { OPEN_STATUSES, type JobRow, type RunRow } from './tables';

/**
 * Ends a run and all its jobs that have not ended.
 *
 * @remarks
 * A job that is at work loses its ticket, so from this moment on it can publish
 * nothing, whichever process works on it; that process learns of it with the
 * next extension of the lease, and stops. A job that has just published stays
 * published.
 *
 * @throws NotFoundError, ConflictError when the run has ended.
 */
export async function cancelRun(
  knex: Knex,
  runId: string,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  await knex.transaction(async tx => {
    const run = await tx<RunRow>('runs')
      .where({ run_id: runId })
      .forUpdate()
      .first('status');
    if (!run) {
      throw new NotFoundError(`No run has the id "${runId}"`);
    }
    if (run.status !== 'running') {
      throw new ConflictError(
        'The run has ended already, so there is nothing to cancel',
      );
    }
    const open = tx<JobRow>('jobs')
      .where({ run_id: runId })
      .whereIn('status', OPEN_STATUSES);
    // What was being retried here has failed as before, and may be retried again.
    await tx<JobRow>('jobs')
      .where({ retried_in: runId })
      .whereIn(
        ['connector_id', 'source', 'slice_key'],
        open.clone().select('connector_id', 'source', 'slice_key'),
      )
      .update({ retried_in: null });
    await open.clone().update({
      status: 'cancelled',
      stage: null,
      ticket: null,
      next_at: null,
      operation_url: null,
      operation_at: null,
      finished_at: now.toISOString(),
    });
    await tx<RunRow>('runs').where({ run_id: runId }).update({
      status: 'cancelled',
      cancelled_by: by,
      finished_at: now.toISOString(),
    });
  });
}
