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

import type { JsonObject } from '@backstage/types';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import type { CustomerPolicy } from '../../__testUtils__/startBackend';
import { cspCustomerConditions } from '../../rights/customerRules';

const { databases, ids } = testDatabases();

const READ_AT = '2026-11-14T09:00:00.000Z';

const LICENCE = {
  id: 'A356AC8C-E310-44F4-BF85-C7F29044AF99',
  offerId: 'CFQ7TTC0LF8R:0001:CFQ8TTC0LF8R',
  offerName: 'Microsoft 365 E5',
  friendlyName: 'Licences of the north',
  productType: { id: 'OnlineServicesNCE' },
  quantity: 25,
  unitType: 'Licenses',
  commitmentEndDate: '2027-02-03T00:00:00Z',
  status: 'active',
  autoRenewEnabled: false,
  billingCycle: 'monthly',
  termDuration: 'P1Y',
};

const ODD = {
  id: 'b23fdedd-d6bd-415a-8b71-3624c81c9644',
  friendlyName: 'Odd one',
  quantity: 1,
  unitType: 'Usage-based',
  commitmentEndDate: '9999-12-10T00:00:00Z',
};

describe.each(ids)('subscriptions of a customer on %s', databaseId => {
  const customers: CustomerPolicy = { conditions: undefined };
  let harness: CspCostsHarness;
  let customerIds: string[];

  beforeAll(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 3, months: 1 },
      connector: {
        schedule: { cron: '0 * * * *' },
        sources: {
          graphBilling: false,
          priceSheet: false,
          costManagement: false,
        },
      },
      customers,
    });
    customerIds = harness.simulator.customers.map(({ id }) => id.toLowerCase());
    await harness.untilCollected();
  });

  afterAll(() => harness?.stop());

  /** Has the list of a customer answered with these items from now on. */
  function list(customerId: string, items: JsonObject[]): string {
    return harness.simulator.faults.add({
      match: { path: `^/v1/customers/${customerId}/subscriptions$` },
      times: 'always',
      fault: {
        kind: 'status',
        status: 200,
        body: { totalCount: items.length, items },
      },
    });
  }

  const lists = (status: string, asOf?: string) => [
    {
      connectorId: 'demo',
      title: 'Demo partner',
      status,
      ...(asOf && { asOf }),
    },
  ];

  it('are all that the partner sells them, and tell of each what Microsoft does', async () => {
    for (const customer of harness.simulator.customers) {
      const { lists: read, items } = await harness.api.getCustomerSubscriptions(
        customer.id.toUpperCase(),
      );
      expect(read).toEqual(lists('complete', READ_AT));
      expect(items.filter(({ kind }) => kind === 'azure')).toEqual(
        customer.entitlements
          .map(({ id, name }) => ({
            subscriptionId: id,
            connectorId: 'demo',
            kind: 'azure',
            commerceSubscriptionId: customer.azurePlanId,
            name,
            status: 'active',
            listed: true,
          }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      );
      expect(
        items.find(
          ({ subscriptionId }) => subscriptionId === customer.azurePlanId,
        ),
      ).toEqual({
        subscriptionId: customer.azurePlanId,
        connectorId: 'demo',
        kind: 'commerce',
        name: 'Azure plan',
        productName: 'Azure plan',
        productType: 'Azure',
        billingCycle: 'monthly',
        autoRenew: false,
        status: 'active',
        listed: true,
      });
      for (const licence of items.filter(
        ({ kind, name }) => kind === 'commerce' && name !== 'Azure plan',
      )) {
        expect(licence).toMatchObject({
          quantity: expect.any(Number),
          termDuration: expect.stringMatching(/^P1[YM]$/),
          termEndsAt: expect.stringMatching(/T00:00:00.000Z$/),
          autoRenew: true,
        });
      }
    }
  });

  it('say which are there no more, and when that was seen', async () => {
    const [customerId, other] = customerIds as [string, string];
    const before = await harness.api.getCustomerSubscriptions(customerId);
    const fault = list(customerId, [LICENCE, ODD]);
    harness.simulator.clock.set(new Date('2026-11-15T09:00:00Z'));
    await harness.collect();
    const after = await harness.api.getCustomerSubscriptions(customerId);
    expect(after.lists).toEqual(lists('complete', '2026-11-15T09:00:00.000Z'));
    expect(after.items.filter(({ listed }) => listed)).toEqual([
      {
        subscriptionId: LICENCE.id.toLowerCase(),
        connectorId: 'demo',
        kind: 'commerce',
        name: 'Licences of the north',
        productName: 'Microsoft 365 E5',
        productType: 'OnlineServicesNCE',
        status: 'active',
        quantity: 25,
        termDuration: 'P1Y',
        billingCycle: 'monthly',
        termEndsAt: '2027-02-03T00:00:00.000Z',
        autoRenew: false,
        listed: true,
      },
      {
        subscriptionId: ODD.id,
        connectorId: 'demo',
        kind: 'commerce',
        name: 'Odd one',
        listed: true,
      },
    ]);
    expect(after.items.filter(({ listed }) => !listed)).toEqual(
      before.items.map(item => ({ ...item, listed: false })),
    );
    expect(
      (await harness.api.getCustomerSubscriptions(other)).items.every(
        ({ listed }) => listed,
      ),
    ).toBe(true);

    // A list that cannot be read leaves what was read, and when.
    harness.simulator.faults.remove(fault);
    harness.simulator.faults.add({
      match: { path: `^/v1/customers/${customerId}/subscriptions$` },
      times: 'always',
      fault: { kind: 'status', status: 500 },
    });
    harness.simulator.clock.set(new Date('2026-11-16T09:00:00Z'));
    await harness.collect();
    expect(await harness.api.getCustomerSubscriptions(customerId)).toEqual({
      lists: lists('failed', '2026-11-15T09:00:00.000Z'),
      items: after.items,
    });
    harness.simulator.faults.clear();
  });

  it('are shown of customers that one may see', async () => {
    const [own, other] = customerIds as [string, string];
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: [own],
    });
    try {
      expect(
        (await harness.api.getCustomerSubscriptions(own)).items,
      ).not.toEqual([]);
      for (const customerId of [
        other,
        '00000000-0000-4000-8000-000000000000',
      ]) {
        await expect(
          harness.api.getCustomerSubscriptions(customerId),
        ).rejects.toMatchObject({
          cause: { name: 'NotFoundError' },
          message: `No connector knows a customer ${customerId}`,
        });
      }
    } finally {
      customers.conditions = undefined;
    }
    expect(
      (await harness.request('/customers/nobody/subscriptions')).status,
    ).toBe(400);
    expect(
      await harness.request(`/customers/${own}/subscriptions`, {
        anonymous: true,
      }),
    ).toMatchObject({ status: 401 });
  });
});
