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

import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { DirectoryList } from 'backstage-plugin-csp-costs-common';
import fc from 'fast-check';
import {
  connector,
  customer,
  FakeDirectory,
  guid,
  subscription,
} from './__testUtils__/FakeDirectory';
import { CspCostsEntityProvider } from './CspCostsEntityProvider';
import { readProviderConfigs } from './readProviderConfigs';

const LOCATION_KEY = 'CspCostsEntityProvider:default';

/** The catalog keeps entities of one key from being changed under another. */
function assertOurs({ locationKey }: { locationKey?: string }): void {
  if (locationKey !== LOCATION_KEY) {
    throw new Error(`Entities have the location key ${locationKey}`);
  }
}

/** A catalog that does what it is told, and writes it down. */
class FakeCatalog implements EntityProviderConnection {
  readonly entities = new Map<string, Entity>();
  readonly mutations: string[] = [];
  failNext = false;

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (this.failNext) {
      this.failNext = false;
      throw new Error('The catalog is busy');
    }
    const added = mutation.type === 'full' ? mutation.entities : mutation.added;
    if (mutation.type === 'full') {
      this.entities.clear();
    } else {
      for (const entity of mutation.removed) {
        assertOurs(entity);
        this.entities.delete('entityRef' in entity ? entity.entityRef : '');
      }
    }
    for (const deferred of added) {
      assertOurs(deferred);
      const { entity } = deferred;
      this.entities.set(stringifyEntityRef(entity), entity);
    }
    const removed =
      mutation.type === 'full' ? '' : ` -${mutation.removed.length}`;
    this.mutations.push(`${mutation.type} +${added.length}${removed}`);
  }

  async refresh(): Promise<void> {}

  /** What it was told since it was asked last. */
  told(): string[] {
    return this.mutations.splice(0);
  }

  titles(): string[] {
    return [...this.entities.values()]
      .map(({ metadata }) => metadata.title!)
      .sort();
  }
}

/** Connectors of a random directory, by id. */
type Connectors = Record<
  string,
  {
    exists: boolean;
    customers: DirectoryList['status'];
    subscriptions: DirectoryList['status'];
    names: number[];
  }
>;

async function start(
  catalog = new FakeCatalog(),
  client = new FakeDirectory(),
  changes: JsonObject = {},
) {
  const logger = mockServices.logger.mock();
  const scheduler = mockServices.scheduler();
  const [config] = readProviderConfigs(
    new ConfigReader({
      catalog: {
        providers: { cspCosts: { owner: 'platform', ...changes } },
      },
    }),
  );
  const clock = { now: Date.parse('2026-11-14T09:00:00Z') };
  const provider = new CspCostsEntityProvider({
    config: config!,
    client,
    scheduler,
    logger,
    now: () => clock.now,
  });
  await provider.connect(catalog);
  const refresh = () => scheduler.triggerTask(`${LOCATION_KEY}:refresh`);
  /** What it has logged since it was asked last. */
  const logged = (level: 'info' | 'warn' | 'error') =>
    logger[level].mock.calls.splice(0).map(([line]) => line);
  return { catalog, client, clock, provider, refresh, logged };
}

describe('CspCostsEntityProvider', () => {
  it('tells everything once an hour, so that what the catalog refused or lost comes back', async () => {
    const client = new FakeDirectory();
    client.customers = [customer(1)];
    const { catalog, clock, refresh } = await start(undefined, client);
    await refresh();
    const [ref] = [...catalog.entities.keys()];
    catalog.entities.delete(ref!);
    clock.now += 59 * 60_000;
    await refresh();
    expect(catalog.entities.has(ref!)).toBe(false);
    clock.now += 60_000;
    await refresh();
    expect(catalog.entities.has(ref!)).toBe(true);
  });

  it('takes nothing away when it is set up for a connector that is not there', async () => {
    const catalog = new FakeCatalog();
    const client = new FakeDirectory();
    client.customers = [customer(1)];
    await (await start(catalog, client)).refresh();
    const { size } = catalog.entities;
    expect(size).toBeGreaterThan(0);
    const { refresh } = await start(catalog, client, { connectors: ['mian'] });
    await refresh();
    expect(catalog.entities.size).toBe(size);
  });

  it('tells everything once, and from then on exactly what has changed', async () => {
    const { catalog, client, refresh, logged } = await start();
    client.customers = [
      customer(1, { azureSubscriptions: [subscription(11)] }),
      customer(2),
      customer(3),
    ];
    await refresh();
    expect(catalog.told()).toEqual(['full +4']);
    expect(logged('info')).toEqual([
      'CSP customers and Azure subscriptions: 4 in all, and no others',
    ]);

    await refresh();
    expect(catalog.told()).toEqual([]);
    expect(logged('info')).toEqual([]);

    client.customers[1]!.customerName = 'Renamed';
    client.customers[0]!.azureSubscriptions.push(subscription(12));
    client.customers.splice(2, 1, customer(4));
    await refresh();
    expect(catalog.told()).toEqual(['delta +3 -1']);
    expect(logged('info')).toEqual([
      'CSP customers and Azure subscriptions: 2 added, 1 changed, 1 removed',
    ]);
    expect(catalog.titles()).toEqual([
      'Customer 1',
      'Customer 4',
      'Renamed',
      'Subscription 11 · Customer 1',
      'Subscription 12 · Customer 1',
    ]);
  });

  it('puts right what an earlier process has told', async () => {
    const { catalog, client, refresh } = await start();
    client.customers = [customer(1), customer(2)];
    await refresh();

    const next = await start(catalog, client);
    client.customers = [customer(2, { customerName: 'Renamed' }), customer(3)];
    await next.refresh();
    expect(catalog.told()).toEqual(['full +2', 'full +2']);
    expect(catalog.titles()).toEqual(['Customer 3', 'Renamed']);
  });

  it('takes nothing away that an earlier process has told until every list is complete', async () => {
    const { catalog, client, refresh } = await start();
    client.connectors = [connector('main'), connector('other')];
    client.customers = [customer(1), customer(2, { connectorId: 'other' })];
    await refresh();
    catalog.told();

    const next = await start(catalog, client);
    client.customers = [customer(3)];
    client.connectors[1]!.subscriptions = { status: 'pending' };
    await next.refresh();
    expect(catalog.told()).toEqual(['delta +1 -0']);
    client.customers = [];
    await next.refresh();
    // What this process has told itself, it may take away.
    expect(catalog.told()).toEqual(['delta +0 -1']);
    expect(catalog.titles()).toEqual(['Customer 1', 'Customer 2']);

    client.connectors[1] = connector('other');
    await next.refresh();
    expect(catalog.told()).toEqual(['full +0']);
    expect(catalog.titles()).toEqual([]);
  });

  it('keeps what a connector no longer has while its lists are incomplete', async () => {
    const { catalog, client, refresh, logged } = await start();
    client.connectors = [connector('main'), connector('other')];
    client.customers = [
      customer(1),
      customer(2, { connectorId: 'other' }),
      customer(3),
      customer(3, { connectorId: 'other' }),
    ];
    await refresh();
    catalog.told();
    logged('info');

    client.connectors[1]!.customers = { status: 'failed' };
    client.customers = [customer(4)];
    await refresh();
    expect(catalog.told()).toEqual(['delta +1 -1']);
    expect(logged('info')).toEqual([
      'CSP customers and Azure subscriptions: 1 added, 0 changed, 1 removed; 2 kept that may be gone; lists not read completely: other',
    ]);
    expect(catalog.titles()).toEqual([
      'Customer 2',
      'Customer 3',
      'Customer 4',
    ]);
    await refresh();
    expect(catalog.told()).toEqual([]);

    client.connectors[1] = connector('other');
    await refresh();
    expect(catalog.told()).toEqual(['delta +0 -2']);
    expect(catalog.titles()).toEqual(['Customer 4']);
  });

  it('takes away the customers of a connector that was deleted, but not those that another one knows', async () => {
    const { catalog, client, refresh } = await start();
    client.connectors = [connector('main'), connector('other')];
    client.customers = [
      customer(1, { connectorId: 'other' }),
      customer(2),
      customer(2, { connectorId: 'other' }),
    ];
    await refresh();
    client.connectors.pop();
    await refresh();
    expect(catalog.told()).toEqual(['full +2', 'delta +1 -1']);
    const [left, ...others] = catalog.entities.values();
    expect(others).toEqual([]);
    expect(left!.metadata.annotations).toMatchObject({
      'csp-costs/customer-id': guid(2),
      'csp-costs/connector-ids': 'main',
    });
  });

  it('changes nothing when a read fails on any page, and goes on with the next', async () => {
    const { catalog, client, refresh, logged } = await start();
    client.customers = [1, 2, 3, 4, 5].map(number => customer(number));
    await refresh();
    catalog.told();

    for (const failing of [0, 1, 2]) {
      client.onPage = page => {
        if (page === failing) {
          throw new Error('503');
        }
      };
      await refresh();
      expect(logged('error')).toEqual([
        'CspCostsEntityProvider:default could not bring the catalog up to date, and has changed nothing',
      ]);
    }
    expect(catalog.told()).toEqual([]);

    client.onPage = () => {};
    client.customers.pop();
    await refresh();
    expect(catalog.told()).toEqual(['delta +0 -1']);
  });

  it('tells everything again after the catalog has refused a change', async () => {
    const { catalog, client, provider, refresh, logged } = await start();
    client.customers = [customer(1)];
    catalog.failNext = true;
    await expect(provider.refresh()).rejects.toThrow('The catalog is busy');
    await refresh();
    expect(catalog.told()).toEqual(['full +1']);

    client.customers = [];
    catalog.failNext = true;
    await refresh();
    expect(logged('error')).toHaveLength(1);
    await refresh();
    expect(catalog.told()).toEqual(['full +0']);
    expect(catalog.titles()).toEqual([]);
  });

  it('provides the customers of its connectors alone, and says which of those do not exist', async () => {
    const { catalog, client, refresh, logged } = await start(
      new FakeCatalog(),
      new FakeDirectory(),
      { connectors: ['other', 'another'] },
    );
    client.connectors = [connector('main'), connector('other')];
    client.connectors[0]!.customers = { status: 'failed' };
    client.customers = [customer(1), customer(2, { connectorId: 'other' })];
    await refresh();
    expect(catalog.told()).toEqual(['delta +1 -0']);
    expect(catalog.titles()).toEqual(['Customer 2']);
    expect(logged('warn')).toEqual([
      expect.stringMatching(/do not exist: another; correct its "connectors"/),
    ]);
  });

  it('never takes away what may still be there, and in the end has what the directory has, whatever happens', async () => {
    const status = fc.constantFrom('complete', 'failed', 'pending', 'off');
    const connectorState = fc.record({
      exists: fc.boolean(),
      customers: status,
      subscriptions: status,
      names: fc.subarray([1, 2, 3, 4]),
    });
    const step = fc.record({
      connectors: fc.record({ a: connectorState, b: connectorState }),
      title: fc.constantFrom('old', 'new'),
      failsOnPage: fc.option(fc.integer({ min: 0, max: 3 }), { nil: -1 }),
      catalogFails: fc.boolean(),
      isRestarted: fc.boolean(),
    });
    const take = (
      client: FakeDirectory,
      { connectors, title }: { connectors: Connectors; title: string },
    ) => {
      const present = Object.entries(connectors).filter(
        ([, { exists }]) => exists,
      );
      client.connectors = present.map(([id, { customers, subscriptions }]) =>
        connector(id, {
          customers: { status: customers },
          subscriptions: { status: subscriptions },
        }),
      );
      client.customers = present.flatMap(([connectorId, { names }]) =>
        names.map(number =>
          customer(number, {
            connectorId,
            customerName: `${title} ${number}`,
            azureSubscriptions: [subscription(10 + number)],
          }),
        ),
      );
    };
    const refsOf = ({ customers }: FakeDirectory) =>
      new Set(
        customers.flatMap(({ customerId, azureSubscriptions }) => [
          `resource:default/csp-customer-${customerId}`,
          `resource:default/azure-subscription-${
            azureSubscriptions[0]!.azureSubscriptionId
          }`,
        ]),
      );
    const isIncomplete = (client: FakeDirectory, id: string) =>
      client.connectors.some(
        ({ connectorId, customers, subscriptions }) =>
          connectorId === id &&
          [customers, subscriptions].some(
            list => list.status === 'failed' || list.status === 'pending',
          ),
      );

    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
        let process = await start();
        const { catalog, client } = process;
        for (const one of steps) {
          if (one.isRestarted) {
            process = await start(catalog, client);
          }
          const before = new Map(catalog.entities);
          take(client, one);
          client.onPage = page => {
            if (page === one.failsOnPage) {
              throw new Error('503');
            }
          };
          catalog.failNext = one.catalogFails;
          await process.refresh();
          catalog.failNext = false;
          const failed = process.logged('error').length > 0;
          const wanted = refsOf(client);
          for (const [ref, { metadata }] of before) {
            const mayGo =
              !failed &&
              !wanted.has(ref) &&
              !metadata
                .annotations!['csp-costs/connector-ids']!.split(',')
                .some(id => isIncomplete(client, id));
            expect(mayGo || catalog.entities.has(ref)).toBe(true);
          }
          const has = [...catalog.entities];
          expect(failed ? has : []).toEqual(failed ? [...before] : []);
          const missing = [...wanted].filter(ref => !catalog.entities.has(ref));
          expect(failed ? [] : missing).toEqual([]);
        }
        client.onPage = () => {};
        client.connectors = client.connectors.map(({ connectorId }) =>
          connector(connectorId),
        );
        await process.refresh();
        expect(new Set(catalog.entities.keys())).toEqual(refsOf(client));
        for (const title of catalog.titles()) {
          expect(title).toMatch(
            new RegExp(`(^| · )${steps.at(-1)!.title} \\d$`),
          );
        }
        catalog.told();
        await process.refresh();
        expect(catalog.told()).toEqual([]);
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});
