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

import { createHmac } from 'node:crypto';

/** What a refresh token remembers. */
export interface RefreshTokenContent {
  account: string;
  clientId: string;
  tenantId: string;
  /** Seconds since 1970, simulated. */
  issuedAt: number;
  /** Its number: the first refresh token of a simulator has 1, the next 2, … */
  use: number;
}

function sign(body: string, seed: number): string {
  return createHmac('sha256', `refresh ${seed}`)
    .update(body)
    .digest('base64url');
}

/** A refresh token with this content. */
export function writeRefreshToken(
  content: RefreshTokenContent,
  seed: number,
): string {
  const body = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `1.${body}.${sign(body, seed)}`;
}

/** The content of a refresh token; undefined when it was not issued with this seed. */
export function readRefreshToken(
  token: string,
  seed: number,
): RefreshTokenContent | undefined {
  const [version, body = '', signature] = token.split('.');
  if (version !== '1' || signature !== sign(body, seed)) {
    return undefined;
  }
  return JSON.parse(
    Buffer.from(body, 'base64url').toString(),
  ) as RefreshTokenContent;
}
