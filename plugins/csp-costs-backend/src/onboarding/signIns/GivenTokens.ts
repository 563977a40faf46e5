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

import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { TokenSource } from '../../microsoft/identity/TokenSource';

/** Access tokens of a person, which nobody can renew. */
export class GivenTokens implements TokenSource {
  readonly #tokens: ReadonlyMap<string, string>;

  /** @param tokens - By resource. */
  constructor(tokens: ReadonlyMap<string, string>) {
    this.#tokens = tokens;
  }

  /**
   * {@inheritdoc TokenSource.get}
   *
   * @remarks A refresh is asked for when Microsoft has not accepted the token.
   */
  async get(
    resource: string,
    { refresh }: { refresh: boolean },
  ): Promise<string> {
    const token = this.#tokens.get(resource);
    if (token === undefined || refresh) {
      throw new MicrosoftError('The sign-in of the person has ended', {
        kind: 'identity',
        code: 'operator_sign_in_ended',
        transient: false,
      });
    }
    return token;
  }
}
