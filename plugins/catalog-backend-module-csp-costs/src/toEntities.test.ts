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
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { DirectoryCustomer } from 'backstage-plugin-csp-costs-common';
import { customer, guid, subscription } from './__testUtils__/FakeDirectory';
import { readProviderConfigs } from './readProviderConfigs';
import { toEntities } from './toEntities';

/** What the catalog asks of every entity. */
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

async function make(
  customers: DirectoryCustomer[],
  cspCosts: object = {},
  appUrl?: string,
) {
  const [config] = readProviderConfigs(
    new ConfigReader({
      catalog: { providers: { cspCosts: { owner: 'platform', ...cspCosts } } },
    }),
  );
  const entities = toEntities(customers, { ...config!, appUrl });
  for (const { entity } of entities.values()) {
    await policy.enforce(entity);
    expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
  }
  return entities;
}

/** Who owns an entity, and which system it belongs to. */
async function ownership(customers: DirectoryCustomer[], cspCosts: object) {
  const entities = await make(customers, cspCosts);
  return [...entities.values()].map(({ entity: { metadata, spec } }) =>
    [metadata.title, spec.owner, spec.system].filter(Boolean).join(' '),
  );
}

describe('toEntities', () => {
  it('makes a resource of a customer, and of each Azure subscription, which the customer depends on', async () => {
    const entities = await make(
      [customer(1, { azureSubscriptions: [subscription(7, 'Web shop')] })],
      { system: 'cloud', namespace: 'csp' },
      'https://portal.example',
    );

    const annotations = {
      'backstage.io/managed-by-location': 'csp-costs:default',
      'backstage.io/managed-by-origin-location': 'csp-costs:default',
      'csp-costs/connector-ids': 'main',
    };
    const url = `https://portal.example/costs/overview?customer=${guid(1)}`;
    expect([...entities]).toEqual([
      [
        `resource:csp/csp-customer-${guid(1)}`,
        {
          connectorIds: ['main'],
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: {
              name: `csp-customer-${guid(1)}`,
              namespace: 'csp',
              title: 'Customer 1',
              description: 'Microsoft CSP customer (customer1.example, DE)',
              annotations: { ...annotations, 'csp-costs/customer-id': guid(1) },
              links: [{ url, title: 'Costs' }],
            },
            spec: {
              type: 'csp-customer',
              owner: 'group:default/platform',
              system: 'system:default/cloud',
            },
          },
        },
      ],
      [
        `resource:csp/azure-subscription-${guid(7)}`,
        {
          connectorIds: ['main'],
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: {
              name: `azure-subscription-${guid(7)}`,
              namespace: 'csp',
              title: 'Web shop · Customer 1',
              description: 'Azure subscription of Customer 1',
              annotations: {
                ...annotations,
                'csp-costs/azure-subscription-id': guid(7),
              },
              links: [{ url, title: 'Costs of Customer 1' }],
            },
            spec: {
              type: 'azure-subscription',
              owner: 'group:default/platform',
              system: 'system:default/cloud',
              dependencyOf: [`resource:csp/csp-customer-${guid(1)}`],
            },
          },
        },
      ],
    ]);
  });

  it('makes do with what is known', async () => {
    const entities = await make([
      customer(1, {
        customerName: '',
        domainName: undefined,
        country: undefined,
        azureSubscriptions: [
          { azureSubscriptionId: guid(7), name: '' },
          {
            azureSubscriptionId: guid(8),
            name: `Old of ${guid(1).toUpperCase()}`,
            status: 'deleted',
          },
        ],
      }),
    ]);

    expect(
      [...entities.values()].map(({ entity: { metadata } }) => [
        metadata.title,
        metadata.description,
        metadata.links,
      ]),
    ).toEqual([
      [guid(1), 'Microsoft CSP customer', undefined],
      [
        `${guid(7)} · ${guid(1)}`,
        `Azure subscription of ${guid(1)}`,
        undefined,
      ],
      [
        `Old of ${guid(1).toUpperCase()}`,
        `Azure subscription of ${guid(1)}, deleted`,
        undefined,
      ],
    ]);
  });

  it('makes one entity of what several connectors know, whichever is read first', async () => {
    const asSeenBy = (connectorId: string) =>
      customer(1, {
        connectorId,
        customerName: `Name in ${connectorId}`,
        azureSubscriptions: [subscription(7, `Of ${connectorId}`)],
      });
    const charged = { ...asSeenBy('asia'), listed: false };
    const others = asSeenBy('usa');
    others.azureSubscriptions.push(subscription(8, 'Only here'));

    const entities = await make([charged, others, asSeenBy('europe')]);

    expect(
      [...entities.values()].map(({ entity, connectorIds }) => [
        entity.metadata.title,
        entity.metadata.annotations!['csp-costs/connector-ids'],
        connectorIds,
      ]),
    ).toEqual([
      ['Name in europe', 'asia,europe,usa', ['asia', 'europe', 'usa']],
      [
        'Of europe · Name in europe',
        'asia,europe,usa',
        ['asia', 'europe', 'usa'],
      ],
      ['Only here · Name in usa', 'usa', ['usa']],
    ]);
    const again = await make([asSeenBy('europe'), others, charged]);
    expect([...again].sort()).toEqual([...entities].sort());
  });

  it('gives what a rule matches to the owner and the system of the first that does', async () => {
    const customers = [
      customer(1, { customerName: 'Contoso' }),
      customer(2, { customerName: 'Fabrikam', country: 'NL' }),
      customer(3, { customerName: 'Litware', country: 'NL' }),
      customer(4, { customerName: 'Northwind' }),
    ];

    expect(
      await ownership(customers, {
        system: 'cloud',
        rules: [
          { match: { customerName: 'Contoso*' }, owner: 'contoso-team' },
          { match: { customerName: 'Lit*', country: 'NL' }, system: 'lit' },
          { match: { country: ['NL', 'DE'] }, owner: 'user:default/ada' },
        ],
      }),
    ).toEqual([
      'Contoso group:default/contoso-team system:default/cloud',
      'Fabrikam user:default/ada system:default/cloud',
      'Litware group:default/platform system:default/lit',
      'Northwind user:default/ada system:default/cloud',
    ]);
  });

  it('lets subscriptions inherit from their customer what no rule of theirs says', async () => {
    const customers = [1, 2].map(number =>
      customer(number, {
        azureSubscriptions: [
          subscription(10 * number, 'Production'),
          subscription(10 * number + 1, 'Sandbox'),
        ],
      }),
    );

    expect(
      await ownership(customers, {
        rules: [
          { match: { subscriptionName: 'Sand*' }, system: 'sandboxes' },
          {
            match: { customerId: guid(2), subscriptionName: '*' },
            owner: 'operations',
          },
          { match: { customerId: guid(1) }, owner: 'one', system: 'first' },
        ],
      }),
    ).toEqual([
      'Customer 1 group:default/one system:default/first',
      'Customer 2 group:default/platform',
      'Production · Customer 1 group:default/one system:default/first',
      'Sandbox · Customer 1 group:default/one system:default/sandboxes',
      'Production · Customer 2 group:default/operations',
      'Sandbox · Customer 2 group:default/platform system:default/sandboxes',
    ]);
  });
});
