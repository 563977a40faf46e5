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
 * What outlives a connector: whose money the ledger has under its id, and
 * which credentials may still be kept under it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('connector_ids', table => {
    table.comment('What is known of an id, beyond the life of its connector');
    table.string('connector_id', 63).primary();
    table
      .integer('epoch')
      .notNullable()
      .defaultTo(0)
      .comment('Rises when credentials are let go; older changes are refused');
    table
      .string('ledger_tenant_id', 36)
      .comment('Partner tenant whose charges the ledger has, if any');
  });

  // Connectors of app-config are not known here; their next collection adds them.
  const connectors = await knex('connectors')
    .whereIn('connector_id', knex('slices').select('connector_id'))
    .select('connector_id', 'settings');
  for (const { connector_id: connectorId, settings } of connectors) {
    await knex('connector_ids').insert({
      connector_id: connectorId,
      ledger_tenant_id: JSON.parse(settings).partnerTenantId,
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('connector_ids');
};
