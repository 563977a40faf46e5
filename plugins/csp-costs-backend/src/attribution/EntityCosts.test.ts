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
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { sumDecimals } from 'backstage-plugin-csp-costs-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import type { AttributableCost } from '../ledger/query/Attribution';
import { EntityCosts } from './EntityCosts';
import { matchesSelector } from './matchesSelector';
import { ReaderAttribution } from './ReaderAttribution';
import { readAttributionSettings } from './readAttributionSettings';
import { selectorsOf } from './selectorsOf';

const { databases, ids } = testDatabases();

const READER = mockCredentials.user('user:default/sam');

const guid = (digit: number) =>
  `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const CUSTOMERS = [guid(1), guid(2)];
const SUBSCRIPTIONS = [
  { id: guid(3), customerId: guid(1), name: 'Prod Shop' },
  { id: guid(4), customerId: guid(1), name: 'Dev Shop' },
  { id: guid(5), customerId: guid(2), name: 'Prod Data' },
];
const RESOURCE_GROUPS = ['rg-shop', 'rg-data', 'rg-net'];
const NAMES = ['shop', 'data', 'net', 'api'];

/** A component or resource, as a random catalog has it. */
interface Thing {
  name: string;
  kind: 'Component' | 'Resource';
  provided: boolean;
  annotations: Record<string, string>;
  system?: string;
  parent?: string;
  owner: string;
}

const resourceIdOf = (subscription: string, group: string, name: string) =>
  `/subscriptions/${subscription}/resourcegroups/${group}/providers/microsoft.compute/virtualmachines/${name}`;

const someResourceId = fc
  .tuple(
    fc.constantFrom(...SUBSCRIPTIONS),
    fc.constantFrom(...RESOURCE_GROUPS),
    fc.constantFrom(...NAMES),
  )
  .map(([{ id }, group, name]) => resourceIdOf(id, group, name));

const charge: fc.Arbitrary<AttributableCost> = fc
  .record({
    subscription: fc.option(fc.constantFrom(...SUBSCRIPTIONS)),
    customerId: fc.constantFrom(...CUSTOMERS),
    resourceGroup: fc.constantFrom('', ...RESOURCE_GROUPS),
    name: fc.constantFrom(...NAMES),
    tags: fc.dictionary(
      fc.constantFrom('app', 'system', 'other'),
      fc.constantFrom('shop', 'SHOP', 'data', 'one', 'nobody'),
    ),
    billingCurrency: fc.constantFrom('EUR', 'USD'),
    units: fc.bigInt({
      min: -1_000_000_000_000_000_000n,
      max: 1_000_000_000_000_000_000n,
    }),
    fraction: fc.stringMatching(/^[0-9]{1,18}$/),
    invoiced: fc.boolean(),
  })
  .map(
    ({
      subscription,
      customerId,
      resourceGroup,
      name,
      tags,
      units,
      fraction,
      ...rest
    }) => ({
      ...rest,
      customerId: subscription?.customerId ?? customerId,
      azureSubscriptionId: subscription?.id ?? '',
      resourceGroup: subscription ? resourceGroup : '',
      resourceId:
        subscription && resourceGroup
          ? resourceIdOf(subscription.id, resourceGroup, name)
          : '',
      tags:
        subscription && Object.keys(tags).length > 0
          ? JSON.stringify(tags)
          : '',
      billedCost: `${units}.${fraction}`,
    }),
  );

const annotations = fc.record(
  {
    'csp-costs/customer-id': fc
      .subarray(CUSTOMERS, { minLength: 1 })
      .map(list => list.join(', ')),
    'csp-costs/azure-subscription-id': fc
      .subarray(SUBSCRIPTIONS, { minLength: 1 })
      .map(list => list.map(({ id }) => id.toUpperCase()).join(',')),
    'csp-costs/resource-group': fc
      .subarray(RESOURCE_GROUPS, { minLength: 1 })
      .map(list => list.join(',')),
    'csp-costs/resource-id': someResourceId,
    'csp-costs/tag': fc.constantFrom('App=shop', 'app=data|Shop', 'other=x'),
  },
  { requiredKeys: [] },
);

const thing = (name: string): fc.Arbitrary<Thing> =>
  fc.record({
    name: fc.constant(name),
    kind: fc.constantFrom('Component' as const, 'Resource' as const),
    provided: fc.boolean(),
    annotations: fc.oneof(fc.constant({}), annotations),
    system: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
    parent: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
    owner: fc.constantFrom('team', 'child'),
  });

const rule: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom<JsonObject>(
    { tag: 'app' },
    { tag: 'app', kind: 'Resource', customer: CUSTOMERS[0]! },
    { tag: 'System', kind: 'System' },
  ),
  fc
    .tuple(
      fc.constantFrom('component:default/shop', 'system:default/two'),
      fc.record(
        {
          subscription: fc.constantFrom('prod *', '*shop', 'nothing'),
          resourceGroup: fc.constantFrom('RG-*', 'rg-shop', 'x'),
        },
        { requiredKeys: [] },
      ),
      fc.record(
        { customer: fc.constantFrom(...CUSTOMERS) },
        { requiredKeys: [] },
      ),
    )
    .filter(([, patterns]) => Object.keys(patterns).length > 0)
    .map(([entity, patterns, customer]) => ({
      entity,
      ...patterns,
      ...customer,
    })),
);

const catalog = fc.tuple(...NAMES.map(thing));

/** What an entity is in the catalog, with relations in both directions. */
function entitiesOf(things: readonly Thing[]): Entity[] {
  const refOfThing = ({ kind, name }: Pick<Thing, 'kind' | 'name'>) =>
    `${kind.toLowerCase()}:default/${name}`;
  const relations = new Map<string, Array<[string, string]>>();
  const relate = (from: string, to: string, there: string, back: string) => {
    relations.set(from, [...(relations.get(from) ?? []), [there, to]]);
    relations.set(to, [...(relations.get(to) ?? []), [back, from]]);
  };
  for (const one of things) {
    if (one.system) {
      relate(
        refOfThing(one),
        `system:default/${one.system}`,
        'partOf',
        'hasPart',
      );
    }
    // Random parents make circles.
    const parent = things.find(({ name }) => name === one.parent);
    if (parent) {
      relate(refOfThing(one), refOfThing(parent), 'partOf', 'hasPart');
    }
    relate(refOfThing(one), `group:default/${one.owner}`, 'ownedBy', 'ownerOf');
  }
  relate('system:default/one', 'domain:default/all', 'partOf', 'hasPart');
  relate('domain:default/all', 'domain:default/all', 'partOf', 'hasPart');
  relate('group:default/child', 'group:default/team', 'childOf', 'parentOf');
  const entity = (
    kind: string,
    name: string,
    own: Record<string, string> = {},
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations: own },
    relations: (
      relations.get(`${kind.toLowerCase()}:default/${name}`) ?? []
    ).map(([type, targetRef]) => ({ type, targetRef })),
  });
  return [
    ...things.map(one =>
      entity(one.kind, one.name, {
        ...one.annotations,
        'backstage.io/managed-by-origin-location': one.provided
          ? 'csp-costs:default'
          : 'url:https://git.example/x',
      }),
    ),
    entity('System', 'one'),
    entity('System', 'two'),
    entity('Domain', 'all'),
    entity('Group', 'team'),
    entity('Group', 'child'),
  ];
}

/** Whether an entity itself claims a charge: the documentation once more, in other words. */
function claims(
  entity: Entity,
  cost: AttributableCost,
  rules: readonly JsonObject[],
): boolean {
  const lower = (text: unknown) => String(text).toLowerCase();
  const among = (list: unknown, value: string, separator = ',') =>
    list === undefined ||
    String(list)
      .split(separator)
      .some(one => lower(one.trim()) === lower(value));
  const tags: Record<string, string> = JSON.parse(cost.tags || '{}');
  const own = entity.metadata.annotations!;
  const tag = own['csp-costs/tag']?.split('=');
  const isAnnotated =
    Object.keys(own).some(name => name.startsWith('csp-costs/')) &&
    among(own['csp-costs/customer-id'], cost.customerId) &&
    among(own['csp-costs/azure-subscription-id'], cost.azureSubscriptionId) &&
    among(own['csp-costs/resource-group'], cost.resourceGroup) &&
    among(own['csp-costs/resource-id'], cost.resourceId) &&
    (!tag ||
      (tags[lower(tag[0])] !== undefined &&
        among(tag[1], tags[lower(tag[0])]!, '|')));
  const name = SUBSCRIPTIONS.find(
    ({ id }) => id === cost.azureSubscriptionId,
  )?.name;
  const matches = (pattern: unknown, text: string) =>
    new RegExp(`^${String(pattern).replace(/\*/g, '.*')}$`, 'i').test(text);
  return (
    isAnnotated ||
    rules.some(
      one =>
        among(one.customer, cost.customerId) &&
        (one.tag
          ? lower(one.kind ?? 'component') === lower(entity.kind) &&
            lower(tags[lower(one.tag)]) === entity.metadata.name
          : one.entity ===
              `${lower(entity.kind)}:default/${entity.metadata.name}` &&
            (!one.subscription ||
              (name !== undefined && matches(one.subscription, name))) &&
            (!one.resourceGroup ||
              (cost.resourceGroup !== '' &&
                matches(one.resourceGroup, cost.resourceGroup)))),
    )
  );
}

function refOf(entity: Entity): string {
  return `${entity.kind.toLowerCase()}:default/${entity.metadata.name}`;
}

/** An entity and all that is part of it or owned by it. */
function closureOf(
  entity: Entity,
  all: readonly Entity[],
  seen = new Set<Entity>(),
): Set<Entity> {
  if (!seen.has(entity)) {
    seen.add(entity);
    for (const { type, targetRef } of entity.relations ?? []) {
      const target = all.find(one => refOf(one) === targetRef);
      if (target && ['hasPart', 'ownerOf', 'parentOf'].includes(type)) {
        closureOf(target, all, seen);
      }
    }
  }
  return seen;
}

function totalsOf(costs: readonly AttributableCost[]) {
  return ['EUR', 'USD'].map(currency =>
    sumDecimals(
      costs
        .filter(({ billingCurrency }) => billingCurrency === currency)
        .map(({ billedCost }) => billedCost),
    ),
  );
}

describe.each(ids)('costs of entities on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await knex('subscriptions').insert(
      SUBSCRIPTIONS.map(({ id, customerId, name }) => ({
        connector_id: 'demo',
        customer_id: customerId,
        subscription_id: id,
        kind: 'azure',
        name,
      })),
    );
    const [sliceId, generationId] = [randomUUID(), randomUUID()];
    await knex('slices').insert({
      slice_id: sliceId,
      connector_id: 'demo',
      source: 'unbilled-usage',
      slice_key: '2026-11 EUR',
      billing_period: '2026-11',
      billing_currency: 'EUR',
      current_generation_id: generationId,
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
      created_at: new Date(),
    });
    await knex('cost_totals').insert(
      [...RESOURCE_GROUPS, ''].map(value => ({
        generation_id: generationId,
        dimension: 'resourceGroup',
        value,
        customer_id: '',
        charge_category: 'Usage',
        billing_currency: 'EUR',
        billed_cost: '1',
        days: databaseId === 'SQLITE_3' ? '["2026-11-01"]' : ['2026-11-01'],
        running_costs: databaseId === 'SQLITE_3' ? '["1"]' : ['1'],
      })),
    );
  });

  function createEntityCosts(
    entities: Entity[],
    attribution: JsonObject,
    options: {
      hidden?: string[];
      now?: () => Date;
      onRead?: () => void;
    } = {},
  ): EntityCosts {
    const catalogService = catalogServiceMock({ entities });
    return new EntityCosts({
      auth: mockServices.auth(),
      catalog: {
        ...catalogService,
        streamEntities: (request, credentials) => {
          options.onRead?.();
          return catalogService.streamEntities(request, credentials);
        },
        getEntitiesByRefs: async (request, { credentials }) => {
          const { items } = await catalogService.getEntitiesByRefs(request, {
            credentials,
          });
          const isReader = credentials === READER;
          return {
            items: items.map(item =>
              item && isReader && options.hidden?.includes(refOf(item))
                ? undefined
                : item,
            ),
          };
        },
      },
      knex,
      now: options.now ?? (() => new Date()),
      settings: {
        attribution: readAttributionSettings(
          new ConfigReader({ cspCosts: { attribution } }),
        ),
      },
    });
  }

  it('are each in one part, and the parts add up, whatever catalog and rules are', async () => {
    await fc.assert(
      fc.asyncProperty(
        catalog,
        fc.array(rule, { maxLength: 4 }),
        fc.array(charge, { maxLength: 40 }),
        async (things, rules, costs) => {
          const entities = entitiesOf(things);
          const entityCosts = createEntityCosts(entities, { rules });
          const attribution = new ReaderAttribution({
            entityCosts,
            credentials: READER,
          });
          const claimedBy = (some: Iterable<Entity>, cost: AttributableCost) =>
            [...some].filter(one => claims(one, cost, rules)).map(refOf);

          for (const entity of entities) {
            const closure = closureOf(entity, entities);
            const selectors = await attribution.selectorsOf(refOf(entity));
            const own = costs.filter(cost =>
              selectors.some(selector => matchesSelector(cost, selector)),
            );
            // Rolled up: what any of them claims, and nothing else.
            expect(own).toEqual(
              costs.filter(cost => claimedBy(closure, cost).length > 0),
            );
            const parts = await attribution.partsOf(refOf(entity), own);
            expect(parts.flatMap(part => part.costs)).toHaveLength(own.length);
            for (const part of parts) {
              for (const cost of part.costs) {
                expect(claimedBy(closure, cost)).toContain(part.entityRef);
              }
            }
            expect(totalsOf(parts.flatMap(part => part.costs))).toEqual(
              totalsOf(own),
            );
          }

          // Of all costs together, the rest is what nobody claims.
          const claimants = entities.filter(
            entity =>
              !things.some(
                one => one.provided && one.name === entity.metadata.name,
              ) || entity.relations?.some(({ type }) => type === 'partOf'),
          );
          const parts = await attribution.partsOf(undefined, costs);
          const outside = await attribution.attributed();
          expect(
            parts.find(({ entityRef }) => !entityRef)?.costs ?? [],
          ).toEqual(
            costs.filter(cost => claimedBy(claimants, cost).length === 0),
          );
          expect(
            costs.filter(
              cost =>
                !outside.some(selector => matchesSelector(cost, selector)),
            ),
          ).toEqual(parts.find(({ entityRef }) => !entityRef)?.costs ?? []);
          const whole = parts.flatMap(part => part.costs);
          expect(new Set(whole)).toEqual(new Set(costs));
          expect(whole).toHaveLength(costs.length);
          expect(totalsOf(whole)).toEqual(totalsOf(costs));
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  const component = (
    name: string,
    own: Record<string, string>,
    relations: Array<[string, string]> = [],
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations: own },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  });

  const vm: AttributableCost = {
    customerId: CUSTOMERS[0]!,
    azureSubscriptionId: SUBSCRIPTIONS[0]!.id,
    resourceGroup: 'rg-shop',
    resourceId: resourceIdOf(SUBSCRIPTIONS[0]!.id, 'rg-shop', 'shop'),
    tags: '{"app":"tagged"}',
    billingCurrency: 'EUR',
    billedCost: '1',
    invoiced: false,
  };

  it('go to the most specific claim', async () => {
    const claimants: Array<[string, Record<string, string>]> = [
      ['by-resource', { 'csp-costs/resource-id': vm.resourceId }],
      ['annotated', { 'csp-costs/tag': 'app=tagged' }],
      ['tagged', {}],
      [
        'by-two',
        {
          'csp-costs/resource-group': 'rg-shop',
          'csp-costs/customer-id': vm.customerId,
        },
      ],
      ['by-group', { 'csp-costs/resource-group': 'RG-Shop' }],
      ['shop', {}],
      [
        'by-subscription',
        { 'csp-costs/azure-subscription-id': vm.azureSubscriptionId },
      ],
      ['by-customer', { 'csp-costs/customer-id': vm.customerId }],
    ];
    const rules = [
      { tag: 'app' },
      { resourceGroup: 'rg-shop', entity: 'component:default/shop' },
    ];
    for (let index = 0; index < claimants.length; index++) {
      // In an order of their own, so that the order of the catalog decides nothing.
      const entities = claimants
        .slice(index)
        .map(([name, own]) => component(name, own))
        .reverse();
      const [part] = await new ReaderAttribution({
        entityCosts: createEntityCosts(entities, { rules }),
        credentials: READER,
      }).partsOf(undefined, [vm]);
      expect(part).toEqual({
        entityRef: `component:default/${claimants[index]![0]}`,
        costs: [vm],
      });
    }
  });

  it('are those of entities that the reader may see', async () => {
    const entities = [
      {
        ...component('one', {}, [
          ['hasPart', 'component:default/seen'],
          ['hasPart', 'component:default/hidden'],
        ]),
        kind: 'System',
      },
      component('seen', { 'csp-costs/resource-group': 'rg-shop' }),
      component('hidden', { 'csp-costs/resource-group': 'rg-data' }),
    ];
    const entityCosts = createEntityCosts(
      entities,
      {},
      { hidden: ['component:default/hidden'] },
    );
    const attribution = new ReaderAttribution({
      entityCosts,
      credentials: READER,
    });
    expect(await attribution.selectorsOf('System:default/One')).toEqual([
      { resourceGroups: ['rg-shop'] },
    ]);
    const other = { ...vm, resourceGroup: 'rg-data' };
    expect(await attribution.partsOf(undefined, [other])).toEqual([
      { entityRef: undefined, costs: [other] },
    ]);
    await expect(
      attribution.selectorsOf('component:default/hidden'),
    ).rejects.toThrow('The catalog has no entity component:default/hidden');
    await expect(attribution.selectorsOf('x')).rejects.toThrow(
      '"x" is no entity ref; write kind:namespace/name',
    );
  });

  it('give rights to owners by what the configuration says, not by what files say', async () => {
    const owned = (
      entity: Entity,
      owner: string,
      more: Array<[string, string]> = [],
    ): Entity => ({
      ...entity,
      relations: [['ownedBy', owner] as const, ...more].map(
        ([type, targetRef]) => ({ type, targetRef }),
      ),
    });
    const TEAM = 'group:default/team';
    const OTHERS = 'group:default/others';
    const entities = [
      owned(component('shop', {}), TEAM),
      owned(component('free', { 'csp-costs/customer-id': guid(1) }), TEAM),
      owned({ ...component('one', {}), kind: 'System' }, TEAM),
      owned(component('data', {}), OTHERS, [['partOf', 'system:default/one']]),
      owned(component('net', {}), OTHERS),
      {
        ...owned(
          component('own', {
            'csp-costs/azure-subscription-id': guid(5),
            'backstage.io/managed-by-origin-location': 'csp-costs:default',
          }),
          TEAM,
        ),
        kind: 'Resource',
      },
      // Anybody's group may call another one its child.
      {
        ...component('team', {}, [['parentOf', OTHERS]]),
        kind: 'Group',
      },
    ];
    const rules = NAMES.map(name => ({
      resourceGroup: `rg-${name}`,
      entity: `component:default/${name}`,
    }));
    const granted = async (
      attribution: JsonObject,
      owners: string[],
    ): Promise<unknown> =>
      selectorsOf(
        await createEntityCosts(entities, attribution).claimsOwnedBy(owners),
      );
    expect(await granted({ rules }, ['Group:default/Team'])).toEqual([
      { azureSubscriptionIds: [guid(5)] },
      { resourceGroups: ['rg-shop', 'rg-data'] },
    ]);
    expect(
      await granted({ rules, annotationsGrantRights: true }, [TEAM]),
    ).toContainEqual({ customerIds: [guid(1)] });
    expect(await granted({ rules }, ['user:default/nobody'])).toEqual([]);
    expect(await granted({ rules }, [])).toEqual([]);
  });

  it('are looked for once a minute, and again after a failure', async () => {
    let now = new Date('2026-11-14T09:00:00Z');
    const onRead = jest.fn<void, []>();
    const entityCosts = createEntityCosts([], {}, { now: () => now, onRead });
    onRead.mockImplementationOnce(() => {
      throw new Error('The catalog is not there');
    });
    await expect(entityCosts.claims()).rejects.toThrow('is not there');
    await Promise.all([1, 2].map(() => entityCosts.claims()));
    now = new Date('2026-11-14T09:00:59Z');
    await entityCosts.claims();
    expect(onRead).toHaveBeenCalledTimes(2);
    now = new Date('2026-11-14T09:01:00Z');
    await entityCosts.claims();
    expect(onRead).toHaveBeenCalledTimes(3);
  });
});
