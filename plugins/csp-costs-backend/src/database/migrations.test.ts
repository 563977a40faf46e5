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
});
