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
 * Tables of connectors: their settings, credentials, consents and health.
 * Nothing in them is a secret in the clear: secrets are sealed in
 * `vault_secrets`, or are in another store and only pointed at.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slices', table => {
    table
      .string('customer_scope', 64)
      .notNullable()
      .defaultTo('')
      .comment('Whose charges the shown generation has; empty for all');
  });

  await knex.schema.createTable('connectors', table => {
    table.comment('Connectors that were not set up in app-config');
    table.string('connector_id', 63).primary();
    table.text('settings').notNullable().comment('JSON');
    table
      .integer('revision')
      .notNullable()
      .comment('Rises with every change; a change of an older one is refused');
    table.string('created_by').notNullable();
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.string('updated_by').notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
  });

  await knex.schema.createTable('vault_secrets', table => {
    table.comment('Secrets of the database store, sealed');
    table.string('secret_id', 512).primary();
    table
      .string('key_id')
      .notNullable()
      .comment('Which key of the key ring sealed it');
    table.text('sealed').notNullable();
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.index(['key_id'], 'vault_secrets_key_idx');
  });

  await knex.schema.createTable('credentials', table => {
    table.comment('Which secret is in use, and what may be told of it');
    table.string('connector_id', 63).notNullable();
    table.string('slot').notNullable().comment('app, app-next or delegated');
    table.string('store').comment('Which store has the secret');
    table.string('secret_id', 512).comment('Where the store has it');
    table.text('details').comment('JSON, nothing secret');
    table.text('problem').comment('JSON, since it last worked');
    table
      .text('check_problem')
      .comment('JSON, what the doctor finds of what it may do');
    table.string('lease_ticket').comment('Who is changing the secret');
    table.timestamp('lease_until', { useTz: true }).comment('Database time');
    table.primary(['connector_id', 'slot'], 'credentials_pkey');
  });

  await knex.schema.createTable('consent_links', table => {
    table.comment(
      'Links that let somebody give consent without signing in here',
    );
    table.uuid('link_id').primary();
    table.string('connector_id', 63).notNullable();
    table.string('token_hash').notNullable().unique('consent_links_token_uniq');
    table.string('created_by').notNullable();
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.timestamp('expires_at', { useTz: true }).notNullable();
    table.timestamp('used_at', { useTz: true });
  });

  await knex.schema.createTable('consents', table => {
    table.comment('One way through the sign-in page of Microsoft');
    table.uuid('consent_id').primary();
    table.string('connector_id', 63).notNullable();
    table.string('kind').notNullable().comment('popup, link or admin');
    table.uuid('link_id');
    table.string('requested_by').notNullable();
    table
      .string('ticket_hash')
      .unique('consents_ticket_uniq')
      .comment('Of what starts it; emptied by the start');
    table
      .string('state_hash')
      .unique('consents_state_uniq')
      .comment('Of what Microsoft sends back');
    table
      .string('browser_hash')
      .comment(
        'Of the cookie of the browser that started it; emptied when Microsoft answers',
      );
    table.string('status').notNullable();
    table.text('problem').comment('JSON');
    table.text('account').comment('User name that consented');
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.timestamp('expires_at', { useTz: true }).notNullable();
    table.timestamp('finished_at', { useTz: true });
    table.index(['connector_id', 'created_at'], 'consents_connector_idx');
  });

  await knex.schema.createTable('connector_checks', table => {
    table.comment('Latest result of each check of the doctor');
    table.string('connector_id', 63).notNullable();
    table.string('check_id').notNullable();
    table.text('result').notNullable().comment('JSON');
    table.timestamp('checked_at', { useTz: true }).notNullable();
    table.primary(['connector_id', 'check_id'], 'connector_checks_pkey');
  });

  await knex.schema.createTable('consent_deadlines', table => {
    table.comment('Days by which an operator wants a new consent');
    table.string('connector_id', 63).primary();
    table.timestamp('consent_by', { useTz: true }).notNullable();
    table.text('reason').notNullable();
    table.string('set_by').notNullable();
    table.timestamp('set_at', { useTz: true }).notNullable();
  });

  await knex.schema.createTable('connector_notices', table => {
    table.comment('Notifications that were sent, so that each is sent once');
    table.string('connector_id', 63).notNullable();
    table.string('notice_key').notNullable();
    table.timestamp('sent_at', { useTz: true }).notNullable();
    table.primary(['connector_id', 'notice_key'], 'connector_notices_pkey');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'connector_notices',
    'consent_deadlines',
    'connector_checks',
    'consents',
    'consent_links',
    'credentials',
    'vault_secrets',
    'connectors',
  ]) {
    await knex.schema.dropTable(table);
  }
  // Raw, because knex would make the table anew on SQLite and lose what refers to it.
  await knex.raw('ALTER TABLE slices DROP COLUMN customer_scope');
};
