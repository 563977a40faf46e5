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
  connector,
  customer,
  FakeDirectory,
} from './__testUtils__/FakeDirectory';
import { readDirectory } from './readDirectory';

describe('readDirectory', () => {
  it('reads all pages, of the connectors that are wanted', async () => {
    const client = new FakeDirectory();
    client.connectors = [connector('main'), connector('other')];
    client.customers = [1, 2, 3, 4, 5].flatMap(number => [
      customer(number),
      customer(number, { connectorId: 'other' }),
    ]);

    const all = await readDirectory(client, {});
    expect(all).toEqual({
      customers: client.customers,
      incomplete: new Set(),
      missing: [],
    });

    client.connectors[1]!.customers = { status: 'failed' };
    const some = { connectorIds: ['main', 'unknown'] };
    expect(await readDirectory(client, some)).toEqual({
      customers: [1, 2, 3, 4, 5].map(number => customer(number)),
      incomplete: new Set(['unknown']),
      missing: ['unknown'],
    });
  });

  it.each([
    ['complete', 'complete', true],
    ['complete', 'off', true],
    ['off', 'off', true],
    ['pending', 'off', false],
    ['failed', 'complete', false],
    ['complete', 'failed', false],
    ['complete', 'pending', false],
  ] as const)(
    'a connector with customers %s and subscriptions %s is read: %s',
    async (customers, subscriptions, isRead) => {
      const client = new FakeDirectory();
      client.connectors = [
        connector('main', {
          customers: { status: customers },
          subscriptions: { status: subscriptions },
        }),
        connector('sound'),
      ];
      const { incomplete } = await readDirectory(client, {});
      expect([...incomplete]).toEqual(isRead ? [] : ['main']);
    },
  );

  it.each<[string, (client: FakeDirectory) => void]>([
    [
      'a list is read anew',
      client => {
        client.connectors[0]!.customers.asOf = '2026-11-14T10:00:00.000Z';
      },
    ],
    ['the connector is deleted', client => client.connectors.shift()],
    [
      'the connector is new',
      client => client.connectors.push(connector('new')),
    ],
  ])('takes nothing for complete when %s while it reads', async (_, change) => {
    const client = new FakeDirectory();
    client.connectors = [connector('main'), connector('sound')];
    client.customers = [1, 2, 3, 4, 5].map(number =>
      customer(number, { connectorId: 'sound' }),
    );
    client.onPage = page => page === 1 && change(client);
    const { incomplete } = await readDirectory(client, {});
    expect(incomplete.size).toBe(1);
    expect(incomplete).not.toContain('sound');
  });

  it('gives nothing when a page fails, or it is told to stop', async () => {
    const client = new FakeDirectory();
    client.customers = [1, 2, 3, 4, 5].map(number => customer(number));
    client.onPage = page => {
      if (page === 2) {
        throw new Error('Gone away');
      }
    };
    await expect(readDirectory(client, {})).rejects.toThrow('Gone away');

    const controller = new AbortController();
    client.onPage = page => page === 1 && controller.abort();
    await expect(
      readDirectory(client, { signal: controller.signal }),
    ).rejects.toThrow(/abort/i);
  });
});
