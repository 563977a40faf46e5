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

import { z } from 'zod';

const words = z
  .string()
  .transform(value => value.split(' ').filter(word => word !== ''));

const schema = z.object({
  aud: z.string().optional(),
  /** Until when it is good, in seconds since 1970. */
  exp: z.number().optional(),
  tid: z.string().optional(),
  /** Object id of the person, or of the application's service principal. */
  oid: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  preferred_username: z.string().optional(),
  /** Who vouches for the person, where that is not the tenant itself. */
  idp: z.string().optional(),
  /** 1 for guests. */
  acct: z.number().optional(),
  /** Application permissions. */
  roles: z.array(z.string()).optional(),
  /** Delegated permissions. */
  scp: words.optional(),
  /** How the person has signed in. */
  amr: z.array(z.string()).optional(),
});

/** What an access token says of whom it was given to. */
export type TokenClaims = z.output<typeof schema>;

/**
 * Reads what an access token says.
 *
 * @remarks
 * The signature is not verified: the token came from Microsoft on our own
 * request, or is sent to Microsoft, which verifies it. No right here is
 * decided by it.
 *
 * @returns Undefined when the token cannot be read, which Microsoft may
 * make of any token for its own APIs.
 */
export function readClaims(token: string): TokenClaims | undefined {
  try {
    return schema.parse(
      JSON.parse(
        Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
      ),
    );
  } catch {
    return undefined;
  }
}
