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

/**
 * Gives each resource's token anew, and then the same one to all checks of a
 * run: a permission that was granted a minute ago shows in new tokens only.
 */
export class FreshTokens implements TokenSource {
  readonly #source: TokenSource;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(source: TokenSource) {
    this.#source = source;
  }

  /** {@inheritdoc TokenSource.get} */
  get(resource: string): Promise<string> {
    let token = this.#tokens.get(resource);
    if (!token) {
      token = this.#source.get(resource, { refresh: true });
      this.#tokens.set(resource, token);
    }
    return token;
  }
}
