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

import knexFactory, { type Knex } from 'knex';
import { testDatabases } from '../../__testUtils__/databases';
import { applyMigrations } from '../../database/applyMigrations';
import { databaseTime, isSqlite } from '../../database/dialect';
import { storesWith, testVault } from './__testUtils__/VaultBench';
import type { CredentialDetails } from './CredentialVault';

const { databases, ids } = testDatabases();

const SECRET: CredentialDetails = { kind: 'client-secret' };
const TOKEN: CredentialDetails = { kind: 'refresh-token', account: 'ada' };
const ROUNDS = 200;

/** A promise, and what fulfils it. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, opened };
}

describe.each(ids)('the credential vault on %s', databaseId => {
  let knex: Knex;
  const pools: Knex[] = [];

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
  });

  afterEach(async () => {
    await Promise.all(pools.splice(0).map(pool => pool.destroy()));
  });

  /** Connections of another process; SQLite has one process only. */
  function anotherProcess(): Knex {
    if (isSqlite(knex)) {
      return knex;
    }
    const pool = knexFactory(knex.client.config);
    pools.push(pool);
    return pool;
  }

  async function secretIds(): Promise<string[]> {
    return knex('vault_secrets').pluck('secret_id');
  }

  /** Ends the lease on a slot, as if its holder had been silent for long. */
  async function endLease(connectorId: string) {
    await knex('credentials')
      .where({ connector_id: connectorId })
      .update({ lease_until: databaseTime(knex, -1) });
  }

  it('keeps secrets where only it can read them', async () => {
    const { vault } = testVault(knex);
    expect(await vault.read('main', 'app')).toBeUndefined();
    expect(await vault.describe('main', 'app')).toBeUndefined();
    await vault.replace('main', 'app', 'marker-1', SECRET);
    await vault.replace('main', 'delegated', 'marker-2', TOKEN);
    expect(await vault.read('main', 'app')).toEqual({
      value: 'marker-1',
      details: SECRET,
    });
    const all = await vault.describeAll(['main', 'other']);
    expect(all).toHaveLength(2);
    expect(await vault.describe('main', 'delegated')).toEqual({
      stored: true,
      version: expect.any(String),
      details: TOKEN,
      problem: undefined,
    });
    const kept = [
      ...(await knex('vault_secrets')),
      ...(await knex('credentials')),
      ...all,
    ];
    expect(JSON.stringify(kept)).not.toContain('marker');
  });

  it('puts a new secret in place and leaves nothing of the old one', async () => {
    const { vault } = testVault(knex);
    await vault.replace('main', 'app', 'first', SECRET);
    const before = await vault.describe('main', 'app');
    await vault.replace('main', 'app', 'second', SECRET);
    expect((await vault.read('main', 'app'))?.value).toBe('second');
    const after = await vault.describe('main', 'app');
    expect(after?.version).not.toBe(before?.version);
    expect(await secretIds()).toEqual([after?.version]);
  });

  it('keeps the old secret when the new one cannot be stored', async () => {
    const { vault, store } = testVault(knex);
    await vault.replace('main', 'app', 'first', SECRET);
    store.failing.add('put');
    await expect(
      vault.replace('main', 'app', 'second', SECRET),
    ).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await expect(
      vault.update('main', 'app', async () => ({
        value: 'third',
        details: SECRET,
      })),
    ).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect((await vault.read('main', 'app'))?.value).toBe('first');
    store.failing.clear();
    await vault.replace('main', 'app', 'fourth', SECRET);
    expect((await vault.read('main', 'app'))?.value).toBe('fourth');
  });

  it('uses the new secret when the old one cannot be removed, and says so', async () => {
    const { vault, store, logger } = testVault(knex);
    await vault.replace('main', 'app', 'first', SECRET);
    store.failing.add('remove');
    await vault.replace('main', 'app', 'second', SECRET);
    expect((await vault.read('main', 'app'))?.value).toBe('second');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('connector main'),
    );
    expect(await secretIds()).toHaveLength(2);
  });

  it('opens nothing that was moved to another connector or slot', async () => {
    const { vault } = testVault(knex);
    await vault.replace('mine', 'app', 'of mine', SECRET);
    await vault.replace('yours', 'app', 'of yours', SECRET);
    const { version } = (await vault.describe('yours', 'app'))!;

    // The pointer of one is set to the secret of the other.
    await knex('credentials')
      .where({ connector_id: 'mine' })
      .update({ secret_id: version });
    await expect(vault.read('mine', 'app')).rejects.toMatchObject({
      code: 'DAMAGED',
    });
    await knex('credentials').insert({
      connector_id: 'yours',
      slot: 'delegated',
      store: 'database',
      secret_id: version,
      details: JSON.stringify(TOKEN),
    });
    await expect(vault.read('yours', 'delegated')).rejects.toMatchObject({
      code: 'DAMAGED',
    });
    expect((await vault.read('yours', 'app'))?.value).toBe('of yours');
  });

  it('reads the new secret when the old one goes away under its hands', async () => {
    const { vault, store } = testVault(knex);
    await vault.replace('main', 'app', 'first', SECRET);
    store.beforeGet = () => vault.replace('main', 'app', 'second', SECRET);
    expect((await vault.read('main', 'app'))?.value).toBe('second');
    store.beforeGet = () => vault.remove('main');
    expect(await vault.read('main', 'app')).toBeUndefined();
  });

  it('says when a secret is gone from its store', async () => {
    const { vault } = testVault(knex);
    await vault.replace('main', 'app', 'first', SECRET);
    await knex('vault_secrets').delete();
    await expect(vault.read('main', 'app')).rejects.toMatchObject({
      code: 'GONE',
    });
  });

  it(`loses no change when two processes make ${ROUNDS} at once`, async () => {
    const replicas = [0, 1].map(() => testVault(anotherProcess()).vault);
    const [first, second] = replicas as [
      (typeof replicas)[number],
      (typeof replicas)[number],
    ];
    await first.replace('main', 'delegated', '0', TOKEN);
    let inside = 0;
    const seen: number[] = [];
    const count = (vault: typeof first) =>
      vault.update('main', 'delegated', async ({ value, details }) => {
        inside++;
        expect(inside).toBe(1);
        // Gives the others a chance to come between.
        await knex.raw('select 1');
        seen.push(Number(value));
        inside--;
        return { value: `${Number(value) + 1}`, details };
      });
    const reads: number[] = [];
    let done = false;
    const reading = (async () => {
      while (!done) {
        reads.push(Number((await second.read('main', 'delegated'))!.value));
        // SQLite answers before any timer gets its turn.
        await new Promise(resolve => setImmediate(resolve));
      }
    })();
    await Promise.all(
      [first, second].map(async vault => {
        for (let round = 0; round < ROUNDS / 2; round++) {
          await count(vault);
        }
      }),
    ).finally(() => {
      done = true;
    });
    await reading;
    expect(seen).toEqual(Array.from({ length: ROUNDS }, (_, index) => index));
    expect(reads).toEqual([...reads].sort((one, other) => one - other));
    expect(reads.length).toBeGreaterThan(0);
    expect((await second.read('main', 'delegated'))?.value).toBe(`${ROUNDS}`);
    expect(await secretIds()).toHaveLength(1);
  });

  it('throws away what a process brings that was silent for too long', async () => {
    const silent = testVault(knex);
    const other = testVault(anotherProcess());
    await silent.vault.replace('main', 'delegated', 'first', TOKEN);
    const outcome = silent.vault.update('main', 'delegated', async () => {
      await endLease('main');
      await other.vault.update('main', 'delegated', async ({ value }) => ({
        value: `${value}, newer`,
        details: TOKEN,
      }));
      return { value: 'late', details: TOKEN };
    });
    await expect(outcome).rejects.toMatchObject({ code: 'LEASE_LOST' });
    const now = await silent.vault.read('main', 'delegated');
    expect(now?.value).toBe('first, newer');
    expect(await secretIds()).toHaveLength(1);
  });

  it('takes over from a process that has died, and waits for one that lives', async () => {
    const { vault } = testVault(knex, { busyMs: 1 });
    await vault.replace('main', 'app', 'first', SECRET);
    const hold = (leaseMs: number) =>
      knex('credentials').update({
        lease_ticket: 'of another process',
        lease_until: databaseTime(knex, leaseMs),
      });
    await hold(60_000);
    await expect(
      vault.replace('main', 'app', 'second', SECRET),
    ).rejects.toMatchObject({ code: 'BUSY' });
    const patient = testVault(knex).vault;
    const stopped = new AbortController();
    const waiting = patient.replace('main', 'app', 'third', SECRET, {
      signal: stopped.signal,
    });
    stopped.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    expect((await vault.read('main', 'app'))?.value).toBe('first');
    await hold(-1);
    await vault.replace('main', 'app', 'fourth', SECRET);
    expect((await vault.read('main', 'app'))?.value).toBe('fourth');
  });

  it('holds on for as long as a change takes', async () => {
    const { vault } = testVault(knex, { leaseMs: 1_500 });
    await vault.replace('main', 'app', 'first', SECRET);
    const leaseUntil = async () =>
      new Date(
        (await knex('credentials').first('lease_until')).lease_until,
      ).getTime();
    await vault.update('main', 'app', async () => {
      const begun = await leaseUntil();
      // Only the heartbeat can end this.
      while ((await leaseUntil()) === begun) {
        await new Promise(resolve => setImmediate(resolve));
      }
      return { value: 'second', details: SECRET };
    });
    expect((await vault.read('main', 'app'))?.value).toBe('second');
    expect(await knex('credentials').first()).toMatchObject({
      lease_ticket: null,
      lease_until: null,
    });
  });

  it('gives nothing away once it is told to let go', async () => {
    const { vault, store } = testVault(knex);
    await vault.replace('main', 'app', 'secret', SECRET);
    await vault.replace('main', 'delegated', 'token', TOKEN);
    await vault.replace('other', 'app', 'stays', SECRET);
    store.failing.add('remove');
    await vault.remove('main');
    store.failing.clear();
    expect(await vault.describe('main', 'app')).toBeUndefined();
    expect(await vault.read('main', 'delegated')).toBeUndefined();
    expect((await vault.read('other', 'app'))?.value).toBe('stays');
    await vault.remove('main');
  });

  it('does not bring back what was let go while it was being renewed', async () => {
    const { vault } = testVault(knex);
    await vault.replace('main', 'delegated', 'first', TOKEN);
    const begun = gate();
    const goOn = gate();
    const renewal = vault.update('main', 'delegated', async () => {
      begun.open();
      await goOn.opened;
      return { value: 'second', details: TOKEN };
    });
    await begun.opened;
    const queued = vault.update('main', 'delegated', async () => {
      throw new Error('There is nothing to renew');
    });
    await vault.remove('main');
    expect(await queued).toBe(false);
    const { version } = (await vault.describe('main', 'delegated')) ?? {};
    await vault.setProblem('main', 'delegated', version, {
      code: 'REFRESH_TOKEN_EXPIRED',
      cause: 'Ended.',
      remedy: 'Sign in.',
      since: '2026-11-14T09:00:00.000Z',
    });
    goOn.open();
    await expect(renewal).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await knex('credentials')).toEqual([]);
    expect(await secretIds()).toEqual([]);
  });

  it('keeps nothing that was begun before it was told to let go', async () => {
    const { vault } = testVault(knex);
    await vault.replace('main', 'app', 'first', SECRET, { epoch: 0 });
    await vault.remove('main');
    const late = vault.replace('main', 'delegated', 'late', TOKEN, {
      epoch: 0,
    });
    await expect(late).rejects.toMatchObject({ code: 'OVERTAKEN' });
    expect(await vault.read('main', 'delegated')).toBeUndefined();
    expect(await secretIds()).toEqual([]);
    await vault.replace('main', 'delegated', 'new', TOKEN, { epoch: 1 });
    expect((await vault.read('main', 'delegated'))?.value).toBe('new');
  });

  it(`lets go whatever is kept at the same moment, ${ROUNDS} times`, async () => {
    const { vault } = testVault(knex);
    const { vault: other } = testVault(anotherProcess());
    for (let epoch = 0; epoch < ROUNDS; epoch++) {
      await Promise.allSettled([
        vault.replace('main', 'delegated', 'late', TOKEN, { epoch }),
        other.remove('main'),
      ]);
      expect(await vault.read('main', 'delegated')).toBeUndefined();
    }
    expect(await secretIds()).toEqual([]);
  });

  it('leaves a secret alone when a change gives none or fails', async () => {
    const { vault } = testVault(knex);
    expect(await vault.update('main', 'app', async () => undefined)).toBe(
      false,
    );
    await vault.replace('main', 'app', 'first', SECRET);
    const before = await vault.describe('main', 'app');
    expect(await vault.update('main', 'app', async () => undefined)).toBe(true);
    await expect(
      vault.update('main', 'app', async () => {
        throw new Error('Microsoft is away');
      }),
    ).rejects.toThrow('Microsoft is away');
    expect(await vault.describe('main', 'app')).toEqual(before);
    await vault.replace('main', 'app', 'second', SECRET);
  });

  it('takes a waiting certificate in use', async () => {
    const { vault, store } = testVault(knex);
    const details: CredentialDetails = { kind: 'certificate', thumbprint: 'A' };
    await vault.replace('main', 'app', 'old', SECRET);
    const promote = (version: string) =>
      vault.promote('main', { version, epoch: 0 });
    await expect(promote('any')).rejects.toMatchObject({ code: 'OVERTAKEN' });
    await vault.replace('main', 'app-next', 'earlier', details);
    const earlier = await vault.describe('main', 'app-next');
    await vault.replace('main', 'app-next', 'new', details);
    const waiting = await vault.describe('main', 'app-next');
    await vault.letGo('main', 'app-next', earlier!.version);
    expect(await vault.describe('main', 'app-next')).toEqual(waiting);
    await expect(promote(earlier!.version!)).rejects.toMatchObject({
      code: 'OVERTAKEN',
    });
    store.failing.add('put');
    await expect(promote(waiting!.version!)).rejects.toMatchObject({
      code: 'UNREACHABLE',
    });
    store.failing.clear();
    expect((await vault.read('main', 'app'))?.value).toBe('old');
    await promote(waiting!.version!);
    expect(await vault.read('main', 'app')).toEqual({ value: 'new', details });
    expect(await vault.describe('main', 'app-next')).toBeUndefined();
    expect(await secretIds()).toHaveLength(1);
  });

  it('remembers since when a credential does not work', async () => {
    const { vault } = testVault(knex);
    const problem = {
      code: 'CLIENT_SECRET_EXPIRED',
      cause: 'It ended.',
      remedy: 'Make a new one.',
      since: '2026-11-14T09:00:00.000Z',
    };
    const later = { ...problem, since: '2026-11-15T09:00:00.000Z' };
    // Of a credential in app-config, which has no secret here.
    await vault.setProblem('main', 'app', undefined, problem);
    await vault.setProblem('main', 'app', undefined, later);
    expect(await vault.describe('main', 'app')).toMatchObject({
      stored: false,
      problem,
    });
    const other = { ...later, code: 'APPLICATION_GONE' };
    await vault.setProblem('main', 'app', undefined, other);
    expect((await vault.describe('main', 'app'))?.problem).toEqual(other);
    await vault.clearProblem('main', 'app');
    expect((await vault.describe('main', 'app'))?.problem).toBeUndefined();
    await vault.setProblem('main', 'app', undefined, problem);
    await vault.replace('main', 'app', 'new', SECRET);
    expect((await vault.describe('main', 'app'))?.problem).toBeUndefined();
  });

  it('notes of a secret or consent nothing that was found of the one before', async () => {
    const { vault } = testVault(knex);
    const problem = {
      code: 'ROLE_MISSING',
      cause: 'No role.',
      remedy: 'Give one.',
      since: '2026-11-14T09:00:00.000Z',
    };
    const consent = (consentedAt: string) => ({ ...TOKEN, consentedAt });
    await vault.replace('main', 'delegated', 'first', consent('one'));
    const { version } = (await vault.describe('main', 'delegated'))!;
    await vault.setProblem('main', 'delegated', version, problem);
    await vault.noteChecks('main', 'one', problem);
    const known = await vault.describe('main', 'delegated');
    expect(known).toMatchObject({ problem, checkProblem: problem });

    // A renewal proves that it works, and nothing of what it may do.
    await vault.update('main', 'delegated', async current => ({
      ...current,
      value: 'renewed',
    }));
    const renewed = await vault.describe('main', 'delegated');
    expect(renewed?.problem).toBeUndefined();
    expect(renewed?.checkProblem).toEqual(problem);

    await vault.replace('main', 'delegated', 'second', consent('two'));
    await vault.setProblem('main', 'delegated', version, problem);
    await vault.noteChecks('main', 'one', problem);
    const second = await vault.describe('main', 'delegated');
    expect(second?.problem).toBeUndefined();
    expect(second?.checkProblem).toBeUndefined();
    await vault.noteChecks('main', 'two', problem);
    await vault.noteChecks('main', 'two', undefined);
    expect(
      (await vault.describe('main', 'delegated'))?.checkProblem,
    ).toBeUndefined();
  });

  it('says what to set when there is no key', async () => {
    const { vault } = testVault(knex, { stores: storesWith(knex, []) });
    expect(vault.status()).toMatchObject({
      ready: false,
      problem: { code: 'VAULT_NOT_CONFIGURED' },
    });
    await expect(
      vault.replace('main', 'app', 'secret', SECRET),
    ).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
    expect(await vault.read('main', 'app')).toBeUndefined();
  });
});
