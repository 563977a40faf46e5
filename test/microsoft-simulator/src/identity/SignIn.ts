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

import { createHash } from 'node:crypto';
import { html, redirect, type Reply } from '../http/Reply';
import { hex } from '../world/random';
import type { World } from '../world/World';
import type { Account } from './accounts';
import { describeEntraError, EntraError } from './entraError';
import { checkRedirectUri } from './checkRedirectUri';
import { checkConsentable } from './checkConsentable';
import type { RegisteredApplication } from './RegisteredApplication';
import {
  parseScopes,
  scopeNames,
  singleResource,
  type RequestedScopes,
} from './resources';
import { formPostPage, signInPage } from './signInPage';
import type { TokenIssuer } from './tokens';

interface AuthorizationCode {
  application: RegisteredApplication;
  account: Account;
  redirectUri: string;
  challenge?: string;
  challengeMethod: string;
  nonce?: string;
  issuedAt: number;
  scopes: RequestedScopes;
  redeemed: boolean;
}

const CODE_SECONDS = 600;

/** The interactive half of the code flow: the sign-in page and the codes it gives out. */
export class SignIn {
  readonly #world: World;
  readonly #accounts: readonly Account[];
  readonly #issuer: TokenIssuer;
  readonly #codes = new Map<string, AuthorizationCode>();

  private constructor(
    world: World,
    accounts: readonly Account[],
    issuer: TokenIssuer,
  ) {
    this.#world = world;
    this.#accounts = accounts;
    this.#issuer = issuer;
  }

  static create(
    world: World,
    accounts: readonly Account[],
    issuer: TokenIssuer,
  ): SignIn {
    return new SignIn(world, accounts, issuer);
  }

  /**
   * Shows the accounts, or ends the sign-in of the chosen one.
   *
   * @throws EntraError 50011 when the answer must not be sent to the redirect URI.
   */
  authorize(
    application: RegisteredApplication,
    path: string,
    parameters: URLSearchParams,
  ): Reply {
    const redirectUri = parameters.get('redirect_uri') ?? '';
    checkRedirectUri(application, redirectUri);
    const finish = (values: Record<string, string>): Reply => {
      const state = parameters.get('state');
      const all = state === null ? values : { ...values, state };
      const mode = parameters.get('response_mode') ?? 'query';
      if (mode === 'form_post') {
        return html(200, formPostPage(redirectUri, all));
      }
      const target = new URL(redirectUri);
      if (mode === 'fragment') {
        target.hash = new URLSearchParams(all).toString();
      } else {
        Object.entries(all).forEach(([name, value]) =>
          target.searchParams.set(name, value),
        );
      }
      return redirect(target.toString());
    };
    const fail = (error: EntraError): Reply => {
      const described = describeEntraError(this.#world, error);
      return finish({
        error: described.error,
        error_description: described.error_description,
        error_uri: described.error_uri,
      });
    };
    if (parameters.get('response_type') !== 'code') {
      return finish({
        error: 'unsupported_response_type',
        error_description: "AADSTS700054: response_type must be 'code'.",
      });
    }
    let scopes: RequestedScopes;
    try {
      scopes = parseScopes(parameters.get('scope') ?? '');
    } catch (error) {
      if (error instanceof EntraError) {
        return fail(error);
      }
      throw error;
    }
    if (parameters.get('prompt') === 'none') {
      return fail(new EntraError(50058));
    }
    const asked = scopeNames(scopes);
    const chosen = this.#accounts.find(
      one => one.key === parameters.get('simulated_account'),
    );
    if (!chosen) {
      return html(200, this.#page(application, path, parameters, asked));
    }
    try {
      this.#consent(application, chosen, scopes);
    } catch (error) {
      if (error instanceof EntraError) {
        return fail(error);
      }
      throw error;
    }
    const code = `1.${hex(
      48,
      this.#world.seed,
      77,
      this.#codes.size,
      this.#world.clock.now().getTime() % 2 ** 31,
    )}`;
    this.#codes.set(code, {
      application,
      account: chosen,
      redirectUri,
      challenge: parameters.get('code_challenge') ?? undefined,
      challengeMethod: parameters.get('code_challenge_method') ?? 'plain',
      nonce: parameters.get('nonce') ?? undefined,
      issuedAt: this.#world.clock.now().getTime(),
      scopes,
      redeemed: false,
    });
    return finish({
      code,
      ...(parameters.get('client_info') === '1'
        ? { client_info: this.#issuer.clientInfo(chosen) }
        : {}),
    });
  }

  /** Signs an account in and lets it accept what is asked; throws why it cannot. */
  #consent(
    application: RegisteredApplication,
    account: Account,
    scopes: RequestedScopes,
  ): void {
    const { tenant } = this.#world;
    const asked = scopeNames(scopes);
    if (account.outcome === 'wrong-tenant') {
      throw new EntraError(50020);
    }
    if (account.disabled) {
      throw new EntraError(50057);
    }
    checkConsentable(tenant, scopes);
    if (
      account.outcome === 'admin-approval-needed' &&
      !application.consents.isApproved(asked)
    ) {
      throw new EntraError(90094);
    }
    if (account.outcome === 'declined') {
      throw new EntraError(65004);
    }
    application.consents.consent(asked);
  }

  #page(
    application: RegisteredApplication,
    path: string,
    parameters: URLSearchParams,
    asked: readonly string[],
  ): string {
    const { partner } = this.#world;
    const hint = parameters.get('login_hint')?.toLowerCase();
    const accounts = [...this.#accounts].sort(
      (a, b) => Number(b.username === hint) - Number(a.username === hint),
    );
    return signInPage(
      `the application of ${partner.name}`,
      asked.map(scope => ({ scope, isNew: !application.consents.has(scope) })),
      accounts.map(account => {
        const query = new URLSearchParams(parameters);
        query.set('simulated_account', account.key);
        return { account, href: `${path}?${query}` };
      }),
    );
  }

  /**
   * Uses up an authorization code.
   *
   * @throws EntraError 70000, 54005, 70008, 50011, 501481 or 700022.
   */
  redeem(
    application: RegisteredApplication,
    form: URLSearchParams,
  ): {
    account: Account;
    scopes: RequestedScopes;
    nonce?: string;
  } {
    const code = this.#codes.get(form.get('code') ?? '');
    if (code?.application !== application) {
      throw new EntraError(70000);
    }
    if (code.redeemed) {
      throw new EntraError(54005);
    }
    if (
      this.#world.clock.now().getTime() - code.issuedAt >
      CODE_SECONDS * 1000
    ) {
      throw new EntraError(70008);
    }
    if (form.get('redirect_uri') !== code.redirectUri) {
      throw new EntraError(50011, {
        detail: 'It differs from the one the code was issued for.',
      });
    }
    const verifier = form.get('code_verifier') ?? '';
    const challenge =
      code.challengeMethod === 'S256'
        ? createHash('sha256').update(verifier).digest('base64url')
        : verifier;
    if (code.challenge !== undefined && challenge !== code.challenge) {
      throw new EntraError(501481);
    }
    const scopes = parseScopes(form.get('scope') ?? '');
    const requested =
      scopes.resources.size > 0
        ? scopes
        : {
            openId: code.scopes.openId,
            resources: new Map([...code.scopes.resources].slice(0, 1)),
          };
    singleResource(requested);
    code.redeemed = true;
    return { account: code.account, scopes: requested, nonce: code.nonce };
  }
}
