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

import { MicrosoftError } from '../MicrosoftError';
import { entraApplication, type EntraApplication } from './entraApplication';
import { identityError } from './identityError';
import type { TokenSource } from './TokenSource';

/**
 * Gets access tokens for an application itself (client credentials), one
 * resource at a time, and keeps them in memory until they end.
 */
export class AppOnlyTokens implements TokenSource {
  readonly #application: ReturnType<typeof entraApplication>;

  constructor(options: EntraApplication) {
    this.#application = entraApplication(options);
  }

  /** {@inheritdoc TokenSource.get} */
  async get(
    resource: string,
    { refresh }: { refresh: boolean },
  ): Promise<string> {
    const { msal, network } = this.#application;
    let token: string | undefined;
    try {
      const result = await msal.acquireTokenByClientCredential({
        scopes: [`${resource}/.default`],
        skipCache: refresh,
      });
      token = result?.accessToken;
    } catch (error) {
      throw identityError(error, network.lastAnswer);
    }
    if (!token) {
      throw new MicrosoftError('The sign-in service gave no token', {
        kind: 'identity',
        transient: false,
      });
    }
    return token;
  }
}
