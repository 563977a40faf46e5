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
import type { NotedObject, OnboardingJournal } from './StepContext';

/** How long it is known what a run has made. */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Row of `onboarding_objects`. */
interface NotedRow {
  run_id: string;
  object: NotedObject['object'];
  object_key: string;
  partner_tenant_id: string;
  started_by: string;
  details: string;
  noted_at: Date | string;
  removed_at: Date | string | null;
}

/** Whose notes are meant. */
export interface JournalScope {
  runId: string;
  /** Entity ref of who began the run; notes of anybody else are not theirs. */
  by: string;
}

/**
 * Keeps what runs were about to make.
 *
 * @remarks
 * A note is written before the object is made, so that none is made unnoted.
 * What is noted may therefore not exist.
 */
export class DatabaseJournal {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(options: { knex: Knex; now: () => Date }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  /** The journal of one run. */
  of({ runId, by }: JournalScope, partnerTenantId: string): OnboardingJournal {
    return {
      note: async ({ object, key, details }) => {
        const notedAt = this.#now().toISOString();
        await this.#rows()
          .insert({
            run_id: runId,
            object,
            object_key: key,
            partner_tenant_id: partnerTenantId,
            started_by: by,
            details: JSON.stringify(details),
            noted_at: notedAt,
          })
          .onConflict(['run_id', 'object', 'object_key'])
          // What was taken back and is made once more can be taken back again.
          .merge({
            details: JSON.stringify(details),
            noted_at: notedAt,
            removed_at: null,
          })
          .where('onboarding_objects.started_by', by)
          .whereNotNull('onboarding_objects.removed_at');
      },
      forget: async ({ object, key }) => {
        await this.#rows()
          .where({ ...columnsOf({ runId, by }), object, object_key: key })
          .whereNull('removed_at')
          .delete();
      },
    };
  }

  /** What a run has noted and not taken back yet, the latest first. */
  async notes(
    scope: JournalScope,
  ): Promise<Array<NotedObject & { partnerTenantId: string }>> {
    const rows = await this.#rows()
      .where(columnsOf(scope))
      .whereNull('removed_at')
      .orderBy('noted_at', 'desc');
    return rows.map(row => ({
      object: row.object,
      key: row.object_key,
      details: JSON.parse(row.details),
      partnerTenantId: row.partner_tenant_id,
    }));
  }

  /** Notes that an object was taken back. */
  async strike(scope: JournalScope, noted: NotedObject): Promise<void> {
    await this.#rows()
      .where({
        ...columnsOf(scope),
        object: noted.object,
        object_key: noted.key,
      })
      .update({ removed_at: this.#now().toISOString() });
  }

  /** Whether somebody has made an object in a run of theirs. */
  async isMadeBy(
    by: string,
    { object, key }: Pick<NotedObject, 'object' | 'key'>,
  ): Promise<boolean> {
    const row = await this.#rows()
      .where({ started_by: by, object, object_key: key })
      .whereNull('removed_at')
      .first();
    return row !== undefined;
  }

  /** Forgets runs of long ago. */
  async removeOld(): Promise<void> {
    const before = new Date(this.#now().getTime() - KEPT_MS).toISOString();
    await this.#rows().where('noted_at', '<', before).delete();
  }

  #rows() {
    return this.#knex<NotedRow>('onboarding_objects');
  }
}

function columnsOf({ runId, by }: JournalScope) {
  return { run_id: runId, started_by: by };
}
