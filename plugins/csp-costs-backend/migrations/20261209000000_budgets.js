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
 * What customers are meant to cost a month, and who was told that it is more.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  // SQLite has no exact decimals; amounts are text there.
  const amountType = isSqlite ? 'text' : 'numeric';

  await knex.schema.createTable('budgets', table => {
    table.comment('Monthly budgets of customers, set by people');
    table.string('customer_id').notNullable();
    table.string('billing_currency', 3).notNullable();
    table
      .specificType('monthly_amount', amountType)
      .comment('Before tax; empty when the budget was taken away');
    table
      .string('thresholds')
      .notNullable()
      .comment('Percentages with commas between them, ascending');
    table
      .integer('revision')
      .notNullable()
      .comment('Goes up with every change, so the row stays for good');
    table.string('updated_by').notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.primary(['customer_id', 'billing_currency'], 'budgets_pk');
  });

  await knex.schema.createTable('budget_notices', table => {
    table.comment('Notifications that were sent, so that each is sent once');
    table.string('customer_id').notNullable();
    table.string('billing_currency', 3).notNullable();
    table.string('billing_period', 7).notNullable();
    table.integer('threshold').notNullable().comment('Percentage');
    table.timestamp('sent_at', { useTz: true }).notNullable();
    table.primary(
      ['customer_id', 'billing_currency', 'billing_period', 'threshold'],
      'budget_notices_pk',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('budget_notices');
  await knex.schema.dropTable('budgets');
};
