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
 * Exchange rates, price sheets and the names of meters: what enriches costs and
 * is never added to them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');

  await knex.schema.createTable('exchange_rates', table => {
    table.comment('What a unit of a currency was worth in a month');
    table.string('connector_id').notNullable();
    table.string('month', 7).notNullable();
    table.string('currency', 3).notNullable();
    table
      .specificType('usd_per_unit', isSqlite ? 'text' : 'numeric')
      .notNullable();
    table.string('source').notNullable().comment('Where the rate comes from');
    table.timestamp('collected_at', { useTz: true }).notNullable();
    table.primary(['connector_id', 'month', 'currency']);
    table.index(['month'], 'exchange_rates_month_idx');
  });

  await knex.schema.createTable('price_sheets', table => {
    table.comment('Price sheets, whose lines are in the archive');
    table.string('connector_id').notNullable();
    table.string('market', 2).notNullable();
    table.string('view').notNullable();
    table.string('month', 7).notNullable();
    table.bigInteger('row_count').notNullable();
    table.bigInteger('bytes').notNullable();
    table.string('sha256', 64).notNullable().comment('Of the file as it came');
    table.string('archive_path', 1024).notNullable();
    table.timestamp('collected_at', { useTz: true }).notNullable();
    table.primary(['connector_id', 'month', 'market', 'view']);
    table.index(['month'], 'price_sheets_month_idx');
  });

  await knex.schema.createTable('meter_names', table => {
    table.comment('What meters are called; the same for every partner');
    table.string('locale', 20).notNullable();
    table.string('meter_id').notNullable();
    table.string('name', 512).notNullable();
    table.string('category', 512);
    table.string('subcategory', 512);
    table.string('region', 512);
    table.string('unit', 512);
    table.primary(['locale', 'meter_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('meter_names');
  await knex.schema.dropTable('price_sheets');
  await knex.schema.dropTable('exchange_rates');
};
