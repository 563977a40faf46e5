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
 * The job queue in people's hands: lanes that are served in turn and can be
 * paused, runs that can be cancelled, jobs that can be tried again, and exports
 * that outlive the attempt which asked for them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lanes', table => {
    table.comment('The jobs of one connector, as the queue serves them');
    table.string('connector_id', 63).primary();
    table
      .bigInteger('turn')
      .notNullable()
      .defaultTo(0)
      .comment('Rises with every job taken; the lowest is served next');
    table.timestamp('paused_at', { useTz: true });
    table.string('paused_by').comment('Entity ref');
  });
  await knex(knex.raw('lanes (connector_id)')).insert(
    knex('jobs').distinct('connector_id'),
  );

  await knex.schema.alterTable('jobs', table => {
    table
      .text('operation_url')
      .comment('Where the export that was asked for is waited for');
    table
      .timestamp('operation_at', { useTz: true })
      .comment('Database time at which the export was asked for');
    table.uuid('retried_in').comment('The later run that it was put into');
    table.dropIndex(['next_at'], 'jobs_next_at_idx');
  });
  // Of jobs that have not ended only, so that taking one costs the same
  // however many have.
  await knex.raw(
    `CREATE INDEX jobs_lane_idx ON jobs (connector_id, next_at) WHERE next_at IS NOT NULL`,
  );
  await knex.raw(
    `CREATE INDEX jobs_running_idx ON jobs (connector_id) WHERE status = 'running'`,
  );

  await knex.schema.alterTable('runs', table => {
    table.string('cancelled_by').comment('Entity ref');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // What was cancelled is unknown to the tables before, and so are retries.
  await knex('jobs')
    .where({ status: 'cancelled' })
    .update({ status: 'failed' });
  await knex('runs')
    .where({ status: 'cancelled' })
    .update({ status: 'failed' });
  await knex('runs').where({ trigger: 'retry' }).update({ trigger: 'manual' });
  await knex.schema.alterTable('jobs', table => {
    table.dropIndex(['connector_id'], 'jobs_running_idx');
    table.dropIndex(['connector_id', 'next_at'], 'jobs_lane_idx');
    table.index(['next_at'], 'jobs_next_at_idx');
  });
  // Raw, because knex would make the tables anew on SQLite and lose what refers to them.
  await knex.raw('ALTER TABLE runs DROP COLUMN cancelled_by');
  await knex.raw('ALTER TABLE jobs DROP COLUMN retried_in');
  await knex.raw('ALTER TABLE jobs DROP COLUMN operation_at');
  await knex.raw('ALTER TABLE jobs DROP COLUMN operation_url');
  await knex.schema.dropTable('lanes');
};
