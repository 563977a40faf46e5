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

import { ConflictError } from '@backstage/errors';
import type { Check, Problem } from 'backstage-plugin-csp-costs-common';
import { explain } from '../../errors';
import {
  UserSignIn,
  type DelegatedGrant,
} from '../../microsoft/identity/UserSignIn';
import type { TokenSource } from '../../microsoft/identity/TokenSource';
import { probeRedirectUri } from '../../microsoft/identity/probeRedirectUri';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { ConnectorRecord } from '../ConnectorRecord';
import type { MicrosoftAccess } from '../MicrosoftAccess';
import type { CredentialVault } from '../vault/CredentialVault';
import { CandidateTokens } from './CandidateTokens';
import { proofsOf } from './consentSecrets';
import { requiredScopes, resourceOf } from './scopes';

/** How long to wait for Microsoft before somebody may sign in all the same. */
const PROBE_MS = 5_000;

/** What was found of a person's grant. */
export interface GrantVerdict {
  checks: Check[];
  /** What is wrong with it; absent when it is good. */
  problem?: Problem;
}

/** Verifies that a person's grant is good for what a connector reads. */
export type GrantVerifier = (
  connector: ConnectorRecord,
  tokens: TokenSource,
  account: string,
  signal: AbortSignal,
) => Promise<GrantVerdict>;

/** A grant works, and is not what the connector needs. */
class GrantRefusedError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`The sign-in is refused: ${problem.code}`);
    this.name = 'GrantRefusedError';
    this.problem = problem;
  }
}

/**
 * Turns sign-ins and imported refresh tokens into the delegated access of a
 * connector.
 *
 * @remarks
 * A grant is tried for everything it has to do before it is stored, and what
 * was stored before stays until then: a wrong account breaks nothing.
 */
export class ConsentKeeper {
  readonly #vault: CredentialVault;
  readonly #access: MicrosoftAccess;
  readonly #verify: GrantVerifier;
  readonly #onConsent: (connectorId: string, checks: Check[]) => Promise<void>;
  readonly #now: () => Date;

  constructor(options: {
    vault: CredentialVault;
    access: MicrosoftAccess;
    verify: GrantVerifier;
    /** What else a new consent settles; given what was found of it. */
    onConsent: (connectorId: string, checks: Check[]) => Promise<void>;
    now: () => Date;
  }) {
    this.#vault = options.vault;
    this.#access = options.access;
    this.#verify = options.verify;
    this.#onConsent = options.onConsent;
    this.#now = options.now;
  }

  /**
   * Whether a sign-in could be used, so that nobody signs in for nothing.
   *
   * @throws ConflictError that says what to do first.
   */
  async assertReady(
    connector: ConnectorRecord,
    redirectUrl: string,
  ): Promise<void> {
    await this.#assertCanKeep(connector);
    const { cloud, settings } = connector;
    const probe = await probeRedirectUri({
      cloud,
      tenantId: settings.partnerTenantId,
      clientId: settings.clientId,
      redirectUrl,
      signal: AbortSignal.timeout(PROBE_MS),
    }).catch(() => undefined);
    // Only what is certain keeps somebody from signing in.
    if (probe?.outcome === 'not-registered') {
      const { cause, remedy } = explain(probe.error, this.#now());
      throw new ConflictError(
        `${cause} ${remedy} The redirect URL is ${redirectUrl}`,
      );
    }
  }

  async #assertCanKeep(connector: ConnectorRecord): Promise<void> {
    const { problem } = this.#vault.status();
    if (problem) {
      throw new ConflictError(`${problem.cause} ${problem.remedy}`);
    }
    if (!(await this.#access.hasAppCredential(connector))) {
      throw new ConflictError(
        'The connector has no credential for its application yet; set a client secret, a certificate or a federated identity first',
      );
    }
  }

  /** Microsoft's side of a sign-in for a connector. */
  signIn(connector: ConnectorRecord): Promise<UserSignIn> {
    return this.#access.userSignIn(connector);
  }

  /**
   * Redeems the code of a sign-in and keeps what it gives.
   *
   * @returns The user name of who signed in.
   * @throws MicrosoftError, or an error that {@link ConsentKeeper.problemOf} explains.
   */
  async redeem(
    connector: ConnectorRecord,
    options: {
      code: string;
      redirectUrl: string;
      browserText: string;
      method: 'popup' | 'link';
      by: string;
      signal: AbortSignal;
    },
  ): Promise<string> {
    const signIn = await this.signIn(connector);
    const { nonce, codeVerifier } = proofsOf(options.browserText);
    const grant = await signIn.redeem({
      code: options.code,
      redirectUrl: options.redirectUrl,
      // A token is for one resource; the others are asked for afterwards.
      scopes: requiredScopes(connector).slice(0, 1),
      codeVerifier,
      nonce,
    });
    return this.#keep(connector, signIn, grant, options);
  }

  /**
   * Keeps a refresh token that was got elsewhere.
   *
   * @returns The user name of whom it belongs to.
   * @throws MicrosoftError, or an error that {@link ConsentKeeper.problemOf} explains.
   */
  async importRefreshToken(
    connector: ConnectorRecord,
    options: { refreshToken: string; by: string; signal: AbortSignal },
  ): Promise<string> {
    await this.#assertCanKeep(connector);
    const signIn = await this.signIn(connector);
    const grant = await signIn.importRefreshToken({
      refreshToken: options.refreshToken,
      scopes: requiredScopes(connector).slice(0, 1),
    });
    return this.#keep(connector, signIn, grant, {
      ...options,
      method: 'imported',
    });
  }

  /** What an error of this class means, when it is one. */
  problemOf(error: unknown): Problem | undefined {
    return error instanceof GrantRefusedError ? error.problem : undefined;
  }

  async #keep(
    connector: ConnectorRecord,
    signIn: UserSignIn,
    first: DelegatedGrant,
    options: {
      method: 'popup' | 'link' | 'imported';
      by: string;
      signal: AbortSignal;
    },
  ): Promise<string> {
    if (first.user.tenantId !== connector.settings.partnerTenantId) {
      throw new MicrosoftError('Somebody of another tenant has signed in', {
        kind: 'identity',
        code: 'other_tenant',
        transient: false,
      });
    }
    const candidate = new CandidateTokens(signIn, first);
    const scopes = requiredScopes(connector);
    for (const scope of scopes) {
      options.signal.throwIfAborted();
      // Fails for what was not consented, before anything is stored.
      await candidate.get(resourceOf(scope), { refresh: false });
    }
    const { problem, checks } = await this.#verify(
      connector,
      candidate,
      first.user.username,
      options.signal,
    );
    if (problem) {
      throw new GrantRefusedError(problem);
    }
    const now = this.#now().toISOString();
    const { grant } = candidate;
    await this.#vault.replace(
      connector.connectorId,
      'delegated',
      JSON.stringify(grant),
      {
        kind: 'refresh-token',
        account: grant.user.username,
        homeAccountId: grant.user.homeAccountId,
        tenantId: grant.user.tenantId,
        clientId: connector.settings.clientId,
        scopes,
        consentedAt: now,
        consentedBy: options.by,
        renewedAt: now,
        method: options.method,
      },
      { epoch: connector.epoch, signal: options.signal },
    );
    await this.#onConsent(connector.connectorId, checks);
    return grant.user.username;
  }
}
