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

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { GenerationRow } from '../tables';

/**
 * Removes generations that were replaced before a moment, with their Parquet
 * files.
 *
 * @remarks
 * A separate, later act: queries that began before the replacement have long
 * ended. Files go first, so that a crash in between leaves a row that is found
 * again, rather than files nobody knows of.
 *
 * @returns How many were removed.
 */
export async function removeReplaced(
  knex: Knex,
  options: { before: Date; archiveDirectory: string; signal?: AbortSignal },
): Promise<number> {
  const replaced = await knex<GenerationRow>('generations')
    .where({ status: 'replaced' })
    .where('replaced_at', '<', options.before.toISOString())
    .select('generation_id', 'archive_path');
  for (const generation of replaced) {
    options.signal?.throwIfAborted();
    if (generation.archive_path) {
      await rm(join(options.archiveDirectory, generation.archive_path), {
        recursive: true,
        force: true,
      });
    }
    await knex('generations')
      .where({ generation_id: generation.generation_id, status: 'replaced' })
      .delete();
  }
  return replaced.length;
}
