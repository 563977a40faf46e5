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

import type { TokenSource } from '../../microsoft/identity/TokenSource';
import type {
  DelegatedGrant,
  UserSignIn,
} from '../../microsoft/identity/UserSignIn';

/** Tokens of a grant that is not stored yet. */
export class CandidateTokens implements TokenSource {
  readonly #signIn: UserSignIn;
  readonly #tokens = new Map<string, string>();
  #grant: DelegatedGrant;

  constructor(signIn: UserSignIn, grant: DelegatedGrant) {
    this.#signIn = signIn;
    this.#grant = grant;
  }

  /** The grant with its newest refresh token. */
  get grant(): DelegatedGrant {
    return this.#grant;
  }

  async get(
    resource: string,
    { refresh }: { refresh: boolean },
  ): Promise<string> {
    const known = this.#tokens.get(resource);
    if (known && !refresh) {
      return known;
    }
    const { accessToken, renewed } = await this.#signIn.token(this.#grant, [
      `${resource}/.default`,
    ]);
    this.#grant = renewed;
    this.#tokens.set(resource, accessToken);
    return accessToken;
  }
}
