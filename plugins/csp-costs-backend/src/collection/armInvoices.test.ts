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

import type { RunDetail, Source } from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { expectTruth } from '../__testUtils__/expectTruth';

const { databases, ids } = testDatabases();

/** Signs in app-only, with a role on the billing account and none in Partner Center. */
const APP_ONLY = { sources: { partnerCenter: false, graphBilling: true } };

describe.each(ids)('the list of invoices from Azure on %s', databaseId => {
  let harness: CspCostsHarness;

  async function start(
    options: Partial<Parameters<typeof CspCostsHarness.create>[0]> = {},
  ) {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      connector: APP_ONLY,
      startBackend: false,
      ...options,
    });
    harness.simulator.tenant.patch({ registeredInPartnerCenter: false });
    await harness.startBackend();
    return harness.untilCollected();
  }

  async function invoices() {
    return harness
      .knex('invoices')
      .orderBy('invoice_id')
      .select(
        'invoice_id',
        'billing_period',
        'billing_currency',
        'document_type',
        'invoice_type',
        'amends_of',
      );
  }

  afterEach(() => harness.stop());

  it('leads to the same invoices and the same costs as that from Partner Center', async () => {
    const run = await start();
    expect(
      run.jobs
        .filter(({ source }) => source.startsWith('arm-'))
        .map(({ source, status }) => `${source} ${status}`)
        .sort(),
    ).toEqual(['arm-customers published', 'arm-invoices published']);
    expect(run.jobs.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(
      harness.simulator.requests.count({ service: 'partner-center' }),
    ).toBe(0);
    for (const billingPeriod of ['2026-09', '2026-10', '2026-11']) {
      await expectTruth(harness, billingPeriod);
    }
    const { coverage } = await harness.api.getCostSummary({
      billingPeriod: '2026-10',
    });
    expect(coverage).toMatchObject({ complete: true });
    expect(coverage.slices).toContainEqual(
      expect.objectContaining({ source: 'arm-invoices', status: 'current' }),
    );
    const fromAzure = await invoices();

    // The same connector, from now on with Partner Center, which then wins.
    harness.simulator.tenant.patch({ registeredInPartnerCenter: true });
    await harness.stopBackend();
    await harness.startBackend({ connector: {} });
    const second = await harness.collect();
    expect(second.jobs.map(({ source }) => source)).not.toContain(
      'arm-invoices',
    );
    const fromPartnerCenter = await invoices();
    expect(
      fromPartnerCenter.filter(({ invoice_type: type }) => type === 'OneTime'),
    ).toEqual(fromAzure);
    await expectTruth(harness, '2026-10');
    const later = await harness.api.getCostSummary({
      billingPeriod: '2026-10',
    });
    expect(later.coverage.slices.map(({ source }) => source)).not.toContain(
      'arm-invoices',
    );
  });

  it('takes no list that is empty for one that is not, and an empty one from a partner without invoices', async () => {
    // Nothing is invoiced before the sixth of the second month.
    await start({
      simulator: {
        now: new Date('2026-11-03T09:00:00Z'),
        customers: 2,
        months: 1,
      },
    });
    const end = (run: RunDetail, source: Source) => {
      const job = run.jobs.find(one => one.source === source);
      return job?.problem?.code ?? job?.status;
    };
    expect(end(await harness.collect(), 'arm-invoices')).toBe('published');
    expect(await invoices()).toEqual([]);

    harness.simulator.clock.set(new Date('2026-11-14T09:00:00Z'));
    expect(end(await harness.collect(), 'arm-invoices')).toBe('published');
    const known = await invoices();
    expect(known).not.toEqual([]);
    for (const path of ['/customers$', '/invoices$']) {
      harness.simulator.faults.add({
        match: { path: `billingAccounts/[^/]+${path}` },
        fault: { kind: 'status', status: 200, body: { value: [] } },
      });
    }
    const run = await harness.collect();
    expect(end(run, 'arm-invoices')).toBe('EMPTY_EXPORT');
    expect(end(run, 'arm-customers')).toBe('EMPTY_EXPORT');
    expect(await invoices()).toEqual(known);
    await expectTruth(harness, '2026-10');
  });

  it('says which role is missing, and keeps what is shown', async () => {
    await start({ simulator: { customers: 3, months: 1 } });
    const before = await harness.api.getCostSummary({
      billingPeriod: '2026-10',
    });
    harness.simulator.tenant.patch({ billingRoleAssigned: false });
    const run = await harness.collect();
    expect(
      run.jobs
        .filter(({ status }) => status === 'failed')
        .map(({ source, problem }) => `${source} ${problem?.code}`)
        .filter(text => text.startsWith('arm-'))
        .sort(),
    ).toEqual([
      'arm-customers BILLING_ROLE_MISSING',
      'arm-invoices BILLING_ROLE_MISSING',
    ]);
    const after = await harness.api.getCostSummary({
      billingPeriod: '2026-10',
    });
    expect(after.totals).toEqual(before.totals);
    expect(after.coverage.complete).toBe(false);
    expect(after.coverage.slices).toContainEqual(
      expect.objectContaining({
        source: 'arm-invoices',
        status: 'stale',
        problem: expect.objectContaining({ code: 'BILLING_ROLE_MISSING' }),
      }),
    );
  });
});
