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

import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  DirectoryCustomer,
  DirectoryPage,
  DirectoryQuery,
} from 'backstage-plugin-csp-costs-common';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

describe.each(ids)('the directory of customers on %s', databaseId => {
  let harness: CspCostsHarness;

  afterEach(() => harness.stop());

  async function start(): Promise<void> {
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 6, months: 1, linesPerCustomerDay: 1 },
    });
    await harness.untilCollected();
  }

  async function readAll(query: DirectoryQuery = {}): Promise<DirectoryPage[]> {
    const pages = [await harness.api.getDirectory(query)];
    for (;;) {
      const cursor = pages.at(-1)!.nextCursor;
      if (cursor === undefined) {
        return pages;
      }
      pages.push(await harness.api.getDirectory({ ...query, cursor }));
    }
  }

  /** A connector that reads lists and no charges. */
  async function connectLists(): Promise<string> {
    const connectorId = await harness.connect({
      title: 'Lists',
      sources: {
        partnerCenter: true,
        graphBilling: false,
        costManagement: false,
        priceSheet: false,
      },
    });
    await collect(connectorId);
    return connectorId;
  }

  async function collect(connectorId: string): Promise<void> {
    await harness.api.startRun(connectorId);
    await harness.untilCollected(connectorId);
  }

  const idsOf = (items: DirectoryCustomer[], connectorId: string) =>
    items
      .filter(item => item.connectorId === connectorId)
      .map(item => item.customerId);

  it('has every customer with its Azure subscriptions, on whatever pages', async () => {
    await start();
    const { simulator, api } = harness;
    const expected = simulator.customers
      .map(one => ({
        customerId: one.id,
        connectorId: 'demo',
        customerName: one.name,
        domainName: one.domain,
        country: one.country,
        listed: true,
        azureSubscriptions: one.entitlements
          .map(({ id, name }) => ({
            azureSubscriptionId: id,
            name,
            status: 'active',
          }))
          .sort((a, b) =>
            a.azureSubscriptionId < b.azureSubscriptionId ? -1 : 1,
          ),
      }))
      .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));

    const whole = await api.getDirectory();
    expect(whole).toEqual({
      connectors: [
        {
          connectorId: 'demo',
          title: 'Demo partner',
          customers: {
            status: 'complete',
            asOf: simulator.clock.now().toISOString(),
          },
          subscriptions: {
            status: 'complete',
            asOf: simulator.clock.now().toISOString(),
          },
        },
      ],
      items: expected,
    });
    const pages = await readAll({ limit: 4 });
    expect(pages.map(({ items }) => items.length)).toEqual([4, 2]);
    expect(pages.flatMap(({ items }) => items)).toEqual(whole.items);

    for (const query of ['cursor=x', 'cursor=', 'limit=0', 'limit=501']) {
      const { status, body } = await harness.request(`/directory?${query}`);
      expect(status).toBe(400);
      expect(body.error!.message).toContain(query.split('=')[0]);
    }
  });

  it('is for plugins of the same Backstage and for users, who get the customers that they may see', async () => {
    await start();
    const { simulator } = harness;
    const ask = async (header: string) => {
      const response = await fetch(`${harness.backendUrl}/directory`, {
        headers: { Authorization: header },
      });
      const { items }: Partial<DirectoryPage> = await response.json();
      return { status: response.status, customerIds: items?.length };
    };
    expect(await ask(mockCredentials.service.header())).toEqual({
      status: 200,
      customerIds: 6,
    });
    expect(await ask(mockCredentials.none.header())).toEqual({ status: 401 });

    const [allowed] = simulator.customers;
    await harness.stopBackend();
    await harness.startBackend({
      customers: {
        conditions: {
          rule: 'IS_CUSTOMER',
          resourceType: 'csp-customer',
          params: { customerIds: [allowed!.id] },
        },
      },
    });
    const pages = await readAll({ limit: 1 });
    expect(pages.map(({ items }) => idsOf(items, 'demo'))).toEqual([
      [allowed!.id],
    ]);
  });

  it('keeps a customer that is no longer listed as long as costs name it', async () => {
    await start();
    const { api, simulator } = harness;
    const listsOnly = await connectLists();
    const all = simulator.customers.map(({ id }) => id).sort();
    const before = (await api.getDirectory()).items;
    expect(idsOf(before, 'demo')).toEqual(all);
    expect(idsOf(before, listsOnly)).toEqual(all);

    // One connector is to see two customers only; it has no charges.
    const wanted = all.slice(0, 2);
    const { revision } = await api.getConnector(listsOnly);
    await api.updateConnector(listsOnly, {
      revision,
      settings: {
        ...(await api.getConnector(listsOnly)).settings,
        customerScope: { mode: 'several', customerIds: wanted },
      },
    });
    await collect(listsOnly);
    const after = (await api.getDirectory()).items;
    expect(idsOf(after, listsOnly)).toEqual(wanted);
    expect(idsOf(after, 'demo')).toEqual(all);

    await harness
      .knex('customers')
      .where({ connector_id: 'demo', customer_id: all[5]! })
      .update({ listed: false });
    const unlisted = (await api.getDirectory()).items;
    expect(idsOf(unlisted, 'demo')).toEqual(all);
    expect(
      unlisted.filter(({ listed }) => !listed).map(one => one.customerId),
    ).toEqual([all[5]]);

    await api.deleteConnector(listsOnly);
    const left = await api.getDirectory();
    expect(left.connectors.map(({ connectorId }) => connectorId)).toEqual([
      'demo',
    ]);
    expect(idsOf(left.items, listsOnly)).toEqual([]);
  });

  it('says which lists were not read, and loses nobody by it', async () => {
    await start();
    const { api, simulator } = harness;
    const { items } = await api.getDirectory();
    const states = async () => {
      const { connectors } = await api.getDirectory();
      return connectors.map(
        ({ connectorId, customers, subscriptions }) =>
          `${connectorId} ${customers.status} ${subscriptions.status}`,
      );
    };
    const rule = simulator.faults.add({
      match: { path: '^/v1/customers$' },
      times: 'always',
      fault: { kind: 'status', status: 503 },
    });
    const never = await connectLists();
    await harness.collect();
    expect(await states()).toEqual([
      'demo failed complete',
      `${never} failed pending`,
    ]);
    const [demo] = (await api.getDirectory()).connectors;
    expect(demo!.customers.asOf).toBeDefined();
    expect((await api.getDirectory()).items).toEqual(items);

    simulator.faults.remove(rule);
    simulator.faults.add({
      match: { path: `^/v1/customers/${items[0]!.customerId}/subscriptions$` },
      times: 'always',
      fault: { kind: 'status', status: 503 },
    });
    await harness.collect();
    await collect(never);
    expect(await states()).toEqual([
      'demo complete failed',
      `${never} complete failed`,
    ]);

    simulator.faults.clear();
    await collect(never);
    const { settings, revision } = await api.getConnector(never);
    expect(await states()).toContain(`${never} complete complete`);
    await api.updateConnector(never, {
      revision,
      settings: {
        ...settings,
        sources: {
          ...settings.sources,
          partnerCenter: false,
          graphBilling: true,
        },
      },
    });
    expect(await states()).toContain(`${never} off off`);
    expect((await api.getDirectory()).items).toHaveLength(12);
  });
});
