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

/**
 * Sign-ins with which partner tenants are onboarded, and what was made of them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operator_sign_ins', table => {
    table.comment('People who signed in with Microsoft to onboard a tenant');
    table.string('sign_in_id').notNullable().primary();
    table
      .string('started_by')
      .notNullable()
      .comment('Entity ref; nobody else may use the sign-in');
    table.string('method').notNullable();
    table.string('national_cloud').notNullable();
    table.string('partner_tenant_id').notNullable();
    table.string('status').notNullable();
    table.string('account');
    table
      .text('device_code')
      .comment(
        'What to enter where, as JSON; not what tokens are fetched with',
      );
    table.text('problem').comment('JSON');
    table.string('store').comment('Where the tokens are kept, sealed');
    table.string('secret_id').comment('Which secret has the tokens');
    table.timestamp('expires_at', { useTz: true }).notNullable();
    table.timestamp('started_at', { useTz: true }).notNullable();
    table.index(['expires_at'], 'operator_sign_ins_expires_idx');
  });

  await knex.schema.createTable('operator_sign_in_uses', table => {
    table.comment('Runs that go on with a sign-in, which outlasts the others');
    table
      .string('sign_in_id')
      .notNullable()
      .references('sign_in_id')
      .inTable('operator_sign_ins')
      .onDelete('CASCADE');
    table.string('run_id').notNullable();
    table.primary(['sign_in_id', 'run_id'], 'operator_sign_in_uses_pk');
  });

  await knex.schema.createTable('onboarding_objects', table => {
    table.comment('What onboarding was about to make, by run, to take it back');
    table.string('run_id').notNullable();
    table.string('object').notNullable();
    table
      .string('object_key')
      .notNullable()
      .comment('Names the object before it exists, unique in its tenant');
    table.string('partner_tenant_id').notNullable();
    table.string('started_by').notNullable();
    table
      .text('details')
      .notNullable()
      .comment('Ids to find it by, as JSON; nothing secret');
    table.timestamp('noted_at', { useTz: true }).notNullable();
    table
      .timestamp('removed_at', { useTz: true })
      .comment('When the run took it back');
    table.primary(
      ['run_id', 'started_by', 'partner_tenant_id', 'object', 'object_key'],
      'onboarding_objects_pk',
    );
  });

  await knex.schema.createTable('installation', table => {
    table.comment('Tells this portal apart from others on the same tenants');
    table.integer('row').notNullable().primary().comment('Always 1');
    table.string('installation_id').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('installation');
  await knex.schema.dropTable('onboarding_objects');
  await knex.schema.dropTable('operator_sign_in_uses');
  await knex.schema.dropTable('operator_sign_ins');
};
