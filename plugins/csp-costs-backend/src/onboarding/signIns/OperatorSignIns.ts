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
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  OperatorSignIn,
  OperatorTokens,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { MicrosoftAccess } from '../../connectors/MicrosoftAccess';
import type { SecretStores } from '../../connectors/vault/createSecretStores';
import type { SecretIdentity } from '../../connectors/vault/SecretStore';
import { explain, problemOf } from '../../errors';
import {
  DeviceCodeSignIn,
  type PersonTokens,
} from '../../microsoft/identity/DeviceCodeSignIn';
import type { MicrosoftCloud } from '../../microsoft/MicrosoftCloud';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { OperatorAccess } from '../StepContext';
import { GivenTokens } from './GivenTokens';
import { readOperatorTokens } from './readOperatorTokens';
import type { OperatorSignInRow, OperatorSignInUseRow } from './tables';

/** Tokens are kept no longer, also when Microsoft gives them for longer. */
const LONGEST_MS = 60 * 60_000;
/** How long it can be told that a sign-in has expired. */
const TOLD_MS = 24 * 60 * 60_000;
/** Sign-ins that one person may have under way; each asks Microsoft every few seconds. */
const MOST_STARTED = 5;

/** A person's own tokens, as they are sealed. */
type SealedTokens = Pick<PersonTokens, 'graph' | 'arm'>;

/**
 * People who sign in with Microsoft to onboard a tenant.
 *
 * @remarks
 * The access tokens are in the vault's store and in nothing else; refresh
 * tokens are in no store at all. A sign-in is of use only to the Backstage
 * user who began it, so its id is no secret.
 *
 * A sign-in by device code goes on in the process that began it. When that
 * process ends, the sign-in stays `started` until its code has expired.
 */
export class OperatorSignIns {
  readonly #knex: Knex;
  readonly #stores: SecretStores;
  readonly #access: MicrosoftAccess;
  readonly #clouds: ReadonlyMap<string, MicrosoftCloud>;
  readonly #clientId: string;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #waiting = new Map<string, DeviceCodeSignIn>();

  constructor(options: {
    knex: Knex;
    stores: SecretStores;
    access: MicrosoftAccess;
    clouds: ReadonlyMap<string, MicrosoftCloud>;
    /** The public client that people sign in to by device code. */
    clientId: string;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#knex = options.knex;
    this.#stores = options.stores;
    this.#access = options.access;
    this.#clouds = options.clouds;
    this.#clientId = options.clientId;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * Takes the tokens of a person who has signed in, or has one begin to sign
   * in by device code.
   *
   * @param by - Entity ref of the Backstage user.
   * @throws InputError that names the field; ConflictError when nothing can be
   * kept here; MicrosoftError when the sign-in service is not available.
   */
  async start(
    input: {
      partnerTenantId: string;
      cloud: MicrosoftCloud;
      tokens?: OperatorTokens;
    },
    by: string,
  ): Promise<OperatorSignIn> {
    const { problem } = this.#stores.status();
    if (problem) {
      throw new ConflictError(`${problem.cause} ${problem.remedy}`);
    }
    const { partnerTenantId, cloud, tokens } = input;
    const signInId = randomUUID();
    const now = this.#now();
    const begun: Omit<OperatorSignInRow, 'status' | 'method' | 'expires_at'> = {
      sign_in_id: signInId,
      started_by: by,
      national_cloud: cloud.name,
      partner_tenant_id: partnerTenantId,
      account: null,
      device_code: null,
      problem: null,
      store: null,
      secret_id: null,
      started_at: now.toISOString(),
    };
    if (!tokens) {
      return this.#startDeviceCode(begun, cloud);
    }
    const given = readOperatorTokens(tokens, { cloud, partnerTenantId, now });
    await this.#rows().insert({
      ...begun,
      method: 'microsoft-provider',
      ...(await this.#seal(signInId, given)),
    });
    return this.get(signInId, by);
  }

  /** @throws NotFoundError unless the user began it. */
  async get(signInId: string, by: string): Promise<OperatorSignIn> {
    return this.#describe(await this.#find(signInId, by));
  }

  /**
   * Forgets a sign-in and its tokens.
   *
   * @param runId - The run that needs it no more. While others use it, it stays.
   * @throws NotFoundError unless the user began it.
   */
  async end(signInId: string, by: string, runId?: string): Promise<void> {
    await this.#remove(await this.#find(signInId, by), runId);
  }

  /**
   * The access of a person.
   *
   * @param usedBy - The run that goes on with it, until it ends it.
   * @throws NotFoundError unless the user began the sign-in; MicrosoftError of
   * kind `identity` when it is not finished, or has ended; VaultError.
   */
  async access(
    signInId: string,
    by: string,
    usedBy?: string,
  ): Promise<OperatorAccess> {
    const row = await this.#find(signInId, by);
    const cloud = this.#clouds.get(row.national_cloud);
    if (
      !cloud ||
      row.status !== 'given' ||
      row.secret_id === null ||
      this.#isOver(row)
    ) {
      throw new MicrosoftError('The sign-in has ended, or is not finished', {
        kind: 'identity',
        code: 'operator_sign_in_ended',
        transient: false,
      });
    }
    if (usedBy !== undefined) {
      await this.#noteUse(signInId, usedBy);
    }
    const sealed = await this.#stores
      .get(row.store)
      .get(identityOf(signInId), row.secret_id);
    const { graph, arm }: SealedTokens = JSON.parse(sealed);
    return {
      cloud,
      partnerTenantId: row.partner_tenant_id,
      tokens: new GivenTokens(
        new Map([
          [cloud.resources.graph, graph],
          [cloud.resources.arm, arm],
        ]),
      ),
      http: this.#access.tenantHttp({
        cloud,
        partnerTenantId: row.partner_tenant_id,
        logAs: `onboarding of ${row.partner_tenant_id}`,
      }),
    };
  }

  /** Removes the tokens of what has expired, and a day later the rest of it. */
  async removeOld(): Promise<void> {
    const now = this.#now().getTime();
    const over = (olderThanMs: number) =>
      this.#rows().where(
        'expires_at',
        '<=',
        new Date(now - olderThanMs).toISOString(),
      );
    for (const row of await over(0).whereNotNull('secret_id')) {
      await this.#rows()
        .where({ sign_in_id: row.sign_in_id })
        .update({ store: null, secret_id: null });
      await this.#discard(row);
    }
    await over(TOLD_MS).delete();
  }

  /** Stops asking Microsoft whether people have signed in. */
  stop(): void {
    this.#waiting.forEach(signIn => signIn.cancel());
    this.#waiting.clear();
  }

  async #startDeviceCode(
    begun: Omit<OperatorSignInRow, 'status' | 'method' | 'expires_at'>,
    cloud: MicrosoftCloud,
  ): Promise<OperatorSignIn> {
    const { sign_in_id: signInId, started_by: by } = begun;
    await this.#makeRoom(by);
    const signIn = new DeviceCodeSignIn({
      cloud,
      tenantId: begun.partner_tenant_id,
      clientId: this.#clientId,
      now: this.#now,
    });
    const { code, tokens } = await signIn.begin();
    this.#waiting.set(signInId, signIn);
    await this.#rows().insert({
      ...begun,
      method: 'device-code',
      status: 'started',
      device_code: JSON.stringify({
        userCode: code.userCode,
        verificationUrl: code.verificationUrl,
      }),
      expires_at: new Date(
        this.#now().getTime() + Math.min(code.lifetimeMs, LONGEST_MS),
      ).toISOString(),
    });
    // Nobody waits for it: the person takes minutes.
    this.#finish(signInId, tokens).catch(error =>
      this.#logger.warn(
        'The end of a sign-in by device code could not be kept',
        error,
      ),
    );
    return this.get(signInId, by);
  }

  /** Ends the oldest sign-ins of somebody who has too many under way. */
  async #makeRoom(by: string): Promise<void> {
    const started = await this.#rows()
      .where({ started_by: by, status: 'started' })
      .orderBy('started_at');
    for (const row of started.slice(0, -(MOST_STARTED - 1))) {
      await this.#remove(row);
    }
  }

  async #finish(signInId: string, tokens: Promise<PersonTokens>) {
    try {
      await this.#keep(signInId, await tokens);
    } catch (error) {
      await this.#fail(signInId, error);
    } finally {
      this.#waiting.delete(signInId);
    }
  }

  /** @throws MicrosoftError when they are of another tenant; VaultError. */
  async #keep(signInId: string, given: PersonTokens): Promise<void> {
    const row = await this.#rows().where({ sign_in_id: signInId }).first();
    if (!row) {
      return;
    }
    if (given.tenantId.toLowerCase() !== row.partner_tenant_id) {
      throw new MicrosoftError('Somebody of another tenant has signed in', {
        kind: 'identity',
        code: 'other_tenant',
        transient: false,
      });
    }
    const kept = await this.#seal(signInId, given);
    const updated = await this.#rows()
      .where({ sign_in_id: signInId, status: 'started' })
      .where('expires_at', '>', this.#now().toISOString())
      .update({ ...kept, device_code: null });
    if (updated === 0) {
      // It was ended meanwhile, and what it gave must not stay behind.
      await this.#discard({ sign_in_id: signInId, ...kept });
    }
  }

  /** Puts tokens into the vault, and gives what a row has to say of that. */
  async #seal(signInId: string, given: PersonTokens) {
    const { graph, arm, account, lifetimeMs } = given;
    const store = this.#stores.active;
    const sealed: SealedTokens = { graph, arm };
    return {
      status: 'given' as const,
      account,
      store: store.name,
      secret_id: await store.put(identityOf(signInId), JSON.stringify(sealed)),
      expires_at: new Date(
        this.#now().getTime() + Math.min(lifetimeMs, LONGEST_MS),
      ).toISOString(),
    };
  }

  async #fail(signInId: string, error: unknown): Promise<void> {
    this.#logger.warn('A sign-in by device code failed', { signInId });
    await this.#rows()
      .where({ sign_in_id: signInId, status: 'started' })
      .update({
        status: 'failed',
        device_code: null,
        problem: JSON.stringify(explain(error, this.#now())),
      });
  }

  /** @throws NotFoundError when it was ended meanwhile. */
  async #noteUse(signInId: string, runId: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      const row = await this.#rows(tx)
        .where({ sign_in_id: signInId })
        .forUpdate()
        .first();
      if (!row) {
        throw noSuchSignIn();
      }
      await this.#uses(tx)
        .insert({ sign_in_id: signInId, run_id: runId })
        .onConflict(['sign_in_id', 'run_id'])
        .ignore();
    });
  }

  /**
   * @remarks The row goes first: a sign-in that is just being finished finds
   * none then, and throws its tokens away.
   * @param leaving - The run that leaves it to the others.
   */
  async #remove(
    { sign_in_id: signInId }: OperatorSignInRow,
    leaving?: string,
  ): Promise<void> {
    const removed = await this.#knex.transaction(async tx => {
      const rows = () => this.#rows(tx).where({ sign_in_id: signInId });
      const uses = () => this.#uses(tx).where({ sign_in_id: signInId });
      const row = await rows().forUpdate().first();
      if (leaving !== undefined) {
        await uses().where({ run_id: leaving }).delete();
        if (await uses().first()) {
          return undefined;
        }
      }
      this.#waiting.get(signInId)?.cancel();
      await rows().delete();
      return row;
    });
    if (removed) {
      await this.#discard(removed);
    }
  }

  /** What cannot be removed now is removed by the clean-up of the vault. */
  async #discard(
    row: Pick<OperatorSignInRow, 'sign_in_id' | 'store' | 'secret_id'>,
  ): Promise<void> {
    if (row.secret_id === null) {
      return;
    }
    try {
      await this.#stores
        .get(row.store)
        .remove(identityOf(row.sign_in_id), row.secret_id);
    } catch (error) {
      this.#logger.warn(
        `The tokens of a sign-in that has ended could not be removed yet: ${error}`,
      );
    }
  }

  async #find(signInId: string, by: string): Promise<OperatorSignInRow> {
    const row = await this.#rows()
      .where({ sign_in_id: signInId, started_by: by })
      .first();
    if (!row) {
      throw noSuchSignIn();
    }
    return row;
  }

  #describe(row: OperatorSignInRow): OperatorSignIn {
    const expired = row.status !== 'failed' && this.#isOver(row);
    return {
      signInId: row.sign_in_id,
      status: expired ? 'expired' : row.status,
      method: row.method,
      nationalCloud: row.national_cloud,
      partnerTenantId: row.partner_tenant_id,
      account: row.account ?? undefined,
      deviceCode:
        row.device_code && !expired ? JSON.parse(row.device_code) : undefined,
      problem: expired ? expiryOf(row) : readProblem(row),
      expiresAt: new Date(row.expires_at).toISOString(),
    };
  }

  #isOver({ expires_at: expiresAt }: OperatorSignInRow): boolean {
    return new Date(expiresAt) <= this.#now();
  }

  #rows(knex: Knex = this.#knex) {
    return knex<OperatorSignInRow>('operator_sign_ins');
  }

  #uses(knex: Knex) {
    return knex<OperatorSignInUseRow>('operator_sign_in_uses');
  }
}

function noSuchSignIn(): NotFoundError {
  return new NotFoundError(
    'You have no such sign-in; it was ended, or somebody else began it. Sign in with Microsoft again',
  );
}

function identityOf(signInId: string): SecretIdentity {
  return { connectorId: `sign-in-${signInId}`, slot: 'operator' };
}

function readProblem({ problem }: OperatorSignInRow): Problem | undefined {
  return problem ? JSON.parse(problem) : undefined;
}

function expiryOf(row: OperatorSignInRow): Problem {
  return problemOf(
    row.status === 'given' ? 'SIGN_IN_ENDED' : 'DEVICE_CODE_ENDED',
    new Date(row.expires_at),
  );
}
