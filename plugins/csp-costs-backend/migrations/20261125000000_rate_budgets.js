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
 * What may be asked of Microsoft, shared by all backend processes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('rate_budgets', table => {
    table.comment(
      'Windows that requests to Microsoft must fit into; times are milliseconds since 1970 by the clock of the database',
    );
    table.string('tenant_id').notNullable();
    table.string('service', 32).notNullable();
    table.integer('window_ms').notNullable().comment('Length of the window');
    table
      .double('free_at_ms')
      .notNullable()
      .defaultTo(0)
      .comment('When the requests that have a place are spread out');
    table
      .double('closed_until_ms')
      .notNullable()
      .defaultTo(0)
      .comment('Until when Microsoft wants no request');
    table
      .double('told_wait_ms')
      .notNullable()
      .defaultTo(0)
      .comment(
        'What the last caller was told; here because SQLite returns columns only',
      );
    table.primary(['tenant_id', 'service', 'window_ms']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('rate_budgets');
};
