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
import {
  sumDecimals,
  type Charge,
  type CustomerInvoice,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import type { CustomerPolicy } from '../../__testUtils__/startBackend';
import { cspCustomerConditions } from '../../rights/customerRules';

const { databases, ids } = testDatabases();

describe.each(ids)('invoices of a customer on %s', databaseId => {
  const customers: CustomerPolicy = { conditions: undefined };
  let harness: CspCostsHarness;

  afterEach(() => harness?.stop());

  /** All charges of a customer in a month. */
  async function chargesOf(
    customerId: string,
    billingPeriod: string,
  ): Promise<Charge[]> {
    const charges: Charge[] = [];
    let cursor: string | undefined;
    do {
      const page = await harness.api.getCharges({
        billingPeriod,
        customerId,
        cursor,
        limit: 500,
      });
      charges.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return charges;
  }

  it('have what their lines have of it, to the last digit, and nothing of others', async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 3, months: 2, linesPerCustomerDay: 1 },
      customers,
    });
    await harness.untilCollected();
    await harness.untilArchived();
    const customerIds = harness.simulator.customers.map(({ id }) => id);
    for (const customerId of customerIds) {
      const invoices = await harness.api.getCustomerInvoices(
        customerId.toUpperCase(),
      );
      expect(invoices.length).toBeGreaterThan(0);
      expect(invoices.map(one => one.billingPeriod)).toEqual(
        [...invoices]
          .map(one => one.billingPeriod)
          .sort()
          .reverse(),
      );
      for (const invoice of invoices) {
        await expectLinesOf(invoice, customerId);
      }
    }

    const [own, other] = customerIds as [string, string];
    const [latest] = await harness.api.getCustomerInvoices(own);
    // As while the other half of an invoice is still being read.
    await harness.knex('slices').insert({
      slice_id: randomUUID(),
      connector_id: 'demo',
      source: 'billed-usage',
      slice_key: 'another',
      invoice_id: latest!.invoiceId,
    });
    expect(
      (await harness.api.getCustomerInvoices(own)).map(one => one.complete),
    ).toEqual(
      (await harness.api.getCustomerInvoices(own)).map(
        one => one.invoiceId !== latest!.invoiceId,
      ),
    );
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: [own.toLowerCase()],
    });
    expect(await harness.api.getCustomerInvoices(own)).not.toEqual([]);
    await expect(harness.api.getCustomerInvoices(other)).rejects.toMatchObject({
      cause: { name: 'NotFoundError' },
    });
    customers.conditions = undefined;
    expect((await harness.request('/customers/nobody/invoices')).status).toBe(
      400,
    );
  });

  async function expectLinesOf(
    invoice: CustomerInvoice,
    customerId: string,
  ): Promise<void> {
    const { invoiceId, billingPeriod, billingCurrency } = invoice;
    const lines = (await chargesOf(customerId, billingPeriod)).filter(
      charge =>
        charge.invoiceId === invoiceId &&
        charge.billingCurrency === billingCurrency,
    );
    const sumOf = (isMeant: (charge: Charge) => boolean) =>
      sumDecimals(lines.filter(isMeant).map(({ billedCost }) => billedCost));
    expect(invoice).toEqual({
      connectorId: 'demo',
      invoiceId,
      invoiceDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      billingPeriod,
      billingCurrency,
      billedCost: sumOf(({ chargeCategory }) => chargeCategory !== 'Tax'),
      taxCost: sumOf(({ chargeCategory }) => chargeCategory === 'Tax'),
      complete: true,
    });
  }
});
