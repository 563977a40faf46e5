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

import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a signature is good for, by the simulated clock. */
export const SIGNATURE_MS = 3_600_000;

function sign(seed: number, directory: string, expiry: string): string {
  return createHmac('sha256', `storage ${seed}`)
    .update(`${directory}\n${expiry}`)
    .digest('base64');
}

function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** A directory signature as Microsoft's manifests carry it, without the leading question mark. */
export function createSasToken(
  seed: number,
  tenantId: string,
  directory: string,
  from: Date,
): string {
  const expiry = stamp(new Date(from.getTime() + SIGNATURE_MS));
  const parameters: Record<string, string> = {
    skoid: '3a5f0c52-9e0c-4a6b-8f57-6e0d1d7b9c11',
    sktid: tenantId,
    skt: stamp(from),
    ske: stamp(new Date(from.getTime() + 24 * SIGNATURE_MS)),
    sks: 'b',
    skv: '2021-08-06',
    sv: '2021-08-06',
    se: expiry,
    sr: 'd',
    sp: 'rl',
    sdd: String(directory.split('/').filter(Boolean).length - 1),
    sig: sign(seed, directory, expiry),
  };
  return new URLSearchParams(parameters).toString();
}

/** Whether a query carries a good signature for a directory at this moment. */
export function checkSasToken(
  seed: number,
  directory: string,
  query: URLSearchParams,
  now: Date,
): 'valid' | 'missing' | 'wrong' | 'expired' {
  const expiry = query.get('se');
  const signature = query.get('sig');
  if (!expiry || !signature) {
    return 'missing';
  }
  const expected = Buffer.from(sign(seed, directory, expiry));
  const actual = Buffer.from(signature);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
    return 'wrong';
  }
  return Date.parse(expiry) > now.getTime() ? 'valid' : 'expired';
}
