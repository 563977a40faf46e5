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
import type { Knex } from 'knex';
import { testDatabases } from '../../__testUtils__/databases';
import { applyMigrations } from '../../database/applyMigrations';
import { databaseTime } from '../../database/dialect';
import { storesWith, testVault } from './__testUtils__/VaultBench';
import { reencryptSecrets } from './reencryptSecrets';

const { databases, ids } = testDatabases();

const DETAILS = { kind: 'client-secret' } as const;
const HOUR_MS = 60 * 60_000;

describe.each(ids)('sealing secrets anew on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
  });

  function vaultWith(...keyIds: string[]) {
    return testVault(knex, { stores: storesWith(knex, keyIds) }).vault;
  }

  function reencrypt(keyIds: string[], signal?: AbortSignal) {
    return reencryptSecrets({
      knex,
      stores: storesWith(knex, keyIds),
      logger: mockServices.logger.mock(),
      signal: signal ?? new AbortController().signal,
    });
  }

  async function fill(count: number): Promise<string[]> {
    const names = Array.from({ length: count }, (_, index) => `c${index}`);
    const vault = vaultWith('old');
    for (const name of names) {
      await vault.replace(name, 'app', `secret of ${name}`, DETAILS);
    }
    return names;
  }

  async function keysInUse(): Promise<Record<string, number>> {
    const rows = await knex('vault_secrets').pluck('key_id');
    return Object.fromEntries(
      [...new Set(rows)]
        .sort()
        .map(id => [id, rows.filter(key => key === id).length]),
    );
  }

  async function expectAllReadable(names: string[], ...keyIds: string[]) {
    const vault = vaultWith(...keyIds);
    for (const name of names) {
      expect((await vault.read(name, 'app'))?.value).toBe(`secret of ${name}`);
    }
  }

  it('goes on while secrets are read and written', async () => {
    const names = await fill(60);
    // All replicas know both keys; some have the new one in front already.
    const replicas = [vaultWith('old', 'new'), vaultWith('new', 'old')];
    let done = false;
    const inUse = replicas.map(async (vault, replica) => {
      for (let index = replica; !done; index = (index + 7) % names.length) {
        const name = names[index]!;
        const stored = await vault.read(name, 'app');
        expect(stored?.value).toBe(`secret of ${name}`);
        await vault.update(name, 'app', async current => current);
      }
    });
    await reencrypt(['new', 'old']);
    await reencrypt(['new', 'old']);
    done = true;
    await Promise.all(inUse);
    await expectAllReadable(names, 'new', 'old');
    await reencrypt(['new', 'old']);
    expect(await keysInUse()).toEqual({ new: 60 });
    await expectAllReadable(names, 'new');
  });

  it('can be stopped anywhere, and goes on from there', async () => {
    const names = await fill(120);
    const stop = new AbortController();
    const stopEarly = ({ sql }: { sql: string }) => {
      if (sql.startsWith('update')) {
        stop.abort(new Error('The process ends'));
      }
    };
    knex.on('query', stopEarly);
    await expect(reencrypt(['new', 'old'], stop.signal)).rejects.toThrow(
      'The process ends',
    );
    knex.removeListener('query', stopEarly);
    const halfWay = await keysInUse();
    expect(halfWay.new).toBeGreaterThan(0);
    expect(halfWay.old).toBeGreaterThan(0);
    await expectAllReadable(names, 'new', 'old');

    expect(await reencrypt(['new', 'old'])).toEqual({
      resealed: halfWay.old,
      unreadable: 0,
    });
    expect(await keysInUse()).toEqual({ new: 120 });
    expect(await reencrypt(['new', 'old'])).toEqual({
      resealed: 0,
      unreadable: 0,
    });
    await expectAllReadable(names, 'new');
  });

  it('leaves alone and counts what it cannot open', async () => {
    await fill(2);
    const lost = vaultWith('lost');
    await lost.replace('lost', 'app', 'sealed with a lost key', DETAILS);
    const damaged = vaultWith('old');
    await damaged.replace('damaged', 'app', 'bent', DETAILS);
    const { version } = (await damaged.describe('damaged', 'app'))!;
    await knex('vault_secrets')
      .where({ secret_id: version })
      .update({ sealed: 'v1.AAAA.AAAA' });
    expect(await reencrypt(['new', 'old'])).toEqual({
      resealed: 2,
      unreadable: 2,
    });
    expect(await keysInUse()).toEqual({ lost: 1, new: 2, old: 1 });
    expect((await lost.read('lost', 'app'))?.value).toBe(
      'sealed with a lost key',
    );
    expect(await reencrypt([])).toEqual({ resealed: 0, unreadable: 0 });
  });

  it('removes what nothing points at, once nobody can be about to', async () => {
    const [used] = await fill(1);
    const { active } = storesWith(knex, ['old']);
    const identity = { connectorId: 'crashed', slot: 'app' } as const;
    const young = await active.put(identity, 'just being put');
    const old = await active.put(identity, 'left behind');
    await knex('vault_secrets')
      .whereNot({ secret_id: young })
      .update({ created_at: databaseTime(knex, -HOUR_MS - 1_000) });
    await reencrypt(['old']);
    const { version } = (await vaultWith('old').describe(used!, 'app'))!;
    expect((await knex('vault_secrets').pluck('secret_id')).sort()).toEqual(
      [young, version!].sort(),
    );
    await expect(active.get(identity, old)).rejects.toMatchObject({
      code: 'GONE',
    });
  });
});
