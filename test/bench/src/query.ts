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
import type { CspCostsClient } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { applyMigrations } from 'backstage-plugin-csp-costs-backend/src/database/applyMigrations';
import { Backend, benchConfig } from './Backend';
import type { BenchOptions } from './ingest';
import { percentile, report, round } from './report';
import { withDatabase } from './withDatabase';

const NOW = new Date('2026-11-15T09:00:00Z');
const CUSTOMERS = 1_000;
const MONTHS = 13;
const SECONDS = 30;

/** Series of a customer, source and month: twelve of usage with a cost a day, and two of licences. */
const USAGE_SERIES = 12;
const OTHER_SERIES = 2;

/**
 * Asks every route of costs that the portal calls, mixed, of a ledger of a
 * thousand customers and thirteen months. The first answers are counted too.
 */
export async function query(options: BenchOptions): Promise<void> {
  const simulator = await MicrosoftSimulator.start({ now: NOW, customers: 1 });
  try {
    await withDatabase(options.server, async (knex, connection) => {
      await applyMigrations({ getClient: async () => knex });
      const dailyCosts = await fillLedger(knex);
      const bytes = await bytesOf(knex);
      const backend = await Backend.start({
        // Nothing is collected meanwhile, so no worker asks for jobs more often than usual.
        config: benchConfig(simulator, {
          archiveDirectory: options.directory,
          billingCurrencies: ['EUR'],
          collection: {},
        }),
        connection,
        now: NOW.toISOString(),
      });
      try {
        const times = await ask(
          backend.api,
          await customerIds(knex),
          options.rate,
        );
        report('query', {
          'requests/s': options.rate,
          'daily costs': dailyCosts,
          'bytes a daily cost': round(bytes / dailyCosts),
          ...Object.fromEntries(
            [...times].map(([route, taken]) => [
              `${route} p95 (ms)`,
              round(percentile(taken, 0.95)),
            ]),
          ),
          'slowest (ms)': round(Math.max(...[...times.values()].flat())),
        });
      } finally {
        await backend.stop();
      }
    });
  } finally {
    await simulator.stop();
  }
}

/** Calls of each route; the view is the current month for most, as people look at it. */
function routes(
  api: CspCostsClient,
  customers: readonly string[],
): Record<string, (count: number) => Promise<unknown>> {
  const customerOf = (count: number) =>
    customers[(count * 37) % customers.length]!;
  const periodOf = (count: number) =>
    count % 4 === 0 ? monthOf(count % MONTHS) : monthOf(0);
  return {
    'billing periods': () => api.getBillingPeriods(),
    'summary of all': count =>
      api.getCostSummary({ billingPeriod: periodOf(count) }),
    'summary of a customer': count =>
      api.getCostSummary({
        billingPeriod: periodOf(count),
        customerId: customerOf(count),
      }),
    'summary of a subscription': count =>
      api.getCostSummary({
        billingPeriod: periodOf(count),
        azureSubscriptionId: subscriptionOf(customerOf(count)),
      }),
    'breakdown of all by service': count =>
      api.getCostBreakdown({
        billingPeriod: periodOf(count),
        dimension: 'service',
      }),
    'breakdown of all by customer': count =>
      api.getCostBreakdown({
        billingPeriod: periodOf(count),
        dimension: 'customer',
      }),
    'breakdown of a customer': count =>
      api.getCostBreakdown({
        billingPeriod: periodOf(count),
        dimension: 'resourceGroup',
        customerId: customerOf(count),
      }),
    customers: count =>
      api.getCustomers({
        billingPeriod: periodOf(count),
        offset: (count % 5) * 24,
      }),
    restatements: () => api.getRestatements({}),
    connectors: () => api.getConnectors(),
  };
}

async function ask(
  api: CspCostsClient,
  customers: readonly string[],
  requestsPerSecond: number,
): Promise<Map<string, number[]>> {
  const calls = Object.entries(routes(api, customers));
  const times = new Map<string, number[]>(calls.map(([name]) => [name, []]));
  const under: Array<Promise<void>> = [];
  const startedAt = performance.now();
  for (let count = 0; count < requestsPerSecond * SECONDS; count++) {
    // Requests come at their time, whether or not the ones before are answered.
    const due = startedAt + (count * 1000) / requestsPerSecond;
    await new Promise(resolve => {
      setTimeout(resolve, Math.max(0, due - performance.now()));
    });
    const [name, call] = calls[count % calls.length]!;
    const askedAt = performance.now();
    under.push(
      call(Math.floor(count / calls.length)).then(() => {
        times.get(name)!.push(performance.now() - askedAt);
      }),
    );
  }
  await Promise.all(under);
  return times;
}

function monthOf(back: number): string {
  return new Date(Date.UTC(2026, 10 - back, 1)).toISOString().slice(0, 7);
}

function subscriptionOf(customerId: string): string {
  return `5${customerId.slice(1)}`;
}

async function customerIds(knex: Knex): Promise<string[]> {
  return knex('customers').orderBy('customer_id').pluck('customer_id');
}

/** Size of costs on disk, with their indices. */
async function bytesOf(knex: Knex): Promise<number> {
  const { rows } = await knex.raw(
    `select pg_total_relation_size('cost_series')
      + pg_total_relation_size('cost_totals') as bytes`,
  );
  return Number(rows[0].bytes);
}

/** @returns How many daily costs there are. */
async function fillLedger(knex: Knex): Promise<number> {
  // Nothing is due, so nothing is collected.
  await knex('runs').insert({
    run_id: randomUUID(),
    connector_id: 'bench',
    trigger: 'schedule',
    status: 'succeeded',
    started_at: NOW.toISOString(),
    finished_at: NOW.toISOString(),
  });
  await knex.raw(
    `insert into customers (connector_id, customer_id, customer_name, domain_name, country, listed)
    select 'bench', md5('customer' || n)::uuid::text, 'Customer ' || n,
      'customer' || n || '.example', 'NL', true
    from generate_series(1, ?) n`,
    [CUSTOMERS],
  );
  await knex.raw(
    `insert into subscriptions (connector_id, subscription_id, customer_id, kind, name)
    select connector_id, '5' || substr(customer_id, 2), customer_id, 'azure', 'Production'
    from customers`,
  );
  for (let back = 0; back < MONTHS; back++) {
    const period = monthOf(back);
    for (const [source, series] of [
      [back === 0 ? 'unbilled-usage' : 'billed-usage', USAGE_SERIES],
      [
        back === 0 ? 'unbilled-reconciliation' : 'billed-reconciliation',
        OTHER_SERIES,
      ],
    ] as const) {
      await addGeneration(knex, {
        period,
        source,
        series,
        current: back === 0,
      });
    }
  }
  await knex.raw('vacuum analyze cost_series');
  await knex.raw('vacuum analyze cost_totals');
  const { rows } = await knex.raw(
    'select sum(cardinality(days)) as count from cost_series',
  );
  return Number(rows[0].count);
}

async function addGeneration(
  knex: Knex,
  options: { period: string; source: string; series: number; current: boolean },
): Promise<void> {
  const { period, source, series, current } = options;
  const [sliceId, generationId] = [randomUUID(), randomUUID()];
  const invoiceId = current ? undefined : `G${period.replace('-', '')}`;
  await knex('slices').insert({
    slice_id: sliceId,
    connector_id: 'bench',
    source,
    slice_key: invoiceId ?? `${period}:EUR`,
    billing_period: period,
    billing_currency: 'EUR',
    invoice_id: invoiceId,
    customer_scope: '',
    verified_at: NOW.toISOString(),
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
    created_at: NOW.toISOString(),
    published_at: NOW.toISOString(),
  });
  await knex('slices')
    .where({ slice_id: sliceId })
    .update({ current_generation_id: generationId });
  const isUsage = source.endsWith('-usage');
  await knex.raw(
    `insert into cost_series (generation_id, series_number, customer_id,
      azure_subscription_id, resource_group, resource_id, region, tags,
      service_name, product_name, charge_category, billing_currency, billed_cost, line_count, days, day_costs)
    select :generationId, row_number() over (order by customer_id, n), customer_id,
      case when :isUsage then '5' || substr(customer_id, 2) else '' end,
      case when :isUsage then 'rg-' || (n % 4) || '-prod' else '' end,
      case when :isUsage then '/subscriptions/5' || substr(customer_id, 2)
        || '/resourcegroups/rg-' || (n % 4)
        || '-prod/providers/microsoft.compute/virtualmachines/vm-' || n else '' end,
      case when :isUsage then 'DEWESTCENTRAL' else '' end,
      case when :isUsage then '{"environment":"prod","team":"team-' || (n % 9) || '"}' else '' end,
      'Service ' || (n + ascii(customer_id)) % 30,
      'Product ' || (n * 7 + ascii(customer_id)) % 300 || ' - DE West Central',
      case when :isUsage then 'Usage' else 'Purchase' end, 'EUR',
      sum(cost), count(*), array_agg(day order by day), array_agg(cost order by day)
    from customers, generate_series(1, :series) n,
      lateral (
        select day::date as day,
          (abs(hashtext(customer_id || n || day)) / 7919.0 + 0.0123456789)::numeric(20, 12) as cost
        from generate_series(:from::date, :to::date, interval '1 day') day
      ) days
    group by customer_id, n`,
    {
      generationId,
      isUsage,
      series,
      from: `${period}-01`,
      to: isUsage ? `${period}-28` : `${period}-01`,
    },
  );
  for (const [dimension, value, customer] of [
    ['all', `''`, `''`],
    ['customer', 'customer_id', 'customer_id'],
    ['azureSubscription', 'azure_subscription_id', 'customer_id'],
    ['resourceGroup', 'resource_group', `''`],
    ['region', 'region', `''`],
    ['service', 'service_name', `''`],
    ['product', 'product_name', `''`],
  ]) {
    await knex.raw(
      `insert into cost_totals (generation_id, dimension, value, customer_id,
        charge_category, billing_currency, billed_cost, days, running_costs)
      select :generationId, :dimension, value, customer, charge_category,
        billing_currency, sum(cost), array_agg(day order by day),
        array_agg(running order by day)
      from (
        select *, sum(cost) over (
          partition by value, customer, charge_category, billing_currency
          order by day
        ) as running
        from (
          select ${value} as value, ${customer} as customer, charge_category,
            billing_currency, d.day, sum(d.cost) as cost
          from cost_series, unnest(days, day_costs) as d(day, cost)
          where generation_id = :generationId
          group by 1, 2, 3, 4, 5
        ) days
      ) running
      group by value, customer, charge_category, billing_currency`,
      { generationId, dimension },
    );
  }
}
