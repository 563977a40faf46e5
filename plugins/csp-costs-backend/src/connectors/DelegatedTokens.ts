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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import type { TokenSource } from '../microsoft/identity/TokenSource';
import type {
  DelegatedGrant,
  UserSignIn,
} from '../microsoft/identity/UserSignIn';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import { isOfPerson } from '../errors';
import { isCredentialFailure } from './ObservedTokens';
import type {
  CredentialDetails,
  CredentialVault,
} from './vault/CredentialVault';

/** A token is not used any more when it ends this soon. */
const TOKEN_MARGIN_MS = 5 * 60_000;

interface KnownToken {
  accessToken: string;
  expiresAt: Date;
  /** Which consent it comes from. */
  consentedAt?: string;
}

/**
 * Gets access tokens in the name of the person who consented.
 *
 * @remarks
 *
 * Every token that comes from Microsoft brings a new refresh token. It is
 * stored before anything else happens, by one process at a time: the vault's
 * lease keeps replicas from using the same refresh token at once and from
 * storing an older one over a newer one.
 *
 * Access tokens stay in memory. They are let go with the consent they come
 * from, so that a disconnected connector stops everywhere at once.
 */
export class DelegatedTokens implements TokenSource {
  readonly #connectorId: string;
  readonly #vault: CredentialVault;
  readonly #isOurs: (details: CredentialDetails) => boolean;
  readonly #signIn: () => Promise<UserSignIn>;
  readonly #problemOf: (error: unknown) => Problem;
  readonly #now: () => Date;
  readonly #tokens = new Map<string, KnownToken>();

  constructor(options: {
    connectorId: string;
    vault: CredentialVault;
    /** Whether a consent is for the application that signs in; others are left alone. */
    isOurs: (details: CredentialDetails) => boolean;
    signIn: () => Promise<UserSignIn>;
    problemOf: (error: unknown) => Problem;
    now: () => Date;
  }) {
    this.#connectorId = options.connectorId;
    this.#vault = options.vault;
    this.#isOurs = options.isOurs;
    this.#signIn = options.signIn;
    this.#problemOf = options.problemOf;
    this.#now = options.now;
  }

  /** {@inheritdoc TokenSource.get} */
  async get(
    resource: string,
    { refresh }: { refresh: boolean },
  ): Promise<string> {
    const stored = await this.#vault.describe(this.#connectorId, 'delegated');
    const known = this.#tokens.get(resource);
    if (
      !refresh &&
      known &&
      stored?.stored &&
      known.consentedAt === stored.details?.consentedAt &&
      known.expiresAt.getTime() - this.#now().getTime() > TOKEN_MARGIN_MS
    ) {
      return known.accessToken;
    }
    const fetched = await this.#fetch(resource, () => true);
    return fetched!.accessToken;
  }

  /**
   * Renews the refresh token, unless that has happened since a moment.
   *
   * @returns Whether it was renewed here.
   */
  async renew(
    resource: string,
    options: { unlessSince: Date },
  ): Promise<boolean> {
    const fetched = await this.#fetch(
      resource,
      renewedAt => !renewedAt || renewedAt < options.unlessSince,
    );
    return fetched !== undefined;
  }

  /** @param isDue - Decides, once no other process is at it any more. */
  async #fetch(
    resource: string,
    isDue: (renewedAt: Date | undefined) => boolean,
  ): Promise<KnownToken | undefined> {
    let token: KnownToken | undefined;
    let isOurs = false;
    const found = await this.#noting(async () => {
      const signIn = await this.#signIn();
      return this.#vault.update(
        this.#connectorId,
        'delegated',
        async ({ value, details }) => {
          isOurs = this.#isOurs(details);
          if (!isOurs) {
            return undefined;
          }
          const { renewedAt, consentedAt } = details;
          if (!isDue(renewedAt ? new Date(renewedAt) : undefined)) {
            return undefined;
          }
          const grant: DelegatedGrant = JSON.parse(value);
          const { accessToken, expiresAt, renewed } = await signIn.token(
            grant,
            [`${resource}/.default`],
          );
          token = { accessToken, expiresAt, consentedAt };
          return {
            value: JSON.stringify(renewed),
            details: { ...details, renewedAt: this.#now().toISOString() },
          };
        },
      );
    });
    if (!found || !isOurs) {
      this.#tokens.clear();
      throw new MicrosoftError('Nobody has consented', {
        kind: 'identity',
        code: 'consent_missing',
        transient: false,
      });
    }
    if (token) {
      this.#tokens.set(resource, token);
    }
    return token;
  }

  /** Has it noted on the connector when the consent is no good any more. */
  async #noting<T>(act: () => Promise<T>): Promise<T> {
    const used = await this.#vault.describe(this.#connectorId, 'delegated');
    try {
      return await act();
    } catch (error) {
      const problem = this.#problemOf(error);
      if (
        used?.stored &&
        isCredentialFailure(error) &&
        // That the application is refused says nothing about the person.
        isOfPerson(problem.code)
      ) {
        await this.#vault.setProblem(
          this.#connectorId,
          'delegated',
          used.version,
          problem,
        );
      }
      throw error;
    }
  }
}
