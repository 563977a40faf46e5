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

import type { Entity } from '@backstage/catalog-model';
import {
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_CUSTOMER_TYPE,
  type BudgetInput,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import type { CustomerPolicy } from '../__testUtils__/startBackend';
import { cspCustomerConditions } from '../rights/customerRules';

const { databases, ids } = testDatabases();

const TASK = 'csp-costs-watch-budgets';

describe.each(ids)('budgets on %s', databaseId => {
  const customers: CustomerPolicy = { conditions: undefined, entities: [] };
  let harness: CspCostsHarness;
  let customerIds: string[];

  beforeAll(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 3, months: 1, linesPerCustomerDay: 1 },
      customers,
    });
    customerIds = harness.simulator.customers.map(({ id }) => id.toLowerCase());
    customers.entities!.push(
      customerEntity(customerIds[0]!, 'group:default/north'),
    );
    await harness.stopBackend();
    await harness.startBackend();
    await harness.untilCollected();
  });

  beforeEach(async () => {
    await harness.knex('budgets').delete();
    await harness.knex('budget_notices').delete();
    harness.notifications.length = 0;
    harness.audit.length = 0;
    customers.conditions = undefined;
  });

  afterAll(() => harness?.stop());

  function refusal(name: string, message: RegExp) {
    return {
      cause: expect.objectContaining({ name }),
      message: expect.stringMatching(message),
    };
  }

  it('are set, changed and taken away, each time on record', async () => {
    const { api } = harness;
    const [customerId] = customerIds as [string];
    expect(await api.getBudgets()).toEqual([]);
    const first = await api.setBudget(customerId.toUpperCase(), 'EUR', {
      monthlyAmount: '123456789012345.6700',
    });
    expect(first).toEqual({
      customerId,
      billingCurrency: 'EUR',
      monthlyAmount: '123456789012345.67',
      thresholds: [80, 100],
      revision: 1,
      updatedBy: 'user:default/mock',
      updatedAt: '2026-11-14T09:00:00.000Z',
    });
    const second = await api.setBudget(customerId, 'EUR', {
      monthlyAmount: '0.0001',
      thresholds: [50, 90, 120],
      revision: 1,
    });
    expect(second).toMatchObject({
      monthlyAmount: '0.0001',
      thresholds: [50, 90, 120],
      revision: 2,
    });
    await api.setBudget(customerId, 'USD', { monthlyAmount: '10' });
    expect(await api.getBudgets({ customerId })).toMatchObject([
      second,
      { billingCurrency: 'USD' },
    ]);
    await api.deleteBudget(customerId, 'EUR', 2);
    expect(await api.getBudgets()).toMatchObject([{ billingCurrency: 'USD' }]);
    expect(
      harness.audit.map(({ eventId, status }) => [eventId, status]),
    ).toEqual([
      ['budget-update', 'succeeded'],
      ['budget-update', 'succeeded'],
      ['budget-update', 'succeeded'],
      ['budget-delete', 'succeeded'],
    ]);
    expect(harness.audit[1]!.meta).toEqual({
      customerId,
      billingCurrency: 'EUR',
      revision: 2,
    });
  });

  it('keep one of two people from overwriting what the other has set', async () => {
    const { api } = harness;
    const [customerId] = customerIds as [string];
    const set = (input: BudgetInput) => api.setBudget(customerId, 'EUR', input);
    await set({ monthlyAmount: '10' });
    await expect(set({ monthlyAmount: '11' })).rejects.toMatchObject(
      refusal('ConflictError', /user:default\/mock has changed it since/),
    );
    const both = await Promise.allSettled([
      set({ monthlyAmount: '20', revision: 1 }),
      set({ monthlyAmount: '30', revision: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await expect(api.deleteBudget(customerId, 'EUR', 1)).rejects.toMatchObject(
      refusal('ConflictError', /load it again/),
    );
    await api.deleteBudget(customerId, 'EUR', 2);
    await expect(api.deleteBudget(customerId, 'EUR', 3)).rejects.toMatchObject(
      refusal('NotFoundError', /no budget in EUR/),
    );
    // The next budget is not the one that somebody may still be editing.
    expect(await set({ monthlyAmount: '40' })).toMatchObject({ revision: 4 });
    await expect(
      set({ monthlyAmount: '50', revision: 1 }),
    ).rejects.toMatchObject(refusal('ConflictError', /revision 4/));
    expect(await api.getBudgets()).toMatchObject([{ monthlyAmount: '40' }]);
  });

  it.each<[string, unknown, RegExp]>([
    ['EUR', { monthlyAmount: '0.00' }, /monthlyAmount must be more than 0/],
    ['EUR', { monthlyAmount: '-5' }, /monthlyAmount/],
    ['EUR', { monthlyAmount: 5 }, /monthlyAmount must be text/],
    ['EUR', { monthlyAmount: '1e3' }, /monthlyAmount/],
    ['EUR', { monthlyAmount: '0.00001' }, /monthlyAmount/],
    ['EUR', { monthlyAmount: '5', thresholds: [100, 80] }, /thresholds/],
    ['EUR', { monthlyAmount: '5', thresholds: [80, 80] }, /thresholds/],
    ['EUR', { monthlyAmount: '5', thresholds: [0] }, /thresholds/],
    ['EUR', { monthlyAmount: '5', thresholds: [] }, /thresholds/],
    ['EUR', {}, /monthlyAmount/],
    ['euro', { monthlyAmount: '5' }, /billingCurrency/],
  ])('in %s refuse %j', async (currency, body, message) => {
    const { status, body: answer } = await harness.request(
      `/budgets/${customerIds[0]}/${currency}`,
      { method: 'PUT', body: JSON.stringify(body) },
    );
    expect([status, answer.error?.message]).toEqual([
      400,
      expect.stringMatching(message),
    ]);
    expect(await harness.knex('budgets')).toEqual([]);
  });

  it('are of the customers that one may see, and no others', async () => {
    const { api } = harness;
    const [own, other] = customerIds as [string, string];
    await api.setBudget(own, 'EUR', { monthlyAmount: '10' });
    await api.setBudget(other, 'EUR', { monthlyAmount: '20' });
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: [own],
    });

    expect(await api.getBudgets()).toMatchObject([{ customerId: own }]);
    expect(await api.getBudgets({ customerId: other })).toEqual([]);
    expect(
      await api.setBudget(own, 'EUR', { monthlyAmount: '11', revision: 1 }),
    ).toMatchObject({ revision: 2 });
    const unknown = refusal('NotFoundError', /No connector knows a customer/);
    for (const customerId of [other, '00000000-0000-4000-8000-000000000000']) {
      await expect(
        api.setBudget(customerId, 'EUR', { monthlyAmount: '9', revision: 1 }),
      ).rejects.toMatchObject(unknown);
      await expect(
        api.deleteBudget(customerId, 'EUR', 1),
      ).rejects.toMatchObject(unknown);
    }
    customers.conditions = undefined;
    expect(await api.getBudgets({ customerId: other })).toMatchObject([
      { monthlyAmount: '20', revision: 1 },
    ]);
  });

  it('tell the owner of a customer once of each threshold that its cost reaches', async () => {
    const { api } = harness;
    const [customerId, ownerless] = customerIds as [string, string];
    const { totals } = await api.getCostSummary({
      customerId,
      billingPeriod: '2026-11',
    });
    const { billingCurrency, billedCost } = totals[0]!;
    const amount = (share: number) => (Number(billedCost) * share).toFixed(4);
    await api.setBudget(customerId, billingCurrency, {
      monthlyAmount: amount(2),
    });
    // Reached, and nobody to tell.
    await api.setBudget(ownerless, billingCurrency, {
      monthlyAmount: '0.0001',
    });
    await harness.runTask(TASK);
    expect(harness.notifications).toEqual([]);

    await api.setBudget(customerId, billingCurrency, {
      monthlyAmount: amount(1.1),
      revision: 1,
    });
    harness.failNotifications = true;
    await harness.runTask(TASK);
    harness.failNotifications = false;
    expect(harness.notifications).toEqual([]);
    await harness.runTask(TASK);
    await harness.runTask(TASK);
    const [name] = await harness
      .knex('customers')
      .where({ customer_id: customerId })
      .pluck('customer_name');
    expect(harness.notifications).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['group:default/north'] },
        payload: {
          title: `${name} has used 80% of its budget for 2026-11`,
          description: expect.stringContaining(billingCurrency),
          link: `/costs/overview?customer=${customerId}&month=2026-11`,
          severity: 'normal',
          topic: 'csp-costs-budget',
          scope: `csp-costs:budget:${customerId}:${billingCurrency}`,
        },
      },
    ]);
    // Who may see the cost sees it behind the link.
    expect(JSON.stringify(harness.notifications)).not.toContain(
      billedCost.split('.')[0]!,
    );

    // Two thresholds at once are one notification.
    await api.setBudget(customerId, billingCurrency, {
      monthlyAmount: amount(0.5),
      thresholds: [80, 100, 150],
      revision: 2,
    });
    await harness.runTask(TASK);
    expect(harness.notifications).toHaveLength(2);
    expect(harness.notifications[1]!.payload).toMatchObject({
      title: expect.stringContaining('150%'),
      severity: 'high',
    });
    // Of another amount nobody has been told yet.
    await api.setBudget(customerId, billingCurrency, {
      monthlyAmount: amount(0.9),
      revision: 3,
    });
    await harness.runTask(TASK);
    await harness.runTask(TASK);
    expect(harness.notifications).toHaveLength(3);
    expect(harness.notifications[2]!.payload).toMatchObject({
      title: expect.stringContaining('100%'),
    });
  });

  it('are changed only with the permission', async () => {
    const [customerId] = customerIds as [string];
    await harness.api.setBudget(customerId, 'EUR', { monthlyAmount: '10' });
    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.budget.update'] });
    try {
      expect(await harness.api.getBudgets()).toHaveLength(1);
      const refused = refusal('NotAllowedError', /csp-costs\.budget\.update/);
      await expect(
        harness.api.setBudget(customerId, 'EUR', {
          monthlyAmount: '11',
          revision: 1,
        }),
      ).rejects.toMatchObject(refused);
      await expect(
        harness.api.deleteBudget(customerId, 'EUR', 1),
      ).rejects.toMatchObject(refused);
    } finally {
      await harness.stopBackend();
      await harness.startBackend({ denied: [] });
    }
  });
});

/** An entity of a customer, as the entity provider makes it. */
function customerEntity(customerId: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: {
      name: `csp-customer-${customerId}`,
      annotations: {
        [CSP_CUSTOMER_ID_ANNOTATION]: customerId,
        'backstage.io/managed-by-origin-location': 'csp-costs:default',
      },
    },
    spec: { type: CSP_CUSTOMER_TYPE, owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}
