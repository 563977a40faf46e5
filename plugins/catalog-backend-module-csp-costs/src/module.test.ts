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
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { CatalogClient } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { setTimeout as delay } from 'node:timers/promises';
import {
  customer,
  FakeDirectory,
  guid,
  subscription,
} from './__testUtils__/FakeDirectory';
import { catalogModuleCspCosts } from './module';

/** A csp-costs backend that gives its directory to the catalog and to nobody else. */
function directoryPlugin(directory: FakeDirectory, callers: unknown[]) {
  return createBackendPlugin({
    pluginId: 'csp-costs',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use((request, response, next) => {
            const answer = async () => {
              const { principal } = await httpAuth.credentials(request, {
                allow: ['service'],
              });
              callers.push(principal);
              const { cursor } = request.query;
              response.json(
                await directory.getDirectory({
                  cursor: cursor === undefined ? undefined : String(cursor),
                }),
              );
            };
            answer().catch(next);
          });
        },
      });
    },
  });
}

async function start(directory: FakeDirectory, cspCosts?: object) {
  const callers: unknown[] = [];
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleCspCosts,
      directoryPlugin(directory, callers),
      // Runs a task when it is told to, and not before.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example/' },
          catalog: {
            // Work is looked for at once.
            processingInterval: { seconds: 1 },
            providers: { cspCosts },
          },
        } as object,
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/catalog`;
  const catalog = new CatalogClient({
    discoveryApi: { getBaseUrl: async () => url },
  });
  /** What the catalog has, once it is as wanted. */
  async function until(isWanted: (entities: Entity[]) => boolean) {
    for (;;) {
      const { items } = await catalog.getEntities();
      if (isWanted(items)) {
        return new Map(items.map(item => [stringifyEntityRef(item), item]));
      }
      await delay(50);
    }
  }
  return { scheduler, callers, until };
}

describe('catalogModuleCspCosts', () => {
  it('brings customers and Azure subscriptions of the csp-costs backend into the catalog, related both ways', async () => {
    const directory = new FakeDirectory();
    directory.customers = [
      customer(1, { azureSubscriptions: [subscription(11), subscription(12)] }),
      customer(2),
      customer(3),
    ];
    const { scheduler, callers, until } = await start(directory, {
      owner: 'platform',
      rules: [{ match: { customerName: 'Customer 2' }, owner: 'second' }],
    });
    const refresh = () =>
      scheduler.triggerTask('CspCostsEntityProvider:default:refresh');

    await refresh();
    const entities = await until(
      items =>
        items.length === 5 && items.every(({ relations }) => relations?.length),
    );
    expect(callers).toEqual([
      expect.objectContaining({ type: 'service', subject: 'plugin:catalog' }),
      expect.objectContaining({ type: 'service', subject: 'plugin:catalog' }),
    ]);
    const contoso = `resource:default/csp-customer-${guid(1)}`;
    const subscriptions = [11, 12].map(
      number => `resource:default/azure-subscription-${guid(number)}`,
    );
    const ownedBy = (owner: string) => ({
      type: 'ownedBy',
      targetRef: `group:default/${owner}`,
    });
    expect(entities.get(contoso)!.relations).toEqual([
      ...subscriptions.map(targetRef => ({ type: 'dependsOn', targetRef })),
      ownedBy('platform'),
    ]);
    expect(entities.get(subscriptions[0]!)!.relations).toEqual([
      { type: 'dependencyOf', targetRef: contoso },
      ownedBy('platform'),
    ]);
    const second = entities.get(`resource:default/csp-customer-${guid(2)}`)!;
    expect(second.relations).toEqual([ownedBy('second')]);
    // The catalog has taken them as they were, and has found nothing wrong.
    expect(second.metadata).toMatchObject({
      title: 'Customer 2',
      annotations: {
        'backstage.io/managed-by-origin-location': 'csp-costs:default',
        'csp-costs/customer-id': guid(2),
      },
      links: [
        {
          url: `https://portal.example/costs/overview?customer=${guid(2)}`,
          title: 'Costs',
        },
      ],
    });

    directory.customers = directory.customers.slice(0, 2);
    directory.customers[1]!.customerName = 'Renamed';
    await refresh();
    const after = await until(items =>
      items.some(({ metadata }) => metadata.title === 'Renamed'),
    );
    expect([...after.keys()].sort()).toEqual(
      [
        contoso,
        `resource:default/csp-customer-${guid(2)}`,
        ...subscriptions,
      ].sort(),
    );
    expect(
      after.get(`resource:default/csp-customer-${guid(2)}`)!.relations,
    ).toEqual([ownedBy('platform')]);
  });

  it('does nothing unless it is set up, and does not start when that is wrong', async () => {
    const { scheduler } = await start(new FakeDirectory());
    const tasks = await scheduler.getScheduledTasks();
    expect(tasks.filter(({ id }) => id.includes('CspCosts'))).toEqual([]);

    await expect(start(new FakeDirectory(), { owner: '' })).rejects.toThrow(
      /catalog\.providers\.cspCosts\.owner/,
    );
  });
});
