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
 * On PostgreSQL a foreign key makes every new row look its generation up, which
 * takes longer than to write the row. The rows of a generation are written in
 * one transaction with it, so what remains to be kept is that they go with it:
 * a trigger does that, once a generation.
 *
 * SQLite keeps its foreign keys, where nobody waits for so many rows.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (knex.client.config.client.includes('sqlite')) {
    return;
  }
  for (const table of ['daily_costs', 'customer_daily_costs']) {
    await knex.schema.alterTable(table, columns => {
      columns.dropForeign(['generation_id']);
    });
  }
  await knex.raw(`
    CREATE FUNCTION delete_costs_of_generation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      DELETE FROM daily_costs WHERE generation_id = OLD.generation_id;
      DELETE FROM customer_daily_costs WHERE generation_id = OLD.generation_id;
      RETURN OLD;
    END $$`);
  await knex.raw(`
    CREATE TRIGGER delete_costs AFTER DELETE ON generations
    FOR EACH ROW EXECUTE FUNCTION delete_costs_of_generation()`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client.includes('sqlite')) {
    return;
  }
  await knex.raw('DROP TRIGGER delete_costs ON generations');
  await knex.raw('DROP FUNCTION delete_costs_of_generation()');
  for (const table of ['daily_costs', 'customer_daily_costs']) {
    await knex.schema.alterTable(table, columns => {
      columns
        .foreign('generation_id')
        .references('generation_id')
        .inTable('generations')
        .onDelete('CASCADE');
    });
  }
};
