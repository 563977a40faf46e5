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

import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { ArchiveJobRow } from '../../ledger/archive/archiveJobs';
import { OPEN_STATUSES, type ClaimedJob, type JobRow } from '../queue/tables';

/** Folder of the files that a job works with; each ticket has one inside. */
export function spoolOf(
  archiveDirectory: string,
  { jobId }: Pick<ClaimedJob, 'jobId'>,
): string {
  return join(archiveDirectory, '.spool', jobId);
}

/** Folder of the files that the archiving of a generation works with. */
export function archivingFolder(
  archiveDirectory: string,
  ticket: string,
): string {
  return join(archiveDirectory, '.archiving', ticket);
}

/** Removes the files of one ticket of a job that has ended, or is somebody else's. */
export async function removeSpool(
  archiveDirectory: string,
  job: ClaimedJob,
): Promise<void> {
  const directory = spoolOf(archiveDirectory, job);
  await rm(join(directory, job.ticket), { recursive: true, force: true });
  await rmdir(directory).catch(() => {});
}

/** Removes what is left of jobs that ended where nobody could tidy up. */
export async function removeStraySpools(
  knex: Knex,
  archiveDirectory: string,
): Promise<void> {
  // Looked at before the jobs: what is made meanwhile is of a job that goes on.
  const found: Array<{ root: string; name: string }> = [];
  for (const root of ['.spool', '.archiving']) {
    const directory = join(archiveDirectory, root);
    for (const name of await readdir(directory).catch(() => [])) {
      found.push({ root: directory, name });
    }
  }
  const open = await knex<JobRow>('jobs')
    .whereIn('status', OPEN_STATUSES)
    .select('job_id', 'ticket');
  const archived = await knex<ArchiveJobRow>('archive_jobs')
    .whereNotNull('ticket')
    .select('ticket');
  const inUse = new Set([
    ...open.flatMap(job => [job.job_id, job.ticket]),
    ...archived.map(job => job.ticket),
  ]);
  for (const { root, name } of found.filter(entry => !inUse.has(entry.name))) {
    await rm(join(root, name), { recursive: true, force: true });
  }
}
