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

import { createHash, hkdfSync, randomBytes } from 'node:crypto';

/** A random text that cannot be guessed: 256 bits, base64url. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of such a text: enough to recognise it, not to use it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Nonce and PKCE verifier of a sign-in, made from the text that only the
 * browser that started it has, in a cookie scripts cannot read.
 *
 * @remarks
 * Nothing of them is kept here: neither the database nor another browser can
 * turn the code of this sign-in into a token.
 */
export function proofsOf(browserText: string): {
  nonce: string;
  codeVerifier: string;
  codeChallenge: string;
} {
  const derive = (purpose: string) =>
    Buffer.from(
      hkdfSync('sha256', browserText, '', `csp-costs consent ${purpose}`, 32),
    ).toString('base64url');
  const codeVerifier = derive('code verifier');
  return {
    nonce: derive('nonce'),
    codeVerifier,
    codeChallenge: createHash('sha256')
      .update(codeVerifier)
      .digest('base64url'),
  };
}
