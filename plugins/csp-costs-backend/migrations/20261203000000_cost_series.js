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

/** What the costs of a series have in common. */
const DIMENSIONS = [
  'customer_id',
  'azure_subscription_id',
  'resource_group',
  'service_name',
  'product_name',
  'charge_category',
  'billing_currency',
];

/** Rows of one INSERT: below the limit of bound values on either database. */
const ROWS_PER_INSERT = 500;

/**
 * Charges that are alike in everything but their day become one row, a series,
 * that lists its days and their costs. Their texts are there once, which takes a
 * tenth of the place, and of the time to be written and to be added up.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  await knex.schema.createTable('cost_series', table => {
    table.comment(
      'Charges of a generation that are alike in everything but their day',
    );
    addGeneration(knex, table);
    table.integer('series_number').notNullable();
    addDimensions(table);
    table
      .specificType('billed_cost', isSqlite ? 'text' : 'numeric')
      .notNullable()
      .comment('Sum over all days');
    table.integer('line_count').notNullable();
    table
      .specificType('days', isSqlite ? 'text' : 'date[]')
      .notNullable()
      .comment('Days with charges, ascending; JSON on SQLite');
    table
      .specificType('day_costs', isSqlite ? 'text' : 'numeric[]')
      .notNullable()
      .comment('Cost of each of the days; JSON on SQLite');
    table.primary(['generation_id', 'series_number']);
    table.index(['generation_id', 'customer_id'], 'cost_series_customer_idx');
    table.index(
      ['azure_subscription_id', 'generation_id'],
      'cost_series_subscription_idx',
    );
  });
  await (isSqlite ? moveOutside(knex) : moveInside(knex));
  await knex.schema.dropTable('daily_costs');
  if (!isSqlite) {
    await deleteWithGeneration(knex, ['cost_series', 'customer_daily_costs']);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  await knex.schema.createTable('daily_costs', table => {
    table.comment('Charges of a generation, added up by day and dimension');
    addGeneration(knex, table);
    addDimensions(table);
    table.string('charge_period_start', 10).notNullable();
    table
      .specificType('billed_cost', isSqlite ? 'text' : 'numeric')
      .notNullable();
    // How many lines a day has is not in a series.
    table.integer('line_count').notNullable().defaultTo(1);
    table.index(
      ['generation_id', 'customer_id', 'azure_subscription_id'],
      'daily_costs_scope_idx',
    );
  });
  const columns = DIMENSIONS.join(', ');
  await knex.raw(`
    INSERT INTO daily_costs
      (generation_id, ${columns}, charge_period_start, billed_cost)
    SELECT generation_id, ${columns}, ${
    isSqlite
      ? `d.value, c.value
      FROM cost_series, json_each(days) d
      JOIN json_each(day_costs) c ON c.key = d.key`
      : `to_char(d.day, 'YYYY-MM-DD'), d.cost
      FROM cost_series, unnest(days, day_costs) AS d(day, cost)`
  }`);
  await knex.schema.dropTable('cost_series');
  if (!isSqlite) {
    await deleteWithGeneration(knex, ['daily_costs', 'customer_daily_costs']);
  }
};

/**
 * On SQLite rows go with their generation by a foreign key, on PostgreSQL by a
 * trigger, because a foreign key would be looked up for every row.
 *
 * @param {import('knex').Knex} knex
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addGeneration(knex, table) {
  const column = table.uuid('generation_id').notNullable();
  if (knex.client.config.client.includes('sqlite')) {
    column
      .references('generation_id')
      .inTable('generations')
      .onDelete('CASCADE');
  }
}

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addDimensions(table) {
  table.string('customer_id').notNullable();
  table.string('azure_subscription_id').notNullable().defaultTo('');
  table.string('resource_group').notNullable().defaultTo('');
  table.string('service_name', 512).notNullable().defaultTo('');
  table.string('product_name', 1024).notNullable().defaultTo('');
  table.string('charge_category').notNullable();
  table.string('billing_currency', 3).notNullable();
}

/**
 * @param {import('knex').Knex} knex
 * @param {string[]} tables
 */
async function deleteWithGeneration(knex, tables) {
  await knex.raw(`
    CREATE OR REPLACE FUNCTION delete_costs_of_generation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${tables
        .map(
          table =>
            `DELETE FROM ${table} WHERE generation_id = OLD.generation_id;`,
        )
        .join('\n      ')}
      RETURN OLD;
    END $$`);
}

/**
 * @param {import('knex').Knex} knex
 */
async function moveInside(knex) {
  const columns = DIMENSIONS.join(', ');
  await knex.raw(`
    INSERT INTO cost_series (generation_id, series_number, ${columns},
      billed_cost, line_count, days, day_costs)
    SELECT generation_id,
      row_number() OVER (PARTITION BY generation_id ORDER BY ${columns}),
      ${columns}, sum(billed_cost), sum(line_count),
      array_agg(charge_period_start::date ORDER BY charge_period_start),
      array_agg(billed_cost ORDER BY charge_period_start)
    FROM daily_costs
    GROUP BY generation_id, ${columns}`);
}

/**
 * SQLite has no decimals to add up.
 *
 * @param {import('knex').Knex} knex
 */
async function moveOutside(knex) {
  const generationIds = await knex('daily_costs')
    .distinct()
    .pluck('generation_id');
  for (const generationId of generationIds) {
    const series = new Map();
    for (const row of await knex('daily_costs')
      .where({ generation_id: generationId })
      .orderBy([...DIMENSIONS, 'charge_period_start'])) {
      const key = JSON.stringify(DIMENSIONS.map(name => row[name]));
      const one = series.get(key) ?? {
        generation_id: generationId,
        series_number: series.size + 1,
        ...Object.fromEntries(DIMENSIONS.map(name => [name, row[name]])),
        billed_cost: '0',
        line_count: 0,
        days: [],
        day_costs: [],
      };
      one.billed_cost = add(one.billed_cost, row.billed_cost);
      one.line_count += row.line_count;
      one.days.push(row.charge_period_start);
      one.day_costs.push(row.billed_cost);
      series.set(key, one);
    }
    await insertAll(
      knex,
      'cost_series',
      [...series.values()].map(one => ({
        ...one,
        days: JSON.stringify(one.days),
        day_costs: JSON.stringify(one.day_costs),
      })),
    );
  }
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {object[]} rows
 */
async function insertAll(knex, table, rows) {
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await knex(table).insert(rows.slice(start, start + ROWS_PER_INSERT));
  }
}

/**
 * Adds two decimals.
 *
 * @param {string} a
 * @param {string} b
 */
function add(a, b) {
  const scale = Math.max(fractionOf(a).length, fractionOf(b).length);
  const sum = unitsOf(a, scale) + unitsOf(b, scale);
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  return `${sum < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

/**
 * @param {string} decimal
 */
function fractionOf(decimal) {
  return decimal.split('.')[1] ?? '';
}

/**
 * @param {string} decimal
 * @param {number} scale
 */
function unitsOf(decimal, scale) {
  const [whole = '0'] = decimal.split('.');
  return BigInt(whole + fractionOf(decimal).padEnd(scale, '0'));
}
