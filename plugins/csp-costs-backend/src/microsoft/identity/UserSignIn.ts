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

import type { AuthenticationResult } from '@azure/msal-node';
import { MicrosoftError } from '../MicrosoftError';
import { entraApplication, type EntraApplication } from './entraApplication';
import { identityError } from './identityError';

/** Who signed in, as MSAL asks for it. Nothing secret. */
export interface SignedInUser {
  homeAccountId: string;
  localAccountId: string;
  environment: string;
  tenantId: string;
  username: string;
}

/** A person's right to be acted for: holds the refresh token, so it is a secret. */
export interface DelegatedGrant {
  user: SignedInUser;
  /** MSAL's cache, without access tokens. */
  cache: string;
}

/** An access token, and the grant as it is after it was got. */
export interface DelegatedToken {
  accessToken: string;
  expiresAt: Date;
  /** Present when the refresh token was replaced by a newer one. */
  renewed?: DelegatedGrant;
}

/**
 * Lets people sign in to an application, and acts for them afterwards.
 *
 * @remarks
 * MSAL's cache is given in and out of every call, and never kept: whoever calls
 * stores it. Its access tokens are left out, since they would make it larger
 * than some stores take.
 */
export class UserSignIn {
  readonly #application: EntraApplication;

  constructor(application: EntraApplication) {
    this.#application = application;
  }

  /** Where to send a browser so that a person can sign in and consent. */
  async authorizationUrl(request: {
    redirectUrl: string;
    /** May be of several resources: they are consented together. */
    scopes: string[];
    state: string;
    nonce: string;
    codeChallenge: string;
  }): Promise<string> {
    const { msal } = entraApplication(this.#application);
    return msal.getAuthCodeUrl({
      redirectUri: request.redirectUrl,
      scopes: request.scopes,
      state: request.state,
      nonce: request.nonce,
      codeChallenge: request.codeChallenge,
      codeChallengeMethod: 'S256',
      // Nothing of the answer gets into an address, and so into a log.
      responseMode: 'form_post',
      prompt: 'select_account',
    });
  }

  /**
   * Turns the code of a sign-in into a grant.
   *
   * @param request - `scopes` of a single resource.
   * @throws MicrosoftError of kind `identity`.
   */
  async redeem(request: {
    code: string;
    redirectUrl: string;
    scopes: string[];
    codeVerifier: string;
    nonce: string;
  }): Promise<DelegatedGrant> {
    const { result, cache } = await this.#run(undefined, msal =>
      msal.acquireTokenByCode(
        {
          code: request.code,
          redirectUri: request.redirectUrl,
          scopes: request.scopes,
          codeVerifier: request.codeVerifier,
          nonce: request.nonce,
        },
        { code: request.code, nonce: request.nonce },
      ),
    );
    return { user: userOf(result), cache };
  }

  /**
   * Turns a refresh token that was got elsewhere into a grant.
   *
   * @throws MicrosoftError of kind `identity`.
   */
  async importRefreshToken(request: {
    refreshToken: string;
    scopes: string[];
  }): Promise<DelegatedGrant> {
    const { result, cache } = await this.#run(undefined, msal =>
      msal.acquireTokenByRefreshToken({
        refreshToken: request.refreshToken,
        scopes: request.scopes,
        forceCache: true,
      }),
    );
    return { user: userOf(result), cache };
  }

  /**
   * Gets an access token for one resource. It always goes to Microsoft, and
   * so renews the grant.
   *
   * @throws MicrosoftError of kind `identity`.
   */
  async token(
    grant: DelegatedGrant,
    scopes: string[],
  ): Promise<DelegatedToken & { renewed: DelegatedGrant }> {
    const { result, cache } = await this.#run(grant.cache, msal =>
      msal.acquireTokenSilent({
        account: grant.user,
        scopes,
        forceRefresh: true,
      }),
    );
    return {
      accessToken: result.accessToken,
      expiresAt: new Date(
        this.#application.now().getTime() +
          ((result.expiresOn?.getTime() ?? 0) - Date.now()),
      ),
      renewed: { user: grant.user, cache },
    };
  }

  async #run(
    cache: string | undefined,
    call: (
      msal: ReturnType<typeof entraApplication>['msal'],
    ) => Promise<AuthenticationResult | null>,
  ): Promise<{ result: AuthenticationResult; cache: string }> {
    let after = cache ?? '';
    const { msal, network } = entraApplication(this.#application, {
      beforeCacheAccess: async context =>
        context.tokenCache.deserialize(after || '{}'),
      afterCacheAccess: async context => {
        if (context.cacheHasChanged) {
          after = context.tokenCache.serialize();
        }
      },
    });
    let result: AuthenticationResult | null;
    try {
      result = await call(msal);
    } catch (error) {
      throw identityError(error, network.lastAnswer);
    }
    if (!result?.accessToken) {
      throw new MicrosoftError('The sign-in service gave no token', {
        kind: 'identity',
        transient: false,
      });
    }
    return { result, cache: withoutShortLived(after) };
  }
}

/** @throws MicrosoftError when Microsoft did not say who signed in. */
function userOf(result: AuthenticationResult): SignedInUser {
  const { account } = result;
  if (!account) {
    throw new MicrosoftError(
      'The sign-in service did not say who has signed in',
      { kind: 'identity', code: 'account_missing', transient: false },
    );
  }
  const { homeAccountId, localAccountId, environment, tenantId, username } =
    account;
  return { homeAccountId, localAccountId, environment, tenantId, username };
}

function withoutShortLived(cache: string): string {
  const { AccessToken: _, IdToken: __, ...kept } = JSON.parse(cache || '{}');
  if (Object.keys(kept.RefreshToken ?? {}).length === 0) {
    throw new MicrosoftError(
      'The sign-in service gave no refresh token; offline access was refused',
      { kind: 'identity', code: 'no_refresh_token', transient: false },
    );
  }
  return JSON.stringify(kept);
}
