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
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import type { CustomerPolicy } from '../__testUtils__/startBackend';
import { cspCustomerConditions } from '../rights/customerRules';

const { databases, ids } = testDatabases();

function component(
  name: string,
  annotations: Record<string, string>,
  parts: string[] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: parts.length > 0 ? 'System' : 'Component',
    metadata: { name, namespace: 'default', annotations },
    relations: parts.map(targetRef => ({ type: 'hasPart', targetRef })),
  };
}

describe.each(ids)('claims of entities on %s', databaseId => {
  const customers: CustomerPolicy = { conditions: undefined, entities: [] };
  let harness: CspCostsHarness;

  beforeAll(async () => {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 3, months: 1, linesPerCustomerDay: 1 },
      startBackend: false,
      customers,
    });
    const [first, second] = harness.simulator.customers;
    const [subscription] = first!.entitlements;
    customers.entities!.push(
      component('shop', {
        'csp-costs/azure-subscription-id': subscription!.id.toUpperCase(),
        'csp-costs/resource-group': 'RG-One, rg-two',
        'csp-costs/tag': 'App = Shop | till',
      }),
      component('pay', { 'csp-costs/customer-id': second!.id }),
      component('nothing', {}),
      component('estate', {}, [
        'component:default/shop',
        'component:default/pay',
        'component:default/nothing',
        'component:default/gone',
      ]),
      component('wrong', {
        'csp-costs/customer-id': `${second!.id}, Fabrikam`,
        'csp-costs/azure-subscription-id': ' ',
        'csp-costs/resource-group': 'rg/one',
        'csp-costs/resource-id': '/providers/x',
        'csp-costs/tag': 'app',
      }),
      component('long', {
        'csp-costs/resource-group': Array.from(
          { length: 101 },
          (_, index) => `rg-${index}`,
        ).join(),
      }),
    );
    await harness.startBackend({
      config: {
        attribution: {
          rules: [
            { tag: 'service', customer: [first!.id, second!.id] },
            {
              subscription: '*',
              resourceGroup: 'rg-*',
              entity: 'component:default/nothing',
              customer: second!.id,
            },
          ],
        },
      },
    });
    await harness.untilCollected();
  });

  afterAll(() => harness?.stop());

  afterEach(() => {
    customers.conditions = undefined;
  });

  it('say what is counted, by name', async () => {
    const [first, second] = harness.simulator.customers;
    const [subscription] = first!.entitlements;
    const named = [first!, second!].map(({ id, name }) => ({ id, name }));
    expect(await harness.api.getEntityClaims('Component:Default/Shop')).toEqual(
      {
        entityRef: 'component:default/shop',
        claims: [
          {
            origin: 'annotation',
            azureSubscriptions: [
              { id: subscription!.id, name: subscription!.name },
            ],
            resourceGroups: ['rg-one', 'rg-two'],
            tag: { key: 'app', values: ['shop', 'till'] },
          },
          {
            origin: 'rule',
            customers: named,
            tag: { key: 'service', values: ['shop'] },
          },
        ],
        partCount: 0,
        problems: [],
      },
    );
    expect(
      (await harness.api.getEntityClaims('component:default/nothing')).claims,
    ).toEqual([
      {
        origin: 'rule',
        customers: named,
        tag: { key: 'service', values: ['nothing'] },
      },
      {
        origin: 'rule',
        customers: [named[1]],
        azureSubscriptionPatterns: ['*'],
        resourceGroupPatterns: ['rg-*'],
      },
    ]);
    expect(await harness.api.getEntityClaims('system:default/estate')).toEqual({
      entityRef: 'system:default/estate',
      claims: [],
      partCount: 3,
      problems: [],
    });
  });

  it('say what is wrong with annotations, and count none of them', async () => {
    const wrong = await harness.api.getEntityClaims('component:default/wrong');
    expect(wrong.claims.map(({ origin }) => origin)).toEqual(['rule']);
    expect(
      wrong.problems.map(({ annotation, value, reason }) => [
        annotation.replace('csp-costs/', ''),
        value,
        reason,
      ]),
    ).toEqual([
      ['customer-id', 'fabrikam', 'no-guid'],
      ['azure-subscription-id', '', 'no-value'],
      ['resource-group', 'rg/one', 'no-resource-group'],
      ['resource-id', '/providers/x', 'no-resource-id'],
      ['tag', 'app', 'no-key-value'],
    ]);
    const long = await harness.api.getEntityClaims('component:default/long');
    expect(long.problems).toEqual([
      {
        annotation: 'csp-costs/resource-group',
        value: expect.stringMatching(/^rg-0,rg-1,.{90}$/),
        reason: 'too-many-values',
      },
    ]);
  });

  it('name nothing of customers that the reader may not see', async () => {
    const [first, second, third] = harness.simulator.customers;
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: [second!.id],
    });
    const shop = await harness.api.getEntityClaims('component:default/shop');
    expect(shop.claims).toEqual([
      expect.objectContaining({
        origin: 'annotation',
        azureSubscriptions: [{ id: first!.entitlements[0]!.id }],
      }),
      expect.objectContaining({
        customers: [{ id: second!.id, name: second!.name }],
      }),
    ]);
    customers.conditions = cspCustomerConditions.isCustomer({
      customerIds: [third!.id],
    });
    const nothing = await harness.api.getEntityClaims(
      'component:default/nothing',
    );
    expect(nothing.claims).toEqual([]);
  });

  it('are for those who see any costs, of entities that there are', async () => {
    await expect(
      harness.api.getEntityClaims('component:default/gone'),
    ).rejects.toMatchObject({ cause: { name: 'NotFoundError' } });
    for (const query of ['', '?entityRef=shop', '?entityRef=']) {
      const { status, body } = await harness.request(
        `/entities/claims${query}`,
      );
      expect([status, body.error!.message]).toEqual([
        400,
        expect.stringContaining('entityRef'),
      ]);
    }
    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.cost.read'] });
    const { status } = await harness.request(
      '/entities/claims?entityRef=component:default/shop',
    );
    expect(status).toBe(403);
  });
});
