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
 * Retail view of Azure costs, from Cost Management's cost details. Nothing in
 * it is part of a cost; it stands beside the charges of the ledger.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const amountType = isSqlite ? 'text' : 'numeric';

  await knex.schema.createTable('cost_details_reports', table => {
    table.comment('The report that is shown of a slice of cost details');
    table.uuid('report_id').primary();
    table
      .uuid('slice_id')
      .notNullable()
      .unique()
      .references('slice_id')
      .inTable('slices')
      .onDelete('CASCADE');
    table
      .string('content_hash', 64)
      .notNullable()
      .comment('Of the figures; empty when Microsoft had no data');
    table.bigInteger('bytes').notNullable();
    table.bigInteger('line_count').notNullable();
    table.timestamp('published_at', { useTz: true }).notNullable();
    table
      .timestamp('asked_at', { useTz: true })
      .notNullable()
      .comment('When Microsoft was last asked for it');
  });

  await knex.schema.createTable('cost_details', table => {
    table.comment('Lines of a report added up; amounts in billing currency');
    table
      .uuid('report_id')
      .notNullable()
      .references('report_id')
      .inTable('cost_details_reports')
      .onDelete('CASCADE');
    table.string('customer_id').notNullable();
    table
      .string('azure_subscription_id')
      .notNullable()
      .comment('Empty for what belongs to no Azure subscription');
    table.string('charge_period_start', 10).notNullable();
    table.string('charge_category').notNullable().comment('FOCUS');
    table.boolean('invoiced').notNullable();
    table.string('billing_currency', 3).notNullable();
    table
      .string('earned_credit_rate')
      .notNullable()
      .comment('Decimal text such as 0.15; 0 without partner earned credit');
    table.specificType('partner_cost', amountType).notNullable();
    table.specificType('retail_cost', amountType).notNullable();
    table
      .specificType('unpriced_cost', amountType)
      .notNullable()
      .comment('Part of partner_cost for which there is no retail price');
    table.integer('line_count').notNullable();
    table.index(
      ['report_id', 'customer_id', 'azure_subscription_id'],
      'cost_details_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('jobs').where({ source: 'cost-details' }).delete();
  await knex.schema.dropTable('cost_details');
  await knex.schema.dropTable('cost_details_reports');
  await knex('slices').where({ source: 'cost-details' }).delete();
};
