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
import type { NotedObject, OnboardingJournal, RecentNote } from './StepContext';

/** How long it is known what a run has made. */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** What tells notes apart. */
const KEY = [
  'run_id',
  'started_by',
  'partner_tenant_id',
  'object',
  'object_key',
] as const;

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
  /** In lower case. */
  partnerTenantId: string;
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
  of(scope: JournalScope): OnboardingJournal {
    const standing = ({ object, key }: Pick<NotedObject, 'object' | 'key'>) =>
      this.#rows()
        .where({ ...columnsOf(scope), object, object_key: key })
        .whereNull('removed_at');
    const write = ({ object, key, details }: NotedObject) => {
      const changing = {
        details: JSON.stringify(details),
        noted_at: this.#now().toISOString(),
      };
      return this.#rows()
        .insert({
          ...columnsOf(scope),
          object,
          object_key: key,
          ...changing,
        })
        .onConflict([...KEY])
        .merge({ ...changing, removed_at: null });
    };
    return {
      note: async noted => {
        const written = await write(noted)
          // What was taken back and is made once more can be taken back again.
          .whereNotNull('onboarding_objects.removed_at')
          .returning('object_key');
        return written.length > 0;
      },
      amend: async noted => {
        await write(noted);
      },
      find: async noted => {
        const row = await standing(noted).first();
        return row && noteOf(row);
      },
      findOfAnyRun: async ({ object, key }) => {
        const rows = await this.#rows()
          .where({
            partner_tenant_id: scope.partnerTenantId,
            object,
            object_key: key,
          })
          .whereNull('removed_at');
        return rows.map(noteOf);
      },
      forget: async noted => {
        await standing(noted).delete();
      },
    };
  }

  /** What a run has noted and not taken back yet, the latest first. */
  async notes(scope: JournalScope): Promise<RecentNote[]> {
    const rows = await this.#rows()
      .where(columnsOf(scope))
      .whereNull('removed_at')
      .orderBy('noted_at', 'desc');
    return rows.map(noteOf);
  }

  /** A partner tenant in which a run has noted something; undefined when it has nowhere. */
  async tenantOf({
    runId,
    by,
  }: Pick<JournalScope, 'runId' | 'by'>): Promise<string | undefined> {
    const row = await this.#rows()
      .where({ run_id: runId, started_by: by })
      .whereNull('removed_at')
      .first();
    return row?.partner_tenant_id;
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

function columnsOf({ runId, by, partnerTenantId }: JournalScope) {
  return {
    run_id: runId,
    started_by: by,
    partner_tenant_id: partnerTenantId,
  };
}

function noteOf(row: NotedRow): RecentNote {
  return {
    object: row.object,
    key: row.object_key,
    details: JSON.parse(row.details),
    notedAt: new Date(row.noted_at),
  };
}
