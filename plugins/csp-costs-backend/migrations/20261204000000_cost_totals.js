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

/** Dimensions that are kept for each customer: values of others are of many. */
const OF_A_CUSTOMER = ['customer', 'azureSubscription'];

/** What charges are added up by, and the column of a series that has its value. */
const DIMENSIONS = {
  all: undefined,
  customer: 'customer_id',
  azureSubscription: 'azure_subscription_id',
  resourceGroup: 'resource_group',
  service: 'service_name',
  product: 'product_name',
};

/** Rows of one INSERT: below the limit of bound values on either database. */
const ROWS_PER_INSERT = 500;

/**
 * Charges are added up by the values of each dimension when they are written, so
 * that a figure of all customers is a few rows. Costs are kept running from day
 * to day: what a month had cost through a day is there to be read.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  await knex.schema.createTable('cost_totals', table => {
    table.comment(
      'Charges of a generation that have one value of a dimension, added up',
    );
    addGeneration(knex, table);
    table
      .string('dimension', 32)
      .notNullable()
      .comment(Object.keys(DIMENSIONS).join(', '));
    table.string('value', 1024).notNullable();
    table
      .string('customer_id')
      .notNullable()
      .comment(`Of ${OF_A_CUSTOMER.join(', ')}; empty for all customers`);
    table.string('charge_category').notNullable();
    table.string('billing_currency', 3).notNullable();
    table
      .specificType('billed_cost', isSqlite ? 'text' : 'numeric')
      .notNullable()
      .comment('Sum over all days');
    table
      .specificType('days', isSqlite ? 'text' : 'date[]')
      .notNullable()
      .comment('Days with charges, ascending; JSON on SQLite');
    table
      .specificType('running_costs', isSqlite ? 'text' : 'numeric[]')
      .notNullable()
      .comment(
        'Cost from the first of the days through each of them; JSON on SQLite',
      );
    table.index(['generation_id', 'dimension'], 'cost_totals_dimension_idx');
  });
  // Names of products are too long for an index, and nobody looks for one.
  await knex.raw(`
    CREATE INDEX cost_totals_value_idx ON cost_totals (value, generation_id)
    WHERE customer_id <> ''`);
  await (isSqlite ? addUpOutside(knex) : addUpInside(knex));
  await knex.schema.dropTable('customer_daily_costs');
  if (!isSqlite) {
    await deleteWithGeneration(knex, ['cost_series', 'cost_totals']);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  await knex.schema.createTable('customer_daily_costs', table => {
    table.comment('Charges of a generation, added up by day and customer');
    addGeneration(knex, table);
    table.string('customer_id').notNullable();
    table.string('charge_category').notNullable();
    table.string('charge_period_start', 10).notNullable();
    table.string('billing_currency', 3).notNullable();
    table
      .specificType('billed_cost', isSqlite ? 'text' : 'numeric')
      .notNullable();
    table.index(['generation_id', 'customer_id'], 'customer_daily_costs_idx');
  });
  if (isSqlite) {
    for await (const { generationId, sums } of sumsOutside(knex)) {
      await insertAll(
        knex,
        'customer_daily_costs',
        [...sums.values()]
          .filter(({ dimension }) => dimension === 'customer')
          .flatMap(sum =>
            [...sum.costs].map(([day, cost]) => ({
              generation_id: generationId,
              customer_id: sum.value,
              charge_category: sum.charge_category,
              charge_period_start: day,
              billing_currency: sum.billing_currency,
              billed_cost: cost,
            })),
          ),
      );
    }
  } else {
    await knex.raw(`
      INSERT INTO customer_daily_costs (generation_id, customer_id,
        charge_category, charge_period_start, billing_currency, billed_cost)
      SELECT generation_id, customer_id, charge_category,
        to_char(d.day, 'YYYY-MM-DD'), billing_currency, sum(d.cost)
      FROM cost_series, unnest(days, day_costs) AS d(day, cost)
      GROUP BY generation_id, customer_id, charge_category, d.day, billing_currency`);
  }
  await knex.schema.dropTable('cost_totals');
  if (!isSqlite) {
    await deleteWithGeneration(knex, ['cost_series', 'customer_daily_costs']);
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
async function addUpInside(knex) {
  for (const [dimension, column] of Object.entries(DIMENSIONS)) {
    await knex.raw(
      `
      INSERT INTO cost_totals (generation_id, dimension, value, customer_id,
        charge_category, billing_currency, billed_cost, days, running_costs)
      SELECT generation_id, :dimension, value, customer_id, charge_category,
        billing_currency, sum(cost), array_agg(day ORDER BY day), array_agg(running ORDER BY day)
      FROM (
        SELECT *, sum(cost) OVER (
          PARTITION BY generation_id, value, customer_id, charge_category, billing_currency
          ORDER BY day
        ) AS running
        FROM (
          SELECT generation_id, ${column ?? `''`} AS value,
            ${
              OF_A_CUSTOMER.includes(dimension) ? 'customer_id' : `''`
            } AS customer_id,
            charge_category, billing_currency, d.day, sum(d.cost) AS cost
          FROM cost_series, unnest(days, day_costs) AS d(day, cost)
          GROUP BY 1, 2, 3, 4, 5, 6
        ) days
      ) running
      GROUP BY generation_id, value, customer_id, charge_category, billing_currency`,
      { dimension },
    );
  }
}

/**
 * SQLite has no decimals to add up.
 *
 * @param {import('knex').Knex} knex
 */
async function addUpOutside(knex) {
  for await (const { generationId, sums } of sumsOutside(knex)) {
    await insertAll(
      knex,
      'cost_totals',
      [...sums.values()].map(({ costs, ...sum }) => {
        const days = [...costs.keys()].sort();
        let running = '0';
        const runningCosts = days.map(day => {
          running = add(running, costs.get(day) ?? '0');
          return running;
        });
        return {
          generation_id: generationId,
          ...sum,
          billed_cost: running,
          days: JSON.stringify(days),
          running_costs: JSON.stringify(runningCosts),
        };
      }),
    );
  }
}

/**
 * The costs of each generation by dimension, value and day.
 *
 * @param {import('knex').Knex} knex
 */
async function* sumsOutside(knex) {
  const generationIds = await knex('cost_series')
    .distinct()
    .pluck('generation_id');
  for (const generationId of generationIds) {
    /** @type {Map<string, { dimension: string, value: string, customer_id: string, charge_category: string, billing_currency: string, costs: Map<string, string> }>} */
    const sums = new Map();
    for (const series of await knex('cost_series')
      .where({ generation_id: generationId })
      .orderBy('series_number')) {
      const days = JSON.parse(series.days);
      const dayCosts = JSON.parse(series.day_costs);
      for (const [dimension, column] of Object.entries(DIMENSIONS)) {
        const names = {
          dimension,
          value: column ? series[column] : '',
          customer_id: OF_A_CUSTOMER.includes(dimension)
            ? series.customer_id
            : '',
          charge_category: series.charge_category,
          billing_currency: series.billing_currency,
        };
        const key = JSON.stringify(Object.values(names));
        const sum = sums.get(key) ?? { ...names, costs: new Map() };
        sums.set(key, sum);
        for (const [index, day] of days.entries()) {
          sum.costs.set(day, add(sum.costs.get(day) ?? '0', dayCosts[index]));
        }
      }
    }
    yield { generationId, sums };
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
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
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
