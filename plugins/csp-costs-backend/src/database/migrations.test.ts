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

import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { MIGRATIONS_DIRECTORY } from './applyMigrations';

jest.setTimeout(60_000);

const { databases, ids } = testDatabases();

async function up(knex: Knex): Promise<void> {
  await knex.migrate.up({ directory: MIGRATIONS_DIRECTORY });
}

/** Goes up until a migration is done, whichever come before it. */
async function upTo(knex: Knex, name: string): Promise<void> {
  let done: string[];
  do {
    [, done] = await knex.migrate.up({ directory: MIGRATIONS_DIRECTORY });
  } while (done.length > 0 && !done.includes(name));
  expect(done).toEqual([name]);
}

async function down(knex: Knex): Promise<void> {
  await knex.migrate.down({ directory: MIGRATIONS_DIRECTORY });
}

describe.each(ids)('migrations on %s', databaseId => {
  it('20261121000000_init.js goes up, keeps every digit, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await up(knex);

    const [sliceId, generationId, runId] = [
      randomUUID(),
      randomUUID(),
      randomUUID(),
    ];
    const startedAt = '2026-11-14T09:00:00.000Z';
    await knex('slices').insert({
      slice_id: sliceId,
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: 'G1',
    });
    await knex('generations').insert({
      generation_id: generationId,
      slice_id: sliceId,
      status: 'published',
      blob_count: 1,
      bytes: 1,
      line_count: 1,
      quarantined_line_count: 0,
      overlapping_line_count: 0,
      created_at: startedAt,
    });
    const billedCost = '12345678901234567890.1234567890123456789012345678';
    await knex('daily_costs').insert({
      generation_id: generationId,
      customer_id: 'c',
      charge_category: 'Usage',
      charge_period_start: '2026-10-01',
      billing_currency: 'EUR',
      billed_cost: billedCost,
      line_count: 1,
    });
    expect(await knex('daily_costs').first('billed_cost')).toEqual({
      billed_cost: billedCost,
    });

    const run = {
      run_id: runId,
      connector_id: 'demo',
      trigger: 'manual',
      status: 'running',
      started_at: startedAt,
    };
    await knex('runs').insert(run);
    await expect(
      knex('runs').insert({ ...run, run_id: randomUUID() }),
    ).rejects.toThrow();
    await knex('runs').insert({
      ...run,
      run_id: randomUUID(),
      status: 'succeeded',
    });

    await knex('slices').where({ slice_id: sliceId }).delete();
    expect(await knex('daily_costs')).toEqual([]);

    await down(knex);
    for (const table of ['runs', 'jobs', 'slices', 'daily_costs', 'invoices']) {
      expect([table, await knex.schema.hasTable(table)]).toEqual([
        table,
        false,
      ]);
    }
    await up(knex);
    expect(await knex('runs')).toEqual([]);
  });

  it('20261122000000_connectors.js goes up and down with data in it, and keeps the ledger', async () => {
    const knex = await databases.init(databaseId);
    await up(knex);
    const at = '2026-11-14T09:00:00.000Z';
    const [sliceId, generationId] = [randomUUID(), randomUUID()];
    await knex('slices').insert({
      slice_id: sliceId,
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: 'G1',
    });
    await knex('generations').insert({
      generation_id: generationId,
      slice_id: sliceId,
      status: 'published',
      blob_count: 1,
      bytes: 1,
      line_count: 1,
      quarantined_line_count: 0,
      overlapping_line_count: 0,
      created_at: at,
    });

    await up(knex);
    expect(await knex('slices').first('customer_scope')).toEqual({
      customer_scope: '',
    });
    await knex('connectors').insert({
      connector_id: 'main',
      settings: '{}',
      revision: 1,
      created_by: 'user:default/guest',
      created_at: at,
      updated_by: 'user:default/guest',
      updated_at: at,
    });
    const credential = { connector_id: 'main', slot: 'app' };
    await knex('credentials').insert(credential);
    await expect(knex('credentials').insert(credential)).rejects.toThrow();
    await knex('vault_secrets').insert({
      secret_id: 'a',
      key_id: 'k',
      sealed: 's',
      created_at: at,
    });
    const consent = {
      connector_id: 'main',
      kind: 'popup',
      requested_by: 'user:default/guest',
      status: 'started',
      created_at: at,
      expires_at: at,
    };
    await knex('consents').insert([
      { ...consent, consent_id: randomUUID(), state_hash: 'h' },
      { ...consent, consent_id: randomUUID() },
      { ...consent, consent_id: randomUUID() },
    ]);
    await expect(
      knex('consents').insert({
        ...consent,
        consent_id: randomUUID(),
        state_hash: 'h',
      }),
    ).rejects.toThrow();
    const notice = { connector_id: 'main', notice_key: 'n', sent_at: at };
    await knex('connector_notices').insert(notice);
    await expect(knex('connector_notices').insert(notice)).rejects.toThrow();

    await down(knex);
    for (const table of ['connectors', 'credentials', 'vault_secrets']) {
      expect([table, await knex.schema.hasTable(table)]).toEqual([
        table,
        false,
      ]);
    }
    expect(await knex('generations').pluck('generation_id')).toEqual([
      generationId,
    ]);
    await up(knex);
    expect(await knex('connectors')).toEqual([]);
  });

  it('20261123000000_restatements.js goes up, keeps every digit, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261122000000_connectors.js');
    const at = '2026-11-14T09:00:00.000Z';
    const [sliceId, shownId, heldId, runId] = [
      randomUUID(),
      randomUUID(),
      randomUUID(),
      randomUUID(),
    ];
    await knex('slices').insert({
      slice_id: sliceId,
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: 'G1',
    });
    const generation = {
      slice_id: sliceId,
      blob_count: 1,
      bytes: 1,
      line_count: 1,
      quarantined_line_count: 0,
      overlapping_line_count: 0,
      created_at: at,
    };
    await knex('generations').insert({
      ...generation,
      generation_id: shownId,
      status: 'published',
    });
    await knex('runs').insert({
      run_id: runId,
      connector_id: 'demo',
      trigger: 'manual',
      status: 'partial',
      started_at: at,
    });

    await up(knex);
    const shown = await knex('generations').first('costs_removed');
    expect(Boolean(shown.costs_removed)).toBe(false);
    await knex('generations').insert({
      ...generation,
      generation_id: heldId,
      status: 'held',
      customer_scope: '',
      validation: '[]',
    });
    await knex('jobs').insert({
      job_id: randomUUID(),
      run_id: runId,
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: 'G1',
      status: 'held',
      generation_id: heldId,
      validation: '[]',
    });
    const costChange = '-12345678901234567890.1234567890123456789012345678';
    await knex('restatements').insert({
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: 'G1',
      billing_period: '2026-10',
      billing_currency: 'EUR',
      customer_id: 'c',
      service_name: 's',
      charge_category: 'Usage',
      cost_before: '0',
      cost_after: costChange,
      cost_change: costChange,
      previous_generation_id: shownId,
      generation_id: heldId,
      restated_at: at,
    });
    expect(await knex('restatements').first('cost_change')).toEqual({
      cost_change: costChange,
    });

    await down(knex);
    expect(await knex.schema.hasTable('restatements')).toBe(false);
    expect(await knex('generations').pluck('generation_id')).toEqual([shownId]);
    expect(await knex('jobs').pluck('status')).toEqual(['unchanged']);
    await up(knex);
    expect(await knex('restatements')).toEqual([]);
  });

  it('20261123500000_connector_ids.js knows whose ledgers are there, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261123000000_restatements.js');
    const at = '2026-11-14T09:00:00.000Z';
    const tenantId = '00000000-0000-4000-8000-000000000001';
    await knex('connectors').insert(
      ['collected', 'new'].map(connectorId => ({
        connector_id: connectorId,
        settings: JSON.stringify({ partnerTenantId: tenantId }),
        revision: 1,
        created_by: 'user:default/guest',
        created_at: at,
        updated_by: 'user:default/guest',
        updated_at: at,
      })),
    );
    await knex('slices').insert(
      ['collected', 'of-app-config'].map(connectorId => ({
        slice_id: randomUUID(),
        connector_id: connectorId,
        source: 'customers',
        slice_key: 'all',
      })),
    );

    await upTo(knex, '20261123500000_connector_ids.js');
    expect(await knex('connector_ids')).toEqual([
      { connector_id: 'collected', epoch: 0, ledger_tenant_id: tenantId },
    ]);
    await expect(
      knex('connector_ids').insert({ connector_id: 'collected' }),
    ).rejects.toThrow();

    await down(knex);
    expect(await knex.schema.hasTable('connector_ids')).toBe(false);
    expect(await knex('slices').pluck('connector_id')).toHaveLength(2);
    await up(knex);
    expect(await knex('connector_ids').pluck('connector_id')).toEqual([
      'collected',
    ]);
  });

  it('20261124000000_job_control.js gives every connector a lane, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261123500000_connector_ids.js');
    const at = '2026-11-14T09:00:00.000Z';
    const run = {
      run_id: randomUUID(),
      connector_id: 'demo',
      trigger: 'schedule',
      status: 'running',
      started_at: at,
    };
    await knex('runs').insert(run);
    const job = (sliceKey: string) => ({
      job_id: randomUUID(),
      run_id: run.run_id,
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: sliceKey,
      status: 'queued',
      next_at: at,
    });
    await knex('jobs').insert([job('G1'), job('G2')]);

    await upTo(knex, '20261124000000_job_control.js');
    expect(await knex('lanes')).toEqual([
      expect.objectContaining({ connector_id: 'demo', paused_at: null }),
    ]);
    await knex('lanes').update({ paused_at: at, paused_by: 'user:default/a' });
    await knex('jobs').where({ slice_key: 'G1' }).update({
      status: 'cancelled',
      operation_url: 'https://graph.example/o',
      operation_at: at,
      retried_in: randomUUID(),
    });
    await knex('runs').update({ status: 'cancelled', cancelled_by: 'a' });
    await knex('runs').insert({
      ...run,
      run_id: randomUUID(),
      trigger: 'retry',
    });

    await down(knex);
    expect(await knex.schema.hasTable('lanes')).toBe(false);
    expect(await knex('jobs').orderBy('slice_key').pluck('status')).toEqual([
      'failed',
      'queued',
    ]);
    expect(
      await knex('runs').orderBy('status').select('status', 'trigger'),
    ).toEqual([
      { status: 'failed', trigger: 'schedule' },
      { status: 'running', trigger: 'manual' },
    ]);
    await expect(
      knex('runs').insert({ ...run, run_id: randomUUID() }),
    ).rejects.toThrow();
    await upTo(knex, '20261124000000_job_control.js');
    expect(await knex('lanes').pluck('connector_id')).toEqual(['demo']);
  });

  it('20261125000000_rate_budgets.js goes up, and down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261125000000_rate_budgets.js');
    const window = { tenant_id: 't', service: 'graph', window_ms: 60_000 };
    await knex('rate_budgets').insert(window);
    expect(await knex('rate_budgets')).toEqual([
      { ...window, free_at_ms: 0, closed_until_ms: 0, told_wait_ms: 0 },
    ]);
    await expect(knex('rate_budgets').insert(window)).rejects.toThrow();

    await down(knex);
    expect(await knex.schema.hasTable('rate_budgets')).toBe(false);
    await up(knex);
    expect(await knex('rate_budgets')).toEqual([]);
  });

  it('20261126000000_cost_deletion.js goes up and down with data in it, and costs go with their generation', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261126000000_cost_deletion.js');
    const [kept, deleted] = [randomUUID(), randomUUID()];
    const sliceId = randomUUID();
    await knex('slices').insert({
      slice_id: sliceId,
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: 'G1',
    });
    const add = async (generationId: string) => {
      await knex('generations').insert({
        generation_id: generationId,
        slice_id: sliceId,
        status: 'staged',
        blob_count: 1,
        bytes: 1,
        line_count: 1,
        quarantined_line_count: 0,
        overlapping_line_count: 0,
        created_at: '2026-11-14T09:00:00.000Z',
      });
      const cost = {
        generation_id: generationId,
        customer_id: 'c',
        charge_category: 'Usage',
        charge_period_start: '2026-10-01',
        billing_currency: 'EUR',
        billed_cost: '1',
      };
      await knex('daily_costs').insert({ ...cost, line_count: 1 });
      await knex('customer_daily_costs').insert(cost);
    };
    const remaining = async () => [
      ...(await knex('daily_costs').pluck('generation_id')),
      ...(await knex('customer_daily_costs').pluck('generation_id')),
    ];
    await add(kept);
    await add(deleted);
    await knex('generations').where({ generation_id: deleted }).delete();
    expect(await remaining()).toEqual([kept, kept]);

    await down(knex);
    expect(await remaining()).toEqual([kept, kept]);
    await add(deleted);
    await knex('generations').where({ generation_id: deleted }).delete();
    expect(await remaining()).toEqual([kept, kept]);

    await up(knex);
    await knex('slices').where({ slice_id: sliceId }).delete();
    expect(await remaining()).toEqual([]);
  });
});
