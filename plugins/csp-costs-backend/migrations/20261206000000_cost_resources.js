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

/** Columns that say which resource a cost is for. */
const COLUMNS = ['resource_id', 'region', 'tags'];

/**
 * Series know the resource, so that costs can be looked at and attributed by
 * it. Those of before have none of it; usage is collected again to learn it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('cost_series', table => {
    table.text('resource_id').notNullable().defaultTo('');
    table.text('region').notNullable().defaultTo('');
    table.text('tags').notNullable().defaultTo('');
  });
  await knex.raw(`
    INSERT INTO cost_totals (generation_id, dimension, value, customer_id,
      charge_category, billing_currency, billed_cost, days, running_costs)
    SELECT generation_id, 'region', '', '', charge_category, billing_currency,
      billed_cost, days, running_costs
    FROM cost_totals WHERE dimension = 'all'`);
  // What has no name is not what Microsoft has, so that it is collected again.
  await knex('generations')
    .whereIn(
      'generation_id',
      knex('slices')
        .whereIn('source', ['billed-usage', 'unbilled-usage'])
        .whereNotNull('current_generation_id')
        .select('current_generation_id'),
    )
    .update({ etag: null });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('cost_totals').where({ dimension: 'region' }).delete();
  for (const column of COLUMNS) {
    // Raw, because knex would make the table anew on SQLite.
    await knex.raw('ALTER TABLE cost_series DROP COLUMN ??', [column]);
  }
};
