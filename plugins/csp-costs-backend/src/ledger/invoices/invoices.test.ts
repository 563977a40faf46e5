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

import {
  compareDecimals,
  subtractDecimals,
  sumDecimals,
  type Decimal,
  type InvoiceDetail,
} from 'backstage-plugin-csp-costs-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  CspCostsHarness,
  type HarnessOptions,
} from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import { cspCustomerConditions } from '../../rights/customerRules';
import { sizeOf } from './exactMath';

const { databases, ids } = testDatabases();

const PERIOD = '2026-10';

const PARTNER_CENTER_SCOPE =
  'https://api.partnercenter.microsoft.com/user_impersonation';

/** Causes and amounts of an invoice. */
function causes({ residuals }: InvoiceDetail): Record<string, Decimal> {
  return Object.fromEntries(
    residuals.map(({ cause, amount }) => [cause, amount]),
  );
}

describe.each(ids)('invoices on %s', databaseId => {
  let harness: CspCostsHarness;

  async function create(options: Partial<HarnessOptions> = {}) {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      ...options,
    });
  }

  function invoicesOf(billingPeriod: string) {
    return harness.simulator.truth(billingPeriod).totals.map(total => ({
      ...total,
      invoiceId: total.invoiceId!,
      invoiceTotal: total.invoiceTotal!,
      lineTotal: sumDecimals([total.billedCost, total.taxCost]),
    }));
  }

  /** An invoice, once its lines have been read. */
  async function detailOf(invoiceId: string): Promise<InvoiceDetail> {
    for (;;) {
      const invoice = await harness.api.getInvoice({
        connectorId: 'demo',
        invoiceId,
      });
      if (invoice.evidence !== 'reading') {
        return invoice;
      }
    }
  }

  function documentOf(invoiceId: string): Promise<Response> {
    return fetch(
      `${harness.backendUrl}/invoices/${invoiceId}/document?connectorId=demo`,
      { headers: { Authorization: mockCredentials.user.header() } },
    );
  }

  /** Parts, residuals and total of an invoice come out to the last digit. */
  function expectExact(invoice: InvoiceDetail) {
    expect(sumDecimals(invoice.parts.map(({ cost }) => cost))).toBe(
      invoice.lineTotal,
    );
    expect(
      sumDecimals([
        invoice.lineTotal!,
        ...invoice.residuals.map(({ amount }) => amount),
      ]),
    ).toBe(invoice.totalCharges);
  }

  afterEach(() => harness.stop());

  it('are compared with their lines to the last digit, and what differs is explained', async () => {
    await create({
      simulator: { legacyLines: 6 },
      connector: {
        legacyInvoiceCycleDay: 1,
        usageMismatchTolerance: { amount: '0.05', percent: '0' },
      },
    });
    await harness.untilCollected();
    const { items, totalCount } = await harness.api.getInvoices();

    expect(items).toHaveLength(totalCount);
    // Two months with two currencies, each of new and legacy commerce, and a note.
    expect(totalCount).toBe(9);
    const months = items.map(({ billingPeriod }) => billingPeriod);
    expect(months).toEqual([...months].sort().reverse());
    for (const billingPeriod of ['2026-09', PERIOD]) {
      for (const truth of invoicesOf(billingPeriod)) {
        const invoice = items.find(
          ({ invoiceId }) => invoiceId === truth.invoiceId,
        )!;
        const difference = subtractDecimals(
          truth.invoiceTotal,
          truth.lineTotal,
        );
        expect(invoice).toEqual({
          ...(invoice.unexplained && { unexplained: '0' }),
          connectorId: 'demo',
          invoiceId: truth.invoiceId,
          invoiceDate: expect.stringMatching(/^2026-1[01]-\d\d$/),
          billingPeriod,
          billingCurrency: truth.billingCurrency,
          documentType: 'invoice',
          commerce: 'new',
          totalCharges: truth.invoiceTotal,
          lineTotal: truth.lineTotal,
          difference,
          tolerance: '0.05',
          verdict:
            compareDecimals(sizeOf(difference), '0.05') > 0
              ? 'differs'
              : 'within-tolerance',
          gaps: [],
          asOf: '2026-11-14T09:00:00.000Z',
        });
        const detail = await detailOf(truth.invoiceId);
        expect(detail).toMatchObject(invoice);
        expect(detail).toMatchObject({
          evidence: 'read',
          hasDocument: true,
          usage: { dailyCost: truth.usageCost },
          coverage: { complete: true },
        });
        expectExact(detail);
        // The simulated Microsoft rounds and does nothing else wrong.
        expect(causes(detail)).toEqual({ rounding: difference });
        expect(detail.residuals[0]!.customers.length).toBeGreaterThan(0);
        expect(
          detail.residuals[0]!.customers.map(one => one.customerName),
        ).toEqual(
          expect.arrayContaining(
            harness.simulator
              .truth(billingPeriod)
              .customers.filter(
                one =>
                  one.billingCurrency === truth.billingCurrency &&
                  one.usageCost !== '0',
              )
              .map(one => one.customerName),
          ),
        );
      }
      for (const legacy of harness.simulator.legacyTruth(billingPeriod)
        .invoices) {
        const detail = await detailOf(legacy.invoiceId);
        expect(detail).toMatchObject({
          commerce: 'legacy',
          billingPeriod,
          totalCharges: legacy.totalCharges,
          lineTotal: sumDecimals([
            legacy.usageCost,
            legacy.otherCost,
            legacy.taxCost,
          ]),
          gaps: [],
        });
        expectExact(detail);
        expect(['tied', 'within-tolerance']).toContain(detail.verdict);
        expect(Object.keys(causes(detail)).join()).toMatch(/^(rounding)?$/);
      }
    }

    // What has been looked into is told in the list too.
    const explained = await harness.api.getInvoices();
    expect(explained.items.map(one => one.unexplained)).toEqual(
      items.map(one => (one.verdict === 'differs' ? '0' : undefined)),
    );
    expect(items.some(({ verdict }) => verdict === 'differs')).toBe(true);

    const note = items.find(one => one.documentType === 'adjustment-note')!;
    expect(note).toMatchObject({
      amendsInvoiceId: expect.stringMatching(/^G/),
      verdict: 'not-complete',
      gaps: [{ reason: 'not-collected', source: 'invoices' }],
    });
    expect(note.difference).toBeUndefined();
    expect((await detailOf(note.amendsInvoiceId!)).notes).toEqual([
      {
        invoiceId: note.invoiceId,
        documentType: 'adjustment-note',
        invoiceDate: note.invoiceDate,
        totalCharges: note.totalCharges,
      },
    ]);

    const numbersOf = (page: { items: Array<{ invoiceId: string }> }) =>
      page.items.map(({ invoiceId }) => invoiceId);
    const all = numbersOf({ items });
    expect(
      numbersOf(await harness.api.getInvoices({ offset: 2, limit: 3 })),
    ).toEqual(all.slice(2, 5));
    expect(
      numbersOf(
        await harness.api.getInvoices({
          billingPeriod: PERIOD,
          billingCurrency: 'EUR',
          connectorId: 'demo',
        }),
      ),
    ).toEqual(
      items
        .filter(
          one => one.billingPeriod === PERIOD && one.billingCurrency === 'EUR',
        )
        .map(({ invoiceId }) => invoiceId),
    );
    expect(await harness.api.getInvoices({ connectorId: 'other' })).toEqual({
      totalCount: 0,
      items: [],
    });
    for (const [path, status, words] of [
      ['/invoices?limit=201', 400, /limit/],
      ['/invoices?billingPeriod=2026-13', 400, /billingPeriod/],
      [`/invoices/${note.invoiceId}`, 400, /connectorId/],
      [`/invoices/G1?connectorId=demo`, 404, /knows no invoice G1/],
    ] as const) {
      const answer = await harness.request(path);
      expect(answer.status).toBe(status);
      expect(answer.body.error?.message).toMatch(words);
    }

    // What was read once is not read again, and stays when the lines are gone.
    const [one] = invoicesOf(PERIOD);
    const before = await detailOf(one!.invoiceId);
    await harness.untilArchived();
    await harness.knex('generations').update({ archive_path: null });
    expect(await detailOf(one!.invoiceId)).toEqual(before);
    await harness.knex('tie_out_evidence').delete();
    expect(await detailOf(one!.invoiceId)).toMatchObject({
      evidence: 'removed',
      residuals: [{ cause: 'unexplained', amount: before.difference }],
    });

    // What is held, or of some customers only, gives no verdict.
    const slice = { source: 'billed-usage', invoice_id: one!.invoiceId };
    const { slice_id: sliceId } = await harness
      .knex('slices')
      .where(slice)
      .first();
    const [generation] = await harness.knex('generations').limit(1);
    await harness.knex('generations').insert({
      ...generation,
      generation_id: '00000000-0000-4000-8000-000000000001',
      slice_id: sliceId,
      status: 'held',
    });
    expect(await detailOf(one!.invoiceId)).toMatchObject({
      verdict: 'not-complete',
      gaps: [{ reason: 'held', source: 'billed-usage' }],
      difference: before.difference,
    });
    await harness
      .knex('slices')
      .where(slice)
      .update({ customer_scope: 'some' });
    const some = await detailOf(one!.invoiceId);
    expect(some.gaps.map(({ reason }) => reason)).toEqual([
      'customers',
      'held',
    ]);
    expect(some).toMatchObject({ parts: [], residuals: [] });
    expect(some.difference).toBeUndefined();
  });

  it('say what is missing instead of a verdict, and what that comes to', async () => {
    await create({ startBackend: false });
    const { simulator } = harness;
    const [first, second] = invoicesOf(PERIOD);
    const [third] = invoicesOf('2026-09');
    const noCustomer = {
      kind: 'set-value',
      column: 'CustomerId',
      json: 'null',
      line: 0,
    } as const;
    simulator.faults.add({
      match: { export: 'billed-reconciliation', invoiceId: first!.invoiceId },
      times: 'always',
      fault: noCustomer,
    });
    simulator.faults.add({
      match: { export: 'billed-usage', invoiceId: second!.invoiceId },
      times: 'always',
      fault: { kind: 'status', status: 403 },
    });
    simulator.faults.add({
      match: { export: 'billed-reconciliation', invoiceId: third!.invoiceId },
      times: 'always',
      fault: { kind: 'status', status: 403 },
    });
    await harness.startBackend();
    await harness.untilCollected();

    const quarantined = await detailOf(first!.invoiceId);
    expect(quarantined).toMatchObject({
      verdict: 'not-complete',
      gaps: [
        {
          reason: 'quarantined',
          source: 'billed-reconciliation',
          lineCount: 1,
        },
      ],
    });
    expectExact(quarantined);
    expect(causes(quarantined).unexplained).toBeUndefined();
    expect(quarantined.residuals).toContainEqual(
      expect.objectContaining({ cause: 'quarantined', lineCount: 1 }),
    );
    // The line's amounts are readable: what it comes to is what our lines lack.
    expect(
      sumDecimals([quarantined.lineTotal!, causes(quarantined).quarantined!]),
    ).toBe(first!.lineTotal);

    const missing = await detailOf(second!.invoiceId);
    expect(missing).toMatchObject({
      verdict: 'not-complete',
      gaps: [{ reason: 'missing', source: 'billed-usage' }],
      usage: { dailyCost: '0' },
    });
    expectExact(missing);
    expect(causes(missing)).toEqual({
      'source-missing': missing.usage!.reconciledCost,
    });
    expect(missing.coverage.complete).toBe(false);

    const unknown = await detailOf(third!.invoiceId);
    expect(unknown).toMatchObject({
      verdict: 'not-complete',
      parts: [],
      residuals: [],
    });
    expect(unknown.gaps).toEqual([
      { reason: 'missing', source: 'billed-reconciliation' },
    ]);
    expect(unknown.difference).toBeUndefined();
  });

  it("take Microsoft's tax from the billing account where lines have none", async () => {
    await create({
      simulator: { customers: 8, months: 1, linesPerCustomerDay: 1 },
      connector: {
        sources: { partnerCenter: false },
        usageMismatchTolerance: { amount: '0.5', percent: '100' },
      },
      startBackend: false,
    });
    harness.simulator.tenant.patch({ registeredInPartnerCenter: false });
    harness.simulator.faults.add({
      match: { export: 'billed-reconciliation' },
      times: 'always',
      fault: { kind: 'set-value', column: 'TaxTotal', json: '0' },
    });
    await harness.startBackend();
    await harness.untilCollected();
    const invoices = invoicesOf(PERIOD);
    expect(invoices.some(({ taxCost }) => taxCost !== '0')).toBe(true);
    for (const { invoiceId, taxCost, invoiceTotal } of invoices) {
      const invoice = await detailOf(invoiceId);
      expect(invoice).toMatchObject({
        totalCharges: invoiceTotal,
        hasDocument: false,
        tolerance: invoiceTotal,
        verdict: 'within-tolerance',
      });
      expectExact(invoice);
      expect(causes(invoice)).toEqual({
        // Customers of the United States are charged none.
        ...(taxCost !== '0' && { tax: taxCost }),
        rounding: expect.any(String),
      });
      const document = await documentOf(invoiceId);
      expect(document.status).toBe(400);
      expect(await document.text()).toMatch(/Partner Center is switched off/);
    }
  });

  it('know restatements, and are for those who may see all customers, as are their documents', async () => {
    const customers = { conditions: undefined } as NonNullable<
      HarnessOptions['customers']
    >;
    await create({ customers });
    await harness.untilCollected();
    const { invoiceId } = invoicesOf(PERIOD)[0]!;
    const path = `/invoices/${invoiceId}?connectorId=demo`;

    // The total is from before Microsoft changed the lines.
    const [before] = invoicesOf(PERIOD);
    const customer = harness.simulator
      .truth(PERIOD)
      .customers.find(
        one =>
          one.billingCurrency === before!.billingCurrency &&
          one.usageCost !== '0',
      )!;
    harness.simulator.restate({
      billingPeriod: PERIOD,
      customerId: customer.customerId,
      factor: '25',
    });
    harness.simulator.faults.add({
      match: { path: '^/v1/invoices$' },
      times: 'always',
      fault: { kind: 'status', status: 403 },
    });
    harness.simulator.clock.advance(60_000);
    await harness.collect();

    const [after] = invoicesOf(PERIOD);
    const invoice = await detailOf(before!.invoiceId);
    expect(invoice.totalCharges).toBe(before!.invoiceTotal);
    expect(invoice.lineTotal).toBe(after!.lineTotal);
    expectExact(invoice);
    expect(causes(invoice)).toEqual({
      restated: subtractDecimals(before!.invoiceTotal, after!.invoiceTotal),
      rounding: expect.any(String),
    });
    expect(
      (
        await harness.api.getRestatements({ invoiceId: before!.invoiceId })
      ).items.map(row => row.invoiceId),
    ).toContain(before!.invoiceId);
    expect(
      (await harness.api.getRestatements({ invoiceId: 'G1' })).items,
    ).toEqual([]);
    harness.simulator.faults.clear();

    // Nobody has signed in: an application alone gets no document.
    const refused = await documentOf(invoiceId);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toMatch(/Nobody has consented/);

    harness.simulator.tenant.consent([
      PARTNER_CENTER_SCOPE,
      'https://graph.microsoft.com/PartnerBilling.Read.All',
    ]);
    await harness.api.importRefreshToken('demo', {
      refreshToken: harness.simulator.issueRefreshToken('billing-agent'),
    });
    const found = await documentOf(invoiceId);
    expect(found.status).toBe(200);
    expect(Object.fromEntries(found.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${invoiceId}.pdf"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(await found.text()).toContain(invoiceId);
    expect(
      harness.audit.filter(({ eventId }) => eventId === 'invoice-document'),
    ).toMatchObject([
      { status: 'failed' },
      {
        status: 'succeeded',
        meta: { connectorId: 'demo', invoiceId, bytes: expect.any(Number) },
      },
    ]);

    harness.simulator.faults.add({
      match: { path: 'statement$' },
      fault: { kind: 'status', status: 200, body: '<html>' },
    });
    expect((await documentOf(invoiceId)).status).toBe(409);
    harness.simulator.faults.add({
      match: { path: 'statement$' },
      fault: { kind: 'status', status: 404 },
    });
    expect((await documentOf(invoiceId)).status).toBe(404);
    expect((await documentOf('G1')).status).toBe(404);

    const { customerId } = harness.simulator.truth(PERIOD).customers[0]!;
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: [customerId],
    });
    for (const denied of ['/invoices', path]) {
      const answer = await harness.request(denied);
      expect(answer.status).toBe(403);
      expect(answer.body.error?.message).toContain('csp-costs.cost.read');
      expect(JSON.stringify(answer.body)).not.toMatch(/totalCharges/);
    }
    expect((await documentOf(invoiceId)).status).toBe(403);
    expect(
      (await harness.request('/invoices', { anonymous: true })).status,
    ).toBe(401);
  });
});
