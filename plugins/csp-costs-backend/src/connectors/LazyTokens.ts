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

import type { TokenSource } from '../microsoft/identity/TokenSource';

/** Reads the credential when the first token is asked for, and again for a fresh one or after a failure. */
export class LazyTokens implements TokenSource {
  readonly #open: () => Promise<TokenSource>;
  #opened: Promise<TokenSource> | undefined;

  constructor(open: () => Promise<TokenSource>) {
    this.#open = open;
  }

  async get(resource: string, options: { refresh: boolean }): Promise<string> {
    if (options.refresh) {
      this.#opened = undefined;
    }
    this.#opened ??= this.#open();
    try {
      const tokens = await this.#opened;
      return await tokens.get(resource, options);
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }
}
