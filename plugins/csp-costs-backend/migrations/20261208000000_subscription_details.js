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
 * Keeps what Partner Center says of a subscription besides its name. Lists are
 * read again to learn it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('subscriptions', table => {
    table.string('product_name', 512).comment('What was bought');
    table.string('product_type').comment("In Partner Center's words");
    table.double('quantity').comment('Number of licences');
    table.string('term_duration').comment('ISO 8601 duration');
    table.string('billing_cycle').comment("In Partner Center's words");
    table
      .timestamp('term_ends_at', { useTz: true })
      .comment('End of the present term');
    table.boolean('auto_renew').comment('Whether the term is renewed');
    table
      .boolean('listed')
      .notNullable()
      .defaultTo(false)
      .comment('Whether the last list of its customer has it');
  });
  await knex.schema.alterTable('customers', table => {
    table
      .timestamp('subscriptions_as_of', { useTz: true })
      .comment('When the list of subscriptions that is kept was read');
  });
  // Only lists know of a status; charges do not.
  await knex('subscriptions').whereNotNull('status').update({ listed: true });
  await knex('customers').update({
    subscriptions_as_of: knex.ref('subscriptions_read_at'),
    subscriptions_read_at: null,
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Raw, because knex would make the tables anew on SQLite.
  for (const column of [
    'product_name',
    'product_type',
    'quantity',
    'term_duration',
    'billing_cycle',
    'term_ends_at',
    'auto_renew',
    'listed',
  ]) {
    await knex.raw('ALTER TABLE subscriptions DROP COLUMN ??', [column]);
  }
  await knex.raw('ALTER TABLE customers DROP COLUMN subscriptions_as_of');
};
