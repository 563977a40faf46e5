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

import { inspect } from 'node:util';
import { AuthenticationError } from '@azure/identity';
import type { Knex } from 'knex';
import { testDatabases } from '../../__testUtils__/databases';
import {
  KeyVaultStandIn,
  type KeyVaultFault,
} from '../../__testUtils__/KeyVaultStandIn';
import { applyMigrations } from '../../database/applyMigrations';
import { databaseTime } from '../../database/dialect';
import { storesWith, testVault, TestStore } from './__testUtils__/VaultBench';
import type { SecretStores } from './createSecretStores';
import { KeyVaultJournal } from './KeyVaultJournal';
import { keyVaultClient, KeyVaultSecretStore } from './KeyVaultSecretStore';
import { reencryptSecrets } from './reencryptSecrets';

const { databases, ids } = testDatabases();

const MAIN = { connectorId: 'Contoso_US', slot: 'delegated' } as const;
const DETAILS = { kind: 'refresh-token' } as const;
const VALUE = 'marker-refresh-token';
const HOUR_MS = 60 * 60_000;

describe.each(ids)('the Key Vault store on %s', databaseId => {
  let knex: Knex;
  let keyVault: KeyVaultStandIn;

  beforeAll(async () => {
    keyVault = await KeyVaultStandIn.start();
  });

  afterAll(() => keyVault.stop());

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
    keyVault.secrets.clear();
    keyVault.deleted.clear();
    keyVault.requests.length = 0;
    keyVault.scopes.length = 0;
    keyVault.fault = undefined;
  });

  function open(
    options: { timeoutMs?: number; credential?: 'refused' } = {},
  ): KeyVaultSecretStore {
    const credential = options.credential
      ? {
          getToken: async () => {
            throw new AuthenticationError(401, {
              error: 'invalid_client',
              error_description: 'AADSTS7000215: Invalid client secret.',
            });
          },
        }
      : keyVault.credential();
    return new KeyVaultSecretStore({
      client: keyVaultClient(keyVault.url, credential, {
        agent: keyVault.agent(),
      }),
      journal: new KeyVaultJournal({ knex }),
      timeoutMs: options.timeoutMs,
    });
  }

  /** An installation with both stores, and new secrets in the Key Vault. */
  function installation() {
    const database = storesWith(knex, ['test']);
    const store = new TestStore(open());
    const stores: SecretStores = {
      ...database,
      active: store,
      get: name => (name === 'key-vault' ? store : database.get(name)),
    };
    const { vault, logger } = testVault(knex, { stores, store });
    const tidy = () =>
      reencryptSecrets({
        knex,
        stores,
        logger,
        signal: new AbortController().signal,
      });
    return { vault, store, logger, tidy };
  }

  async function anHourLater() {
    await knex('vault_secrets').update({
      created_at: databaseTime(knex, -HOUR_MS - 1_000),
    });
  }

  it('keeps a value, gives it back and lets it go', async () => {
    const store = open();
    const first = await store.put(MAIN, VALUE);
    const second = await store.put(MAIN, 'another');
    expect(first).toMatch(/^[0-9a-zA-Z-]{1,127}$/);
    expect(second).not.toBe(first);
    expect(keyVault.secrets.get(first)).toMatchObject({
      value: VALUE,
      contentType: 'application/vnd.csp-costs.credential',
      tags: MAIN,
    });
    expect(await store.get(MAIN, first)).toBe(VALUE);
    await store.remove(MAIN, first);
    await store.remove(MAIN, first);
    await expect(store.get(MAIN, first)).rejects.toMatchObject({
      code: 'GONE',
    });
    expect(await store.get(MAIN, second)).toBe('another');
    expect([...keyVault.deleted.keys()]).toEqual([first]);
    expect(new Set(keyVault.scopes)).toEqual(
      new Set(['https://vault.azure.net/.default']),
    );
    // The first request only asks who may sign in: no value goes with it.
    expect(keyVault.requests[0]).toMatchObject({ authorized: false, body: '' });
    expect(JSON.stringify(await knex('vault_secrets'))).not.toContain('marker');
  });

  it('opens nothing that belongs to another connector or slot', async () => {
    const store = open();
    const secretId = await store.put(MAIN, VALUE);
    for (const other of [
      { ...MAIN, connectorId: 'other' },
      { ...MAIN, slot: 'app' as const },
    ]) {
      await expect(store.get(other, secretId)).rejects.toMatchObject({
        code: 'DAMAGED',
      });
    }
  });

  it.each<[string, KeyVaultFault, string, number]>([
    ['refuses', { kind: 'status', status: 403 }, 'FORBIDDEN', 1],
    ['is broken', { kind: 'status', status: 503 }, 'UNREACHABLE', 3],
    [
      'is busy for longer than we wait',
      { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } },
      'UNREACHABLE',
      1,
    ],
    ['does not answer', { kind: 'silent' }, 'UNREACHABLE', 1],
    [
      'points elsewhere',
      {
        kind: 'status',
        status: 307,
        headers: { Location: 'https://127.0.0.1:9/secrets/theirs' },
      },
      'UNREACHABLE',
      1,
    ],
  ])(
    'says so when the Key Vault %s, and never what it was asked to keep',
    async (_, fault, code, times) => {
      keyVault.fault = fault;
      const waits = fault.status === 503;
      const error: unknown = await open({ timeoutMs: waits ? 20_000 : 1_000 })
        .put(MAIN, VALUE)
        .catch(failure => failure);
      expect(error).toMatchObject({ name: 'VaultError', code });
      const printed = inspect(error, { depth: 20, showHidden: true });
      expect(printed).not.toContain(VALUE);
      expect(printed).not.toContain(keyVault.token);
      expect(
        keyVault.requests.filter(({ authorized }) => authorized),
      ).toHaveLength(times);
      expect(keyVault.secrets.size).toBe(0);
    },
  );

  it('says so when the portal cannot sign in', async () => {
    const error: unknown = await open({ credential: 'refused' })
      .put(MAIN, VALUE)
      .catch(failure => failure);
    expect(error).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('cspCosts.vault.keyVault'),
    });
    expect(inspect(error, { depth: 20 })).toContain('AADSTS7000215');
  });

  it('gives neither token nor value to a server that is not of its domain', async () => {
    keyVault.resource = 'https://vault.example.com';
    try {
      await expect(open().put(MAIN, VALUE)).rejects.toMatchObject({
        name: 'VaultError',
      });
    } finally {
      keyVault.resource = 'https://vault.azure.net';
    }
    expect(keyVault.scopes).toEqual([]);
    expect(
      keyVault.requests.some(({ authorized, body }) => authorized || body),
    ).toBe(false);
  });

  it('cleans up after a value whose answer got lost', async () => {
    const { vault, tidy } = installation();
    await vault.replace('main', 'delegated', 'first', DETAILS);
    keyVault.fault = { kind: 'unheard', methods: ['PUT'] };
    await expect(
      vault.replace('main', 'delegated', VALUE, DETAILS),
    ).rejects.toMatchObject({ code: 'UNREACHABLE' });
    keyVault.fault = undefined;
    expect(keyVault.secrets.size).toBe(2);
    expect((await vault.read('main', 'delegated'))?.value).toBe('first');

    await tidy();
    expect(keyVault.secrets.size).toBe(2);
    await anHourLater();
    await tidy();
    const [left] = [...keyVault.secrets.values()];
    expect(keyVault.secrets.size).toBe(1);
    expect(left!.value).toBe('first');
    expect((await vault.read('main', 'delegated'))?.value).toBe('first');
  });

  it('lets go at once, and deletes when the Key Vault is back', async () => {
    const { vault, logger, tidy } = installation();
    await vault.replace('main', 'app', 'secret', { kind: 'client-secret' });
    await vault.replace('main', 'delegated', VALUE, DETAILS);
    keyVault.fault = { kind: 'status', status: 403 };
    await vault.remove('main');
    expect(await vault.read('main', 'app')).toBeUndefined();
    expect(await vault.read('main', 'delegated')).toBeUndefined();
    await anHourLater();
    await tidy();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('still has a secret of connector main'),
    );
    expect(keyVault.secrets.size).toBe(2);
    keyVault.fault = undefined;
    await tidy();
    expect(keyVault.secrets.size).toBe(0);
    expect(await knex('vault_secrets')).toEqual([]);
  });

  it('keeps the old value when the new one cannot be stored', async () => {
    const { vault } = installation();
    await vault.replace('main', 'delegated', 'first', DETAILS);
    keyVault.fault = { kind: 'status', status: 403, methods: ['PUT'] };
    await expect(
      vault.update('main', 'delegated', async () => ({
        value: 'second',
        details: DETAILS,
      })),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await vault.read('main', 'delegated'))?.value).toBe('first');
  });

  it('takes over from the database without a pause, and gives back', async () => {
    const before = testVault(knex);
    await before.vault.replace('main', 'delegated', 'first', DETAILS);
    const { vault: after } = installation();
    expect((await after.read('main', 'delegated'))?.value).toBe('first');
    const addOne = async ({ value }: { value: string }) => ({
      value: `${value}, again`,
      details: DETAILS,
    });
    await after.update('main', 'delegated', addOne);
    expect([...keyVault.secrets.values()].map(({ value }) => value)).toEqual([
      'first, again',
    ]);
    expect(
      await knex('vault_secrets').whereNot({ key_id: 'store:key-vault' }),
    ).toEqual([]);

    const { active } = storesWith(knex, ['test']);
    const keyVaultStore = open();
    const back = testVault(knex, {
      stores: {
        ...storesWith(knex, ['test']),
        active,
        get: name => (name === 'key-vault' ? keyVaultStore : active),
      },
    }).vault;
    await back.update('main', 'delegated', addOne);
    expect((await back.read('main', 'delegated'))?.value).toBe(
      'first, again, again',
    );
    expect(keyVault.secrets.size).toBe(0);
  });
});
