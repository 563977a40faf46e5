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
import { emptyDatabases } from '../__testUtils__/databases';
import { MIGRATIONS_DIRECTORY } from './applyMigrations';

const { databases, ids } = emptyDatabases();

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

  it('20261128000000_cost_details.js goes up, keeps every digit, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261128000000_cost_details.js');
    const [sliceId, otherSliceId, reportId] = [
      randomUUID(),
      randomUUID(),
      randomUUID(),
    ];
    await knex('slices').insert([
      {
        slice_id: sliceId,
        connector_id: 'demo',
        source: 'cost-details',
        slice_key: '2026-10:actual',
      },
      {
        slice_id: otherSliceId,
        connector_id: 'demo',
        source: 'billed-usage',
        slice_key: 'G1',
      },
    ]);
    const report = {
      report_id: reportId,
      slice_id: sliceId,
      content_hash: 'h',
      bytes: 1,
      line_count: 1,
      published_at: '2026-11-14T09:00:00.000Z',
      asked_at: '2026-11-14T09:00:00.000Z',
    };
    await knex('cost_details_reports').insert(report);
    await expect(
      knex('cost_details_reports').insert({
        ...report,
        report_id: randomUUID(),
      }),
    ).rejects.toThrow();
    const cost = '12345678901234567890.1234567890123456789012345678';
    const row = {
      report_id: reportId,
      customer_id: 'c',
      azure_subscription_id: '',
      charge_period_start: '2026-10-01',
      charge_category: 'Usage',
      invoiced: true,
      billing_currency: 'EUR',
      earned_credit_rate: '0.15',
      partner_cost: cost,
      retail_cost: cost,
      unpriced_cost: '0',
      line_count: 1,
    };
    await knex('cost_details').insert(row);
    expect(await knex('cost_details').pluck('retail_cost')).toEqual([cost]);
    await knex('cost_details_reports').delete();
    expect(await knex('cost_details')).toEqual([]);
    await knex('cost_details_reports').insert(report);
    await knex('cost_details').insert(row);

    await down(knex);
    expect(await knex.schema.hasTable('cost_details')).toBe(false);
    expect(await knex('slices').pluck('slice_id')).toEqual([otherSliceId]);
    await up(knex);
    expect(await knex('cost_details')).toEqual([]);
  });

  it('20261129000000_prices.js goes up, keeps every digit, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261129000000_prices.js');
    const rate = {
      connector_id: 'demo',
      month: '2026-10',
      currency: 'AED',
      usd_per_unit: '0.27224589249009701',
      source: 'partner-api',
      collected_at: '2026-11-14T09:00:00.000Z',
    };
    await knex('exchange_rates').insert(rate);
    expect(await knex('exchange_rates').pluck('usd_per_unit')).toEqual([
      rate.usd_per_unit,
    ]);
    await expect(knex('exchange_rates').insert(rate)).rejects.toThrow();
    await knex('price_sheets').insert({
      connector_id: 'demo',
      market: 'NL',
      view: 'azure_consumption',
      month: '2026-11',
      row_count: 1,
      bytes: 1,
      sha256: 'a'.repeat(64),
      archive_path: 'demo/price-sheet/a.parquet',
      collected_at: rate.collected_at,
    });
    await knex('meter_names').insert({
      locale: 'nl-NL',
      meter_id: 'm',
      name: 'Uren',
    });

    await down(knex);
    for (const table of ['exchange_rates', 'price_sheets', 'meter_names']) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    await up(knex);
    expect(await knex('exchange_rates')).toEqual([]);
  });

  it('20261202000000_invoice_line_items.js goes up, and down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261202000000_invoice_line_items.js');
    const invoice = {
      connector_id: 'demo',
      invoice_id: 'D0AAAAAAA',
      invoice_date: '2026-11-06T08:00:00',
      billing_period: '2026-10',
      billing_currency: 'EUR',
      total_charges: '0.1234567890123456789',
      document_type: 'invoice',
      invoice_type: 'Recurring',
    };
    await knex('invoices').insert({
      ...invoice,
      line_item_providers: 'azure,office',
    });
    await down(knex);
    expect(await knex('invoices')).toEqual([{ ...invoice, amends_of: null }]);
    await up(knex);
    expect(await knex('invoices').pluck('line_item_providers')).toEqual([null]);
  });

  it('20261201000000_backfill.js knows what failed last, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    let batch: string[];
    do {
      const [, next] = await knex.migrate.list({
        directory: MIGRATIONS_DIRECTORY,
      });
      batch = next.map((one: { file: string }) => one.file);
      if (batch[0] !== '20261201000000_backfill.js') {
        await up(knex);
      }
    } while (batch[0] !== '20261201000000_backfill.js');
    const run = {
      run_id: randomUUID(),
      connector_id: 'demo',
      trigger: 'schedule',
      status: 'running',
      started_at: '2026-11-14T09:00:00.000Z',
    };
    const ended = { ...run, run_id: randomUUID(), status: 'failed' };
    await knex('runs').insert([run, ended]);
    const job = (runId: string, sliceKey: string, finishedAt?: string) => ({
      job_id: randomUUID(),
      run_id: runId,
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: sliceKey,
      status: finishedAt ? 'failed' : 'queued',
      finished_at: finishedAt,
      next_at: finishedAt ? undefined : run.started_at,
    });
    await knex('jobs').insert([
      job(ended.run_id, 'G1', '2026-11-13T09:00:00.000Z'),
      job(ended.run_id, 'G2', '2026-11-13T09:00:00.000Z'),
      job(run.run_id, 'G2', '2026-11-14T09:00:00.000Z'),
      job(run.run_id, 'G3'),
    ]);

    await upTo(knex, '20261201000000_backfill.js');
    const superseded = await knex('jobs').where({ superseded: true });
    expect(superseded.map(row => [row.run_id, row.slice_key])).toEqual([
      [ended.run_id, 'G2'],
    ]);
    const backfill = { ...run, run_id: randomUUID(), trigger: 'backfill' };
    await knex('runs').insert(backfill);
    await expect(
      knex('runs').insert({ ...backfill, run_id: randomUUID() }),
    ).rejects.toThrow();
    await expect(
      knex('jobs').insert(job(backfill.run_id, 'G3')),
    ).rejects.toThrow();
    await knex('jobs').insert({ ...job(backfill.run_id, 'G4'), priority: 3 });

    await down(knex);
    expect(
      await knex('runs').where({ run_id: backfill.run_id }).first(),
    ).toMatchObject({ trigger: 'manual', status: 'cancelled' });
    expect(await knex('jobs').where({ slice_key: 'G4' }).first()).toMatchObject(
      { status: 'cancelled', next_at: null },
    );
    await expect(
      knex('runs').insert({ ...run, run_id: randomUUID() }),
    ).rejects.toThrow();
    await upTo(knex, '20261201000000_backfill.js');
    expect(await knex('jobs')).toHaveLength(5);
  });

  it('20261130000000_archive_jobs.js goes up and down with data in it, and jobs go with their generation', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261130000000_archive_jobs.js');
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
      created_at: '2026-11-14T09:00:00.000Z',
    });
    const job = { generation_id: generationId, status: 'queued' };
    await knex('archive_jobs').insert(job);
    await expect(knex('archive_jobs').insert(job)).rejects.toThrow();

    await down(knex);
    expect(await knex.schema.hasTable('archive_jobs')).toBe(false);
    expect(await knex('generations').pluck('generation_id')).toEqual([
      generationId,
    ]);
    await up(knex);
    await knex('archive_jobs').insert(job);
    await knex('generations').delete();
    expect(await knex('archive_jobs')).toEqual([]);
  });

  it('20261203000000_cost_series.js goes up and down with data in it, and keeps every digit', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261203000000_cost_series.js');
    await down(knex);
    const [generationId, sliceId] = [randomUUID(), randomUUID()];
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
      line_count: 3,
      quarantined_line_count: 0,
      overlapping_line_count: 0,
      created_at: '2026-11-14T09:00:00.000Z',
    });
    const cost = (day: string, customerId: string, billedCost: string) => ({
      generation_id: generationId,
      customer_id: customerId,
      charge_category: 'Usage',
      charge_period_start: day,
      billing_currency: 'EUR',
      billed_cost: billedCost,
      line_count: 1,
    });
    const costs = [
      cost('2026-10-01', 'c', '-12345678901.0000000000000000000000000001'),
      cost('2026-10-02', 'c', '0.5'),
      cost('2026-10-02', 'd', '7'),
    ];
    await knex('daily_costs').insert(costs);
    const daily = () =>
      knex('daily_costs')
        .orderBy(['customer_id', 'charge_period_start'])
        .select(
          'generation_id',
          'customer_id',
          'charge_category',
          'charge_period_start',
          'billing_currency',
          'billed_cost',
          'line_count',
        );

    await up(knex);
    expect(
      await knex('cost_series')
        .orderBy('series_number')
        .select(
          'series_number',
          'customer_id',
          'line_count',
          knex.raw('cast(billed_cost as text) as billed_cost'),
        ),
    ).toEqual([
      {
        series_number: 1,
        customer_id: 'c',
        line_count: 2,
        billed_cost: '-12345678900.5000000000000000000000000001',
      },
      { series_number: 2, customer_id: 'd', line_count: 1, billed_cost: '7' },
    ]);

    await down(knex);
    expect(await daily()).toEqual(costs);

    await up(knex);
    await knex('generations').where({ generation_id: generationId }).delete();
    expect(await knex('cost_series')).toEqual([]);
  });

  it('20261204000000_cost_totals.js goes up and down with data in it, and keeps every digit', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261204000000_cost_totals.js');
    await down(knex);
    const [generationId, sliceId] = [randomUUID(), randomUUID()];
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
      line_count: 3,
      quarantined_line_count: 0,
      overlapping_line_count: 0,
      created_at: '2026-11-14T09:00:00.000Z',
    });
    const isSqlite = knex.client.config.client.includes('sqlite');
    const list = (values: string[]) =>
      isSqlite ? JSON.stringify(values) : `{${values.join(',')}}`;
    const series = (
      seriesNumber: number,
      customerId: string,
      costs: Record<string, string>,
    ) => ({
      generation_id: generationId,
      series_number: seriesNumber,
      customer_id: customerId,
      azure_subscription_id: `s-${customerId}`,
      resource_group: 'rg',
      service_name: `Service ${seriesNumber}`,
      product_name: 'Product',
      charge_category: 'Usage',
      billing_currency: 'EUR',
      billed_cost: '1',
      line_count: 1,
      days: list(Object.keys(costs)),
      day_costs: list(Object.values(costs)),
    });
    await knex('cost_series').insert([
      series(1, 'c', {
        '2026-10-01': '-12345678901.0000000000000000000000000001',
        '2026-10-02': '0.5',
      }),
      series(2, 'c', { '2026-10-02': '1.5' }),
      series(3, 'd', { '2026-10-03': '7' }),
    ]);
    const daily = () =>
      knex('customer_daily_costs')
        .orderBy(['customer_id', 'charge_period_start'])
        .select(
          'customer_id',
          'charge_period_start',
          knex.raw('cast(billed_cost as text) as billed_cost'),
        );
    const texts = (column: string) =>
      isSqlite ? column : knex.raw('??::text as ??', [column, column]);
    const totals = async (dimension: string) => {
      const rows = await knex('cost_totals')
        .where({ generation_id: generationId, dimension })
        .orderBy('value')
        .select('value', 'customer_id')
        .select(texts('days'), texts('running_costs'));
      return rows.map(row => [
        row.value,
        row.customer_id,
        row.days.replace(/["{}[\]]/g, ''),
        row.running_costs.replace(/["{}[\]]/g, ''),
      ]);
    };

    await up(knex);
    const c = [
      '2026-10-01,2026-10-02',
      '-12345678901.0000000000000000000000000001,-12345678899.0000000000000000000000000001',
    ];
    expect(await totals('all')).toEqual([
      [
        '',
        '',
        `${c[0]},2026-10-03`,
        `${c[1]},-12345678892.0000000000000000000000000001`,
      ],
    ]);
    expect(await totals('customer')).toEqual([
      ['c', 'c', ...c],
      ['d', 'd', '2026-10-03', '7'],
    ]);
    expect(await totals('azureSubscription')).toEqual([
      ['s-c', 'c', ...c],
      ['s-d', 'd', '2026-10-03', '7'],
    ]);
    expect(await totals('service')).toEqual([
      [
        'Service 1',
        '',
        c[0],
        '-12345678901.0000000000000000000000000001,-12345678900.5000000000000000000000000001',
      ],
      ['Service 2', '', '2026-10-02', '1.5'],
      ['Service 3', '', '2026-10-03', '7'],
    ]);

    await down(knex);
    expect(await daily()).toEqual([
      {
        customer_id: 'c',
        charge_period_start: '2026-10-01',
        billed_cost: '-12345678901.0000000000000000000000000001',
      },
      {
        customer_id: 'c',
        charge_period_start: '2026-10-02',
        // One database keeps zeros at the end of a sum, the other does not.
        billed_cost: isSqlite ? '2' : '2.0',
      },
      { customer_id: 'd', charge_period_start: '2026-10-03', billed_cost: '7' },
    ]);

    await up(knex);
    await knex('generations').where({ generation_id: generationId }).delete();
    expect(await knex('cost_totals')).toEqual([]);
  });

  it('20261205000000_subscriptions_read.js has everything read again, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261205000000_subscriptions_read.js');
    await down(knex);
    const customer = {
      connector_id: 'demo',
      customer_id: 'c',
      customer_name: 'C',
      listed: true,
    };
    await knex('customers').insert(customer);

    await up(knex);
    expect(await knex('customers').pluck('subscriptions_read_at')).toEqual([
      null,
    ]);
    const readAt = '2026-11-14T09:00:00.123Z';
    await knex('customers').update({ subscriptions_read_at: readAt });
    const [kept] = await knex('customers').pluck('subscriptions_read_at');
    expect(new Date(kept).toISOString()).toBe(readAt);

    await down(knex);
    expect(await knex('customers').first()).toMatchObject({
      customer_id: 'c',
      customer_name: 'C',
    });
    await up(knex);
    expect(await knex('customers').pluck('subscriptions_read_at')).toEqual([
      null,
    ]);
  });

  it('20261206000000_cost_resources.js keeps all costs in every dimension, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261206000000_cost_resources.js');
    await down(knex);
    const [generationId, sliceId] = [randomUUID(), randomUUID()];
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
      line_count: 3,
      quarantined_line_count: 0,
      overlapping_line_count: 0,
      etag: 'one',
      created_at: '2026-11-14T09:00:00.000Z',
    });
    await knex('slices').update({ current_generation_id: generationId });
    const isSqlite = knex.client.config.client.includes('sqlite');
    const list = (value: string) =>
      isSqlite ? JSON.stringify([value]) : `{${value}}`;
    const series = {
      generation_id: generationId,
      series_number: 1,
      customer_id: 'c',
      charge_category: 'Usage',
      billing_currency: 'EUR',
      billed_cost: '1.0000000000000000000000000001',
      line_count: 1,
      days: list('2026-10-01'),
      day_costs: list('1.0000000000000000000000000001'),
    };
    await knex('cost_series').insert(series);
    await knex('cost_totals').insert({
      generation_id: generationId,
      dimension: 'all',
      value: '',
      customer_id: '',
      charge_category: 'Usage',
      billing_currency: 'EUR',
      billed_cost: '1.0000000000000000000000000001',
      days: list('2026-10-01'),
      running_costs: list('1.0000000000000000000000000001'),
    });

    await up(knex);
    expect(
      await knex('cost_totals')
        .where({ dimension: 'region' })
        .select('value', 'billed_cost'),
    ).toEqual([{ value: '', billed_cost: '1.0000000000000000000000000001' }]);
    expect(
      await knex('cost_series').first('resource_id', 'region', 'tags'),
    ).toEqual({ resource_id: '', region: '', tags: '' });
    expect(await knex('generations').pluck('etag')).toEqual([null]);
    await knex('cost_series').insert({
      ...series,
      series_number: 2,
      resource_id: '/subscriptions/s',
      region: 'DEWESTCENTRAL',
      tags: '{"team":"shop"}',
    });

    await down(knex);
    expect(await knex('cost_totals').distinct('dimension')).toEqual([
      { dimension: 'all' },
    ]);
    expect(await knex('cost_series').pluck('series_number')).toHaveLength(2);
  });

  it('20261207000000_tie_out.js goes up and down with data in it, and evidence goes with its generation', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261207000000_tie_out.js');
    await down(knex);
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
      created_at: '2026-11-14T09:00:00.000Z',
    });
    await knex('invoices').insert({
      connector_id: 'demo',
      invoice_id: 'G1',
      invoice_date: '2026-11-06',
      billing_period: '2026-10',
      billing_currency: 'EUR',
      total_charges: '10.5',
      document_type: 'invoice',
      invoice_type: 'OneTime',
    });

    await up(knex);
    expect(await knex('invoices').pluck('tax_amount')).toEqual([null]);
    const taxAmount = '1.1234567890123456789012345678';
    await knex('invoices').update({ tax_amount: taxAmount });
    expect(await knex('invoices').pluck('tax_amount')).toEqual([taxAmount]);
    const evidence = { generation_id: generationId, evidence: '{}' };
    await knex('tie_out_evidence').insert(evidence);
    await expect(knex('tie_out_evidence').insert(evidence)).rejects.toThrow();

    await down(knex);
    expect(await knex.schema.hasTable('tie_out_evidence')).toBe(false);
    expect(await knex('invoices').pluck('invoice_id')).toEqual(['G1']);
    await up(knex);
    await knex('tie_out_evidence').insert(evidence);
    await knex('generations').delete();
    expect(await knex('tie_out_evidence')).toEqual([]);
  });

  it('20261208000000_subscription_details.js knows what lists have told, has them read again, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261208000000_subscription_details.js');
    await down(knex);
    const readAt = '2026-11-14T09:00:00.123Z';
    await knex('customers').insert({
      connector_id: 'demo',
      customer_id: 'c',
      customer_name: 'C',
      listed: true,
      subscriptions_read_at: readAt,
    });
    const subscription = {
      connector_id: 'demo',
      customer_id: 'c',
      kind: 'azure',
      name: 'S',
    };
    await knex('subscriptions').insert([
      { ...subscription, subscription_id: 'listed', status: 'active' },
      { ...subscription, subscription_id: 'charged' },
    ]);

    await up(knex);
    const [customer] = await knex('customers');
    expect(customer.subscriptions_read_at).toBeNull();
    expect(new Date(customer.subscriptions_as_of).toISOString()).toBe(readAt);
    const listed = async () =>
      (await knex('subscriptions').orderBy('subscription_id')).map(row => [
        row.subscription_id,
        Boolean(row.listed),
      ]);
    expect(await listed()).toEqual([
      ['charged', false],
      ['listed', true],
    ]);
    await knex('subscriptions')
      .where({ subscription_id: 'listed' })
      .update({ quantity: 25, auto_renew: false, term_ends_at: readAt });

    await down(knex);
    expect(
      await knex('subscriptions').where({ subscription_id: 'listed' }).first(),
    ).toEqual({
      ...subscription,
      subscription_id: 'listed',
      commerce_subscription_id: null,
      status: 'active',
    });
    await up(knex);
    expect(await listed()).toEqual([
      ['charged', false],
      ['listed', true],
    ]);
  });

  it('20261209000000_budgets.js keeps every digit, one budget a currency, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261209000000_budgets.js');
    const budget = {
      customer_id: 'c',
      billing_currency: 'EUR',
      monthly_amount: '123456789012345.6789',
      thresholds: '80,100',
      revision: 1,
      updated_by: 'user:default/alex',
      updated_at: '2026-11-14T09:00:00.000Z',
    };
    await knex('budgets').insert(budget);
    await expect(knex('budgets').insert(budget)).rejects.toThrow();
    expect(await knex('budgets').first('monthly_amount')).toEqual({
      monthly_amount: '123456789012345.6789',
    });
    await knex('budget_notices').insert({
      customer_id: 'c',
      billing_currency: 'EUR',
      billing_period: '2026-11',
      threshold: 80,
      sent_at: budget.updated_at,
    });

    await down(knex);
    expect(await knex.schema.hasTable('budgets')).toBe(false);
    expect(await knex.schema.hasTable('budget_notices')).toBe(false);
    await up(knex);
    expect(await knex('budgets')).toEqual([]);
  });

  it('20261210000000_onboarding.js keeps sign-ins and what runs made, each once, and goes down with data in it', async () => {
    const knex = await databases.init(databaseId);
    await upTo(knex, '20261210000000_onboarding.js');
    const at = '2026-11-14T09:00:00.123Z';
    const signIn = {
      sign_in_id: 's',
      started_by: 'user:default/alex',
      method: 'device-code',
      national_cloud: 'global',
      partner_tenant_id: 't',
      status: 'started',
      device_code: JSON.stringify({ userCode: 'A' }),
      expires_at: at,
      started_at: at,
    };
    await knex('operator_sign_ins').insert(signIn);
    await expect(knex('operator_sign_ins').insert(signIn)).rejects.toThrow();
    const [kept] = await knex('operator_sign_ins');
    expect(kept).toMatchObject({ account: null, secret_id: null });
    expect(new Date(kept.expires_at).toISOString()).toBe(at);
    const made = {
      run_id: 'r',
      object: 'application',
      object_key: 'csp-costs-demo',
      partner_tenant_id: 't',
      started_by: 'user:default/alex',
      details: '{}',
      noted_at: at,
    };
    await knex('onboarding_objects').insert(made);
    await expect(knex('onboarding_objects').insert(made)).rejects.toThrow();
    await knex('onboarding_objects').insert({ ...made, run_id: 'other' });
    for (const other of [
      { started_by: 'user:default/robin' },
      { partner_tenant_id: 'other' },
    ]) {
      await knex('onboarding_objects').insert({ ...made, ...other });
    }
    const installation = { row: 1, installation_id: '1a2b3c4d' };
    await knex('installation').insert(installation);
    await expect(knex('installation').insert(installation)).rejects.toThrow();

    await down(knex);
    expect(await knex.schema.hasTable('operator_sign_ins')).toBe(false);
    expect(await knex.schema.hasTable('onboarding_objects')).toBe(false);
    expect(await knex.schema.hasTable('installation')).toBe(false);
    await up(knex);
    expect(await knex('onboarding_objects')).toEqual([]);
  });
});
