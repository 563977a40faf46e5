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
 * Keeps what the lines of an invoice say besides its figures, so that they are
 * read once, and what is proved stays proved when the lines are gone. Invoices
 * say how much of them is tax, where their list does.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tie_out_evidence', table => {
    table.comment('What tie-out reads out of the lines of one generation');
    table
      .uuid('generation_id')
      .primary()
      .references('generation_id')
      .inTable('generations')
      .onDelete('CASCADE');
    table
      .text('evidence')
      .notNullable()
      .comment('JSON: sums by customer and SKU, amounts as text');
  });
  await knex.schema.alterTable('invoices', table => {
    table
      .text('tax_amount')
      .comment('Decimal text; empty where the list does not say');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('invoices', table => {
    table.dropColumn('tax_amount');
  });
  await knex.schema.dropTable('tie_out_evidence');
};
