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
 * Tables of collection (runs, jobs) and of the ledger (slices, generations and
 * what they hold).
 *
 * Amounts are `numeric` without limits on PostgreSQL, which keeps every digit.
 * SQLite would turn a numeric column into doubles, so they are text there.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const amountType = isSqlite ? 'text' : 'numeric';

  await knex.schema.createTable('runs', table => {
    table.comment('One collection of one connector');
    table.uuid('run_id').primary();
    table.string('connector_id').notNullable();
    table.string('trigger').notNullable().comment('schedule or manual');
    table.string('requested_by').comment('Entity ref, for a manual run');
    table.string('status').notNullable();
    table.timestamp('started_at', { useTz: true }).notNullable();
    table.timestamp('finished_at', { useTz: true });
    table.index(['connector_id', 'started_at'], 'runs_connector_idx');
  });
  // At most one run of a connector goes on; two replicas that start one at the
  // same moment are told apart here.
  await knex.raw(
    `CREATE UNIQUE INDEX runs_running_uniq ON runs (connector_id) WHERE status = 'running'`,
  );

  await knex.schema.createTable('jobs', table => {
    table.comment('The collection of one slice in a run; also the work queue');
    table.uuid('job_id').primary();
    table
      .uuid('run_id')
      .notNullable()
      .references('run_id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('connector_id').notNullable();
    table.string('source').notNullable();
    table
      .string('slice_key')
      .notNullable()
      .comment('Which slice of the source');
    table.string('billing_period', 7);
    table.string('billing_currency', 3);
    table.string('invoice_id');
    table.string('status').notNullable();
    table.string('stage').comment('What a running job is doing');
    table.integer('attempts').notNullable().defaultTo(0);
    table
      .string('ticket')
      .comment('Who works on it; a write with another ticket is refused');
    table
      .timestamp('next_at', { useTz: true })
      .comment(
        'Database time from which the job may be claimed; a running job moves it ahead as its lease. Empty at the end',
      );
    table.bigInteger('bytes').notNullable().defaultTo(0);
    table.bigInteger('line_count').notNullable().defaultTo(0);
    table.bigInteger('quarantined_line_count').notNullable().defaultTo(0);
    table.timestamp('started_at', { useTz: true });
    table.timestamp('finished_at', { useTz: true });
    table.text('problem').comment('JSON, of the last attempt that failed');
    table.unique(['run_id', 'source', 'slice_key'], {
      indexName: 'jobs_slice_uniq',
    });
    table.index(['next_at'], 'jobs_next_at_idx');
  });

  await knex.schema.createTable('slices', table => {
    table.comment('What is fetched and replaced whole');
    table.uuid('slice_id').primary();
    table.string('connector_id').notNullable();
    table.string('source').notNullable();
    table.string('slice_key').notNullable();
    table.string('billing_period', 7);
    table.string('billing_currency', 3);
    table.string('invoice_id');
    table
      .uuid('current_generation_id')
      .comment('The generation that is shown; changing this publishes');
    table
      .boolean('replaced')
      .notNullable()
      .defaultTo(false)
      .comment('An estimate whose invoices have all been published');
    table
      .timestamp('verified_at', { useTz: true })
      .comment('When the shown generation was last compared with Microsoft');
    table.boolean('no_data').notNullable().defaultTo(false);
    table.text('problem').comment('JSON, since the last success');
    table.unique(['connector_id', 'source', 'slice_key'], {
      indexName: 'slices_key_uniq',
    });
    table.index(['billing_period'], 'slices_period_idx');
  });

  await knex.schema.createTable('generations', table => {
    table.comment('One complete version of a slice');
    table.uuid('generation_id').primary();
    table
      .uuid('slice_id')
      .notNullable()
      .references('slice_id')
      .inTable('slices')
      .onDelete('CASCADE');
    table.string('status').notNullable().comment('staged, published, replaced');
    table
      .string('etag', 1024)
      .comment('The name that Microsoft gives this version');
    table.integer('blob_count').notNullable();
    table.bigInteger('bytes').notNullable();
    table.bigInteger('line_count').notNullable();
    table.bigInteger('quarantined_line_count').notNullable();
    table
      .bigInteger('overlapping_line_count')
      .notNullable()
      .comment('Lines whose cost another source has');
    table
      .string('archive_path', 1024)
      .comment('Folder of the Parquet files, below the archive directory');
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.timestamp('published_at', { useTz: true });
    table.timestamp('replaced_at', { useTz: true });
    table.index(['slice_id', 'status'], 'generations_slice_idx');
  });

  await knex.schema.createTable('quarantined_lines', table => {
    table.comment('Lines that could not be read, with why and where from');
    table
      .uuid('generation_id')
      .notNullable()
      .references('generation_id')
      .inTable('generations')
      .onDelete('CASCADE');
    table.string('blob_name', 1024).notNullable();
    table.bigInteger('line_number').notNullable();
    table.string('reason').notNullable();
    table.primary(
      ['generation_id', 'blob_name', 'line_number'],
      'quarantined_lines_pk',
    );
  });

  await knex.schema.createTable('daily_costs', table => {
    table.comment('Charges of a generation, added up by day and dimension');
    table
      .uuid('generation_id')
      .notNullable()
      .references('generation_id')
      .inTable('generations')
      .onDelete('CASCADE');
    table.string('customer_id').notNullable();
    table.string('azure_subscription_id').notNullable().defaultTo('');
    table.string('resource_group').notNullable().defaultTo('');
    table.string('service_name', 512).notNullable().defaultTo('');
    table.string('product_name', 1024).notNullable().defaultTo('');
    table.string('charge_category').notNullable();
    table.string('charge_period_start', 10).notNullable();
    table.string('billing_currency', 3).notNullable();
    table.specificType('billed_cost', amountType).notNullable();
    table.integer('line_count').notNullable();
    table.index(
      ['generation_id', 'customer_id', 'azure_subscription_id'],
      'daily_costs_scope_idx',
    );
  });

  await knex.schema.createTable('customer_daily_costs', table => {
    table.comment(
      'daily_costs added up by customer and day: what lists of many customers read',
    );
    table
      .uuid('generation_id')
      .notNullable()
      .references('generation_id')
      .inTable('generations')
      .onDelete('CASCADE');
    table.string('customer_id').notNullable();
    table.string('charge_category').notNullable();
    table.string('charge_period_start', 10).notNullable();
    table.string('billing_currency', 3).notNullable();
    table.specificType('billed_cost', amountType).notNullable();
    table.index(['generation_id', 'customer_id'], 'customer_daily_costs_idx');
  });

  await knex.schema.createTable('customers', table => {
    table.comment('Customers, as listed or as named by their charges');
    table.string('connector_id').notNullable();
    table.string('customer_id').notNullable();
    table.string('customer_name', 512).notNullable();
    table.string('domain_name', 512);
    table.string('country', 2);
    table.string('relationship');
    table
      .boolean('listed')
      .notNullable()
      .comment('Whether the last complete list of customers had it');
    table.primary(['connector_id', 'customer_id'], 'customers_pk');
  });

  await knex.schema.createTable('subscriptions', table => {
    table.comment('Commerce subscriptions and the Azure subscriptions in them');
    table.string('connector_id').notNullable();
    table.string('customer_id').notNullable();
    table.string('subscription_id').notNullable();
    table
      .string('kind')
      .notNullable()
      .comment('commerce or azure; the two have ids of different spaces');
    table
      .string('commerce_subscription_id')
      .comment('Of an Azure subscription');
    table.string('name', 512).notNullable();
    table.string('status');
    table.primary(
      ['connector_id', 'kind', 'subscription_id'],
      'subscriptions_pk',
    );
    table.index(['connector_id', 'customer_id'], 'subscriptions_customer_idx');
  });

  await knex.schema.createTable('invoices', table => {
    table.comment('Invoices from Microsoft and the notes that amend them');
    table.string('connector_id').notNullable();
    table.string('invoice_id').notNullable();
    table.string('invoice_date').notNullable();
    table.string('billing_period', 7).notNullable();
    table.string('billing_currency', 3).notNullable();
    table.specificType('total_charges', amountType).notNullable();
    table
      .string('document_type')
      .notNullable()
      .comment('invoice, void_note, adjustment_note');
    table
      .string('invoice_type')
      .notNullable()
      .comment('OneTime is new commerce, Recurring is legacy');
    table.string('amends_of');
    table.primary(['connector_id', 'invoice_id'], 'invoices_pk');
    table.index(
      ['connector_id', 'billing_period', 'billing_currency'],
      'invoices_period_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'invoices',
    'subscriptions',
    'customers',
    'customer_daily_costs',
    'daily_costs',
    'quarantined_lines',
    'generations',
    'slices',
    'jobs',
    'runs',
  ]) {
    await knex.schema.dropTable(table);
  }
};
