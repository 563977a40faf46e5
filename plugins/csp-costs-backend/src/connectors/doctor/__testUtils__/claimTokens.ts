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

import type { TokenSource } from '../../../microsoft/identity/TokenSource';

/**
 * Tokens that claim what is given. The simulated APIs take unsigned tokens at
 * their word.
 */
export function claimTokens(
  tokens: TokenSource,
  change: (claims: Record<string, unknown>) => object,
): TokenSource {
  return {
    async get(resource, options) {
      const [head, body = ''] = (await tokens.get(resource, options)).split(
        '.',
      );
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
      const changed = JSON.stringify({ ...claims, ...change(claims) });
      return `${head}.${Buffer.from(changed).toString('base64url')}.`;
    },
  };
}
