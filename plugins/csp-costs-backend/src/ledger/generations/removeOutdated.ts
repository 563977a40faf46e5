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
import type { Retention } from '../../settings';
import { dropArchiveJob } from '../archive/archiveJobs';
import type { ArchiveStore } from '../archive/ArchiveStore';
import type { GenerationRow } from '../tables';

/**
 * Removes what was replaced long ago, each thing in its own time: daily costs,
 * lines, the generations themselves, and restatements.
 *
 * @remarks
 * A separate, later act: queries that began before the replacement have long
 * ended. Files go before what names them, so that a crash in between leaves a
 * row that is found again, rather than files nobody knows of. Lines that are
 * being archived at the moment are left to the next time.
 */
export async function removeOutdated(
  knex: Knex,
  options: {
    retention: Retention;
    archive: ArchiveStore;
    now: Date;
    signal: AbortSignal;
  },
): Promise<void> {
  const { retention, archive, now, signal } = options;
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const replacedBefore = (ms: number) =>
    knex<GenerationRow>('generations')
      .where({ status: 'replaced' })
      .where('replaced_at', '<', before(ms));

  for (const { generation_id } of await replacedBefore(retention.costsMs)
    .where({ costs_removed: false })
    .select('generation_id')) {
    signal.throwIfAborted();
    await knex.transaction(async tx => {
      await tx('cost_series').where({ generation_id }).delete();
      await tx('cost_totals').where({ generation_id }).delete();
      await tx<GenerationRow>('generations')
        .where({ generation_id })
        .update({ costs_removed: true });
    });
  }
  const withLines = await replacedBefore(
    Math.min(retention.linesMs, retention.generationsMs),
  )
    .whereNotNull('archive_path')
    .select('generation_id', 'archive_path');
  for (const { generation_id, archive_path } of withLines) {
    signal.throwIfAborted();
    if (!(await dropArchiveJob(knex, generation_id))) {
      continue;
    }
    await archive.removeFolder(archive_path!, signal);
    await knex<GenerationRow>('generations')
      .where({ generation_id })
      .update({ archive_path: null });
  }
  await replacedBefore(retention.generationsMs)
    .whereNull('archive_path')
    .delete();
  if (retention.restatementsMs !== undefined) {
    await knex('restatements')
      .where('restated_at', '<', before(retention.restatementsMs))
      .delete();
  }
}
