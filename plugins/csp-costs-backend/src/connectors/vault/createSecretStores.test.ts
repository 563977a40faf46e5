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
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import knexFactory from 'knex';
import { createSecretStores } from './createSecretStores';
import { testKey } from './__testUtils__/VaultBench';

const KEY_VAULT = { url: 'https://contoso.vault.azure.net/' };

/** Reads settings; no database is asked for that. */
function create(vault?: JsonObject) {
  return createSecretStores({
    config: new ConfigReader(vault ? { cspCosts: { vault } } : {}),
    knex: knexFactory({ client: 'pg' }),
    logger: mockServices.logger.mock(),
  });
}

describe('the stores of an installation', () => {
  it('are the database, with nothing set; what is missing is said', () => {
    const stores = create();
    expect(stores.active.name).toBe('database');
    expect(stores.status()).toMatchObject({
      store: 'database',
      ready: false,
      problem: {
        code: 'VAULT_NOT_CONFIGURED',
        remedy: expect.stringContaining('openssl rand -base64 32'),
      },
    });
  });

  it('are both when both are set, so that secrets can move', () => {
    const stores = create({
      store: 'key-vault',
      keys: [testKey('one')],
      keyVault: KEY_VAULT,
    });
    expect(stores.active.name).toBe('key-vault');
    expect(stores.get('database').name).toBe('database');
    expect(stores.get('key-vault')).toBe(stores.active);
    expect(stores.status()).toEqual({
      store: 'key-vault',
      ready: true,
      problem: undefined,
    });
    const before = create({ keys: [testKey('one')], keyVault: KEY_VAULT });
    expect(before.active.name).toBe('database');
    expect(before.get('key-vault').name).toBe('key-vault');
    expect(before.status().ready).toBe(true);
  });

  it('say which one is missing', () => {
    const stores = create({ keys: [testKey('one')] });
    expect(() => stores.get('key-vault')).toThrow(
      /key-vault, which is no longer set up/,
    );
  });

  it.each<[string, JsonObject, RegExp]>([
    ['an unknown store', { store: 'drawer' }, /cspCosts\.vault\.store/],
    [
      'a Key Vault without an address',
      { store: 'key-vault' },
      /cspCosts\.vault\.keyVault\.url/,
    ],
    ...['http://contoso.vault.azure.net', 'contoso', 'https://a.b/secrets'].map(
      (url): [string, JsonObject, RegExp] => [
        `a Key Vault at ${url}`,
        { keyVault: { url } },
        /cspCosts\.vault\.keyVault\.url/,
      ],
    ),
    [
      'a client secret without its application',
      { keyVault: { ...KEY_VAULT, clientSecret: 'marker' } },
      /cspCosts\.vault\.keyVault\.tenantId/,
    ],
    [
      'a key that is none',
      { keys: [{ id: 'one', key: 'marker' }] },
      /cspCosts\.vault\.keys\[0\]\.key/,
    ],
  ])('refuse %s by name', (_, vault, message) => {
    expect(() => create(vault)).toThrow(message);
    expect(() => create(vault)).not.toThrow(/marker/);
  });
});
