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
 * The archiving of generations as work of its own, which has its own attempts
 * and is not part of the job that collected them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('archive_jobs', table => {
    table.comment('The archiving of one generation; also the work queue');
    table
      .uuid('generation_id')
      .primary()
      .references('generation_id')
      .inTable('generations')
      .onDelete('CASCADE');
    table
      .string('status')
      .notNullable()
      .comment('queued, running, waiting, archived');
    table.integer('attempts').notNullable().defaultTo(0);
    table
      .string('ticket')
      .comment('Who works on it; a write with another ticket is refused');
    table
      .timestamp('next_at', { useTz: true })
      .comment(
        'Database time from which the job may be claimed; a running job moves it ahead as its lease. Empty at the end',
      );
    table.text('problem').comment('JSON, of the last attempt that failed');
    table.timestamp('finished_at', { useTz: true });
  });
  // Of jobs that have not ended only, so that taking one costs the same
  // however many have.
  await knex.raw(
    `CREATE INDEX archive_jobs_next_at_idx ON archive_jobs (next_at) WHERE next_at IS NOT NULL`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('archive_jobs');
};
