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
 * What happened to generations: how their amounts differ from those before,
 * what validation said of them, and those that wait for a person.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const amountType = isSqlite ? 'text' : 'numeric';

  await knex.schema.createTable('restatements', table => {
    table.comment(
      'Totals that Microsoft changed after they had been published; outlives the generations',
    );
    table.bigIncrements('restatement_id');
    table.string('connector_id').notNullable();
    table.string('source').notNullable();
    table.string('slice_key').notNullable();
    table.string('billing_period', 7).notNullable();
    table.string('billing_currency', 3).notNullable();
    table.string('invoice_id');
    table.string('customer_id').notNullable();
    table.string('service_name', 512).notNullable();
    table.string('charge_category').notNullable();
    table.specificType('cost_before', amountType).notNullable();
    table.specificType('cost_after', amountType).notNullable();
    table.specificType('cost_change', amountType).notNullable();
    table
      .string('through_date', 10)
      .comment('Of an estimate: the last day that was compared');
    table.uuid('previous_generation_id').notNullable();
    table.uuid('generation_id').notNullable();
    table.timestamp('restated_at', { useTz: true }).notNullable();
    table.index(
      ['connector_id', 'restatement_id'],
      'restatements_connector_idx',
    );
    table.index(['customer_id', 'restatement_id'], 'restatements_customer_idx');
    table.index(
      ['billing_period', 'restatement_id'],
      'restatements_period_idx',
    );
    table.index(['restated_at'], 'restatements_time_idx');
  });

  await knex.schema.alterTable('generations', table => {
    table
      .string('customer_scope', 64)
      .comment('Whose charges a generation that is held has; empty for all');
    table.text('validation').comment('JSON, the verdict of every check');
    table
      .boolean('costs_removed')
      .notNullable()
      .defaultTo(false)
      .comment('Replaced so long ago that its daily costs are gone');
  });

  await knex.schema.alterTable('jobs', table => {
    table.uuid('generation_id').comment('What it published or held');
    table.text('validation').comment('JSON, the verdict of every check');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Generations that are held are unknown to the tables before.
  await knex('generations').whereIn('status', ['held', 'discarded']).delete();
  await knex('jobs').where({ status: 'held' }).update({ status: 'unchanged' });
  // Raw, because knex would make the tables anew on SQLite and lose what refers to them.
  await knex.raw('ALTER TABLE jobs DROP COLUMN validation');
  await knex.raw('ALTER TABLE jobs DROP COLUMN generation_id');
  await knex.raw('ALTER TABLE generations DROP COLUMN costs_removed');
  await knex.raw('ALTER TABLE generations DROP COLUMN validation');
  await knex.raw('ALTER TABLE generations DROP COLUMN customer_scope');
  await knex.schema.dropTable('restatements');
};
