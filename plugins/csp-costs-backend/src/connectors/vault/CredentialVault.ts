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
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CredentialKind,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { databaseTime } from '../../database/dialect';
import { wait } from '../../microsoft/http/wait';
import { endEpoch, isCurrentEpoch } from '../records/epochs';
import type { SecretStores } from './createSecretStores';
import type { CredentialSlot, CredentialIdentity } from './SecretStore';
import { VaultError } from './VaultError';

/** How long a change may stay silent before another process may take over. */
const LEASE_MS = 60_000;
/** How long a process waits for another one's change. */
const BUSY_MS = 90_000;
/** Waits between two looks whether another one's change is over. */
const FIRST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 500;

/** What may be told of a credential; nothing secret. Times are ISO 8601. */
export interface CredentialDetails {
  kind: CredentialKind | 'refresh-token';
  expiresAt?: string;
  /** SHA-256 of a certificate, hex. */
  thumbprint?: string;
  /** The public half, PEM. */
  certificate?: string;
  /** Names a client secret in the app registration, where that is known. */
  keyId?: string;
  /** Since when a client secret of ours is kept. */
  keptAt?: string;
  /** User name of who consented. */
  account?: string;
  homeAccountId?: string;
  /** Partner tenant that it is for. */
  tenantId?: string;
  /** Application that it is for. */
  clientId?: string;
  scopes?: string[];
  consentedAt?: string;
  consentedBy?: string;
  renewedAt?: string;
  method?: 'popup' | 'link' | 'imported';
}

/** What is known of a slot, without its secret. */
export interface CredentialState {
  /** Whether it has a secret. */
  stored: boolean;
  /** Tells one secret from the next; absent when there is none. */
  version?: string;
  details?: CredentialDetails;
  /** Why it does not work, by the last use of it. */
  problem?: Problem;
  /** Why what it gives is not enough, by the doctor's last look. */
  checkProblem?: Problem;
}

/** Tells one credential of an application from the next. */
export interface CredentialInUse {
  /** Undefined when the vault has none. */
  version: string | undefined;
}

/** A secret with what may be told of it. */
export interface StoredCredential {
  value: string;
  details: CredentialDetails;
}

interface CredentialRow {
  connector_id: string;
  slot: CredentialSlot;
  store: string | null;
  secret_id: string | null;
  details: string | null;
  problem: string | null;
  check_problem: string | null;
  lease_ticket: string | null;
  lease_until: Date | string | null;
}

/**
 * Keeps the credentials of connectors.
 *
 * @remarks
 *
 * A row points at the secret in use. A new secret is stored beside it, then
 * one update moves the pointer, then the old secret is removed: a failure at
 * any moment leaves one that works.
 */
export class CredentialVault {
  readonly #knex: Knex;
  readonly #stores: SecretStores;
  readonly #logger: LoggerService;
  readonly #leaseMs: number;
  readonly #busyMs: number;

  constructor(options: {
    knex: Knex;
    stores: SecretStores;
    logger: LoggerService;
    leaseMs?: number;
    busyMs?: number;
  }) {
    this.#knex = options.knex;
    this.#stores = options.stores;
    this.#logger = options.logger;
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
    this.#busyMs = options.busyMs ?? BUSY_MS;
  }

  /** Where new secrets go, and why they cannot if so. */
  status(): ReturnType<SecretStores['status']> {
    return this.#stores.status();
  }

  /** What is known of a slot, without its secret. */
  async describe(
    connectorId: string,
    slot: CredentialSlot,
  ): Promise<CredentialState | undefined> {
    const row = await this.#row({ connectorId, slot });
    return row && stateOf(row);
  }

  /** What is known of all slots of connectors, without their secrets. */
  async describeAll(
    connectorIds: readonly string[],
  ): Promise<Array<CredentialIdentity & CredentialState>> {
    const rows = await this.#knex<CredentialRow>('credentials').whereIn(
      'connector_id',
      connectorIds,
    );
    return rows.map(row => ({
      connectorId: row.connector_id,
      slot: row.slot,
      ...stateOf(row),
    }));
  }

  /** A secret, or undefined when the slot has none. @throws VaultError */
  async read(
    connectorId: string,
    slot: CredentialSlot,
  ): Promise<StoredCredential | undefined> {
    return this.#open({ connectorId, slot });
  }

  /**
   * Puts a new secret in the place of the one before.
   *
   * @param options - The epoch is the one of the connector when the change
   * began: nothing is kept for one that was disconnected or deleted since.
   * `inUse` is the version of what the application signed in with then:
   * nothing waits in vain for one that was given another meanwhile. The signal
   * ends the wait for other processes.
   * @throws VaultError; the one before then stays in use.
   */
  async replace(
    connectorId: string,
    slot: CredentialSlot,
    value: string,
    details: CredentialDetails,
    options: {
      epoch?: number;
      inUse?: CredentialInUse;
      signal?: AbortSignal;
    } = {},
  ): Promise<void> {
    const identity = { connectorId, slot };
    const { epoch, inUse } = options;
    await this.#exclusively(
      identity,
      { ...options, create: true },
      async ticket => {
        if (
          inUse &&
          (await this.describe(connectorId, 'app'))?.version !== inUse.version
        ) {
          throw new VaultError(
            'OVERTAKEN',
            'The application was given another credential meanwhile',
          );
        }
        await this.#put(
          identity,
          ticket,
          { value, details },
          { check_problem: null },
          epoch,
        );
      },
    );
  }

  /**
   * Changes a secret by what it is, in one process at a time.
   *
   * @remarks
   * A process that was silent for so long that another one took over must not
   * move the pointer: what it brings is thrown away, also when it is a refresh
   * token that Microsoft has just given. Nothing is lost by that. The other
   * process began with the same token, which stays good until it ends, and
   * brought a newer one.
   *
   * @param change - Gives the new secret, or undefined to leave it.
   * @param options - The signal ends the wait for other processes.
   * @returns Whether there was a secret.
   * @throws VaultError, or whatever `change` throws. The secret stays then.
   */
  async update(
    connectorId: string,
    slot: CredentialSlot,
    change: (
      current: StoredCredential,
    ) => Promise<StoredCredential | undefined>,
    options: { signal?: AbortSignal } = {},
  ): Promise<boolean> {
    const identity = { connectorId, slot };
    const found = await this.#exclusively(
      identity,
      { ...options, create: false },
      async ticket => {
        const current = await this.#open(identity);
        if (!current) {
          return false;
        }
        const next = await change(current);
        if (next) {
          await this.#put(identity, ticket, next);
        }
        return true;
      },
    );
    return found ?? false;
  }

  /**
   * Puts the waiting certificate in the place of the credential in use.
   *
   * @remarks
   * Nobody can put another one in its place meanwhile, so that what goes at
   * the end is what was promoted.
   *
   * @param tried - The version that was tried, and the epoch of the connector
   * then. Another one that waits meanwhile is not promoted.
   * @throws VaultError; what was in use then stays in use, and what was
   * waiting waits.
   */
  async promote(
    connectorId: string,
    tried: { version: string; epoch: number },
  ): Promise<void> {
    const waiting: CredentialIdentity = { connectorId, slot: 'app-next' };
    const promoted = await this.#exclusively(
      waiting,
      { create: false },
      async ticket => {
        const row = await this.#row(waiting);
        const next = await this.#open(waiting);
        if (!row || !next || row.secret_id !== tried.version) {
          return false;
        }
        await this.replace(connectorId, 'app', next.value, next.details, tried);
        const removed = await this.#held(waiting, ticket).delete();
        if (removed === 1) {
          await this.#discard(waiting, row);
        }
        return true;
      },
    );
    if (!promoted) {
      throw new VaultError(
        'OVERTAKEN',
        'The certificate that was tried waits no longer; it was replaced or let go meanwhile',
      );
    }
  }

  /**
   * Lets the secret of a slot go.
   *
   * @param version - Of the secret that is meant; another one stays.
   * @throws VaultError when it is being changed for too long.
   */
  async letGo(
    connectorId: string,
    slot: CredentialSlot,
    version?: string,
  ): Promise<void> {
    const identity = { connectorId, slot };
    await this.#exclusively(identity, { create: false }, async ticket => {
      const row = await this.#row(identity);
      if (version !== undefined && row?.secret_id !== version) {
        return;
      }
      const removed = await this.#held(identity, ticket).delete();
      if (row && removed === 1) {
        await this.#discard(identity, row);
      }
    });
  }

  /**
   * Lets all secrets of a connector go. Nothing can
   * be read afterwards, even when a store is not there to remove its part, and
   * nothing is kept that somebody has begun before.
   *
   * @param also - What has to happen at the same moment.
   */
  async remove(
    connectorId: string,
    also: (tx: Knex.Transaction) => Promise<void> = async () => {},
  ): Promise<void> {
    const wanted = { connector_id: connectorId };
    const rows = await this.#knex.transaction(async tx => {
      await endEpoch(tx, connectorId);
      await also(tx);
      const found = await tx<CredentialRow>('credentials')
        .where(wanted)
        .forUpdate();
      await tx<CredentialRow>('credentials').where(wanted).delete();
      return found;
    });
    for (const row of rows) {
      await this.#discard({ connectorId, slot: row.slot }, row);
    }
  }

  /**
   * Notes why a credential no longer works. The first time stays on record.
   *
   * @remarks
   * An application may have its credential in app-config, and then has no row
   * yet. A consent always has one, unless it was let go meanwhile: nothing may
   * be noted of it then.
   *
   * @param version - Of the secret that did not work; undefined when it is in
   * app-config. Nothing is noted of one that was replaced meanwhile.
   */
  async setProblem(
    connectorId: string,
    slot: CredentialSlot,
    version: string | undefined,
    problem: Problem,
  ): Promise<void> {
    if (slot === 'app') {
      await this.#create({ connectorId, slot });
    }
    const known = (await this.describe(connectorId, slot))?.problem;
    await this.#knex<CredentialRow>('credentials')
      .where({
        ...columnsOf({ connectorId, slot }),
        secret_id: version ?? null,
      })
      .update({ problem: JSON.stringify(sinceKnown(problem, known)) });
  }

  /**
   * Notes what the doctor finds of a person's access, or that it finds nothing.
   *
   * @param consentedAt - Which consent was looked at. Nothing is noted of one
   * that was replaced meanwhile.
   */
  async noteChecks(
    connectorId: string,
    consentedAt: string,
    problem: Problem | undefined,
  ): Promise<void> {
    const columns = columnsOf({ connectorId, slot: 'delegated' });
    await this.#knex.transaction(async tx => {
      const row = await tx<CredentialRow>('credentials')
        .where(columns)
        .forUpdate()
        .first();
      const state = row && stateOf(row);
      if (state?.details?.consentedAt !== consentedAt) {
        return;
      }
      await tx<CredentialRow>('credentials')
        .where(columns)
        .update({
          check_problem: problem
            ? JSON.stringify(sinceKnown(problem, state.checkProblem))
            : null,
        });
    });
  }

  /** Notes that a credential works. */
  async clearProblem(connectorId: string, slot: CredentialSlot): Promise<void> {
    await this.#knex<CredentialRow>('credentials')
      .where({ connector_id: connectorId, slot })
      .whereNotNull('problem')
      .update({ problem: null });
  }

  /**
   * @remarks
   * The secret that a row points at may be replaced and removed before it is
   * read. Then the row already points at the next one.
   */
  async #open(
    identity: CredentialIdentity,
  ): Promise<StoredCredential | undefined> {
    for (let missing: string | undefined; ; ) {
      const row = await this.#row(identity);
      if (!row || row.secret_id === null || row.details === null) {
        return undefined;
      }
      try {
        return {
          value: await this.#stores.get(row.store).get(identity, row.secret_id),
          details: JSON.parse(row.details),
        };
      } catch (error) {
        const gone = error instanceof VaultError && error.code === 'GONE';
        if (!gone || row.secret_id === missing) {
          throw error;
        }
        missing = row.secret_id;
      }
    }
  }

  /** Stores a secret beside the one in use, moves the pointer, lets the old one go. */
  async #put(
    identity: CredentialIdentity,
    ticket: string,
    next: StoredCredential,
    more: Partial<CredentialRow> = {},
    epoch?: number,
  ): Promise<void> {
    const before = await this.#row(identity);
    const store = this.#stores.active;
    const secretId = await store.put(identity, next.value);
    const outcome = await this.#move(identity, ticket, epoch, {
      store: store.name,
      secret_id: secretId,
      details: JSON.stringify(next.details),
      problem: null,
      ...more,
    });
    if (outcome !== 'moved') {
      // Somebody else has taken over, or the connector was disconnected
      // meanwhile: what they left counts, and ours must not stay behind.
      await this.#discard(identity, { store: store.name, secret_id: secretId });
      throw outcome === 'lease-lost'
        ? new VaultError(
            'LEASE_LOST',
            'Another process has changed the credential meanwhile',
          )
        : new VaultError(
            'OVERTAKEN',
            'The connector was disconnected or deleted meanwhile',
          );
    }
    if (before) {
      await this.#discard(identity, before);
    }
  }

  /** Lets a row point at another secret, unless the time for it is over. */
  async #move(
    identity: CredentialIdentity,
    ticket: string,
    epoch: number | undefined,
    row: Partial<CredentialRow>,
  ): Promise<'moved' | 'lease-lost' | 'let-go'> {
    return this.#knex.transaction(async tx => {
      if (
        epoch !== undefined &&
        !(await isCurrentEpoch(tx, identity.connectorId, epoch))
      ) {
        return 'let-go';
      }
      const moved = await this.#held(identity, ticket)
        .transacting(tx)
        .update(row);
      return moved === 1 ? 'moved' : 'lease-lost';
    });
  }

  /**
   * Runs one change of a slot at a time, in all processes together.
   *
   * @returns Undefined when there is no row and none is to be made.
   */
  async #exclusively<T>(
    identity: CredentialIdentity,
    options: { create: boolean; signal?: AbortSignal },
    change: (ticket: string) => Promise<T>,
  ): Promise<T | undefined> {
    const ticket = randomUUID();
    if (!(await this.#acquire(identity, ticket, options))) {
      return undefined;
    }
    const heartbeat = setInterval(() => {
      this.#held(identity, ticket)
        .update('lease_until', databaseTime(this.#knex, this.#leaseMs))
        // One that fails is made up for by the next, or the lease ends.
        .catch(() => {});
    }, this.#leaseMs / 3);
    try {
      return await change(ticket);
    } finally {
      clearInterval(heartbeat);
      await this.#held(identity, ticket)
        .update({ lease_ticket: null, lease_until: null })
        .catch(error =>
          this.#logger.warn(
            `The change of a credential of connector ${identity.connectorId} holds others up until its lease ends: ${error}`,
          ),
        );
    }
  }

  /** @returns Whether there is a row to hold. */
  async #acquire(
    identity: CredentialIdentity,
    ticket: string,
    options: { create: boolean; signal?: AbortSignal },
  ): Promise<boolean> {
    const { create, signal = new AbortController().signal } = options;
    const givesUpAt = performance.now() + this.#busyMs;
    for (
      let delay = FIRST_LOOK_MS;
      ;
      delay = Math.min(LONGEST_LOOK_MS, delay * 1.5)
    ) {
      signal.throwIfAborted();
      const acquired = await this.#knex<CredentialRow>('credentials')
        .where(columnsOf(identity))
        .where(free =>
          free
            .whereNull('lease_ticket')
            .orWhere('lease_until', '<', databaseTime(this.#knex)),
        )
        .update({
          lease_ticket: ticket,
          lease_until: databaseTime(this.#knex, this.#leaseMs),
        });
      if (acquired === 1) {
        return true;
      }
      // Looked for every time: it may be let go while we wait.
      if (!(await this.#row(identity))) {
        if (!create) {
          return false;
        }
        await this.#create(identity);
        continue;
      }
      if (performance.now() > givesUpAt) {
        throw new VaultError(
          'BUSY',
          'Another process has been changing the credential for too long',
        );
      }
      await wait(delay * (0.5 + Math.random()), signal);
    }
  }

  async #create(identity: CredentialIdentity): Promise<void> {
    await this.#knex<CredentialRow>('credentials')
      .insert(columnsOf(identity))
      .onConflict(['connector_id', 'slot'])
      .ignore();
  }

  /** The row of a slot, as long as nobody else has taken it over. */
  #held(identity: CredentialIdentity, ticket: string) {
    return this.#knex<CredentialRow>('credentials').where({
      ...columnsOf(identity),
      lease_ticket: ticket,
    });
  }

  async #row(identity: CredentialIdentity): Promise<CredentialRow | undefined> {
    return this.#knex<CredentialRow>('credentials')
      .where(columnsOf(identity))
      .first();
  }

  /** What cannot be removed now is removed by the clean-up. */
  async #discard(
    identity: CredentialIdentity,
    row: Pick<CredentialRow, 'store' | 'secret_id'>,
  ): Promise<void> {
    if (row.secret_id === null) {
      return;
    }
    try {
      await this.#stores.get(row.store).remove(identity, row.secret_id);
    } catch (error) {
      this.#logger.warn(
        `An old secret of connector ${identity.connectorId} could not be removed: ${error}`,
      );
    }
  }
}

function stateOf(row: CredentialRow): CredentialState {
  return {
    stored: row.secret_id !== null,
    version: row.secret_id ?? undefined,
    details: row.details ? JSON.parse(row.details) : undefined,
    problem: row.problem ? JSON.parse(row.problem) : undefined,
    checkProblem: row.check_problem ? JSON.parse(row.check_problem) : undefined,
  };
}

/** A problem that was known before began when it was first seen. */
function sinceKnown(problem: Problem, known: Problem | undefined): Problem {
  return known?.code === problem.code
    ? { ...problem, since: known.since }
    : problem;
}

function columnsOf({ connectorId, slot }: CredentialIdentity) {
  return { connector_id: connectorId, slot };
}
