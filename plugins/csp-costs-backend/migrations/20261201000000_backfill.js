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

// @ts-check

/**
 * Collects old months in runs of their own, behind everything that is asked for
 * today, and knows which failures nothing has put right since.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('jobs', table => {
    table
      .integer('priority')
      .notNullable()
      .defaultTo(0)
      .comment('Jobs with a lower number are taken first; 0 is for today');
    table
      .boolean('superseded')
      .notNullable()
      .defaultTo(false)
      .comment('Whether a later job of the same slice has ended');
  });
  await knex('jobs')
    .where({ status: 'failed' })
    .whereExists(
      knex('jobs as later')
        .select(knex.raw('1'))
        .where('later.connector_id', knex.ref('jobs.connector_id'))
        .where('later.source', knex.ref('jobs.source'))
        .where('later.slice_key', knex.ref('jobs.slice_key'))
        .where('later.finished_at', '>', knex.ref('jobs.finished_at'))
        .whereNot('later.status', 'cancelled'),
    )
    .update({ superseded: true });
  await knex.raw(
    `CREATE INDEX jobs_due_idx ON jobs (connector_id, priority, next_at) WHERE next_at IS NOT NULL`,
  );
  // Two runs of a connector may go on now. Nobody collects a slice for both.
  await knex.raw(
    `CREATE UNIQUE INDEX jobs_open_uniq ON jobs (connector_id, source, slice_key) WHERE next_at IS NOT NULL`,
  );
  await knex.raw(
    `CREATE INDEX jobs_failed_idx ON jobs (connector_id, source, slice_key) WHERE status = 'failed'`,
  );
  await knex.raw(`DROP INDEX runs_running_uniq`);
  await knex.raw(
    `CREATE UNIQUE INDEX runs_running_uniq ON runs (connector_id) WHERE status = 'running' AND "trigger" <> 'backfill'`,
  );
  await knex.raw(
    `CREATE UNIQUE INDEX runs_backfill_uniq ON runs (connector_id) WHERE status = 'running' AND "trigger" = 'backfill'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // The tables before know one run at a time.
  const backfills = knex('runs').where({ trigger: 'backfill' });
  await knex('jobs')
    .whereIn('run_id', backfills.clone().select('run_id'))
    .whereNotNull('next_at')
    .update({ status: 'cancelled', stage: null, ticket: null, next_at: null });
  await backfills
    .clone()
    .where({ status: 'running' })
    .update({ status: 'cancelled' });
  await backfills.clone().update({ trigger: 'manual' });
  await knex.raw(`DROP INDEX runs_backfill_uniq`);
  await knex.raw(`DROP INDEX runs_running_uniq`);
  await knex.raw(
    `CREATE UNIQUE INDEX runs_running_uniq ON runs (connector_id) WHERE status = 'running'`,
  );
  for (const index of ['jobs_failed_idx', 'jobs_open_uniq', 'jobs_due_idx']) {
    await knex.raw('DROP INDEX ??', [index]);
  }
  // Raw, because knex would make the tables anew on SQLite and lose what refers to them.
  await knex.raw('ALTER TABLE jobs DROP COLUMN superseded');
  await knex.raw('ALTER TABLE jobs DROP COLUMN priority');
};
