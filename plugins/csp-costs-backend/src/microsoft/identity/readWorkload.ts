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
import { MicrosoftError } from '../MicrosoftError';
import { readTokenFile } from './readTokenFile';

/** What Microsoft exchanges tokens for, in the cloud that most tenants are in. */
const AUDIENCE = 'api://AzureADTokenExchange';

const schema = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
});

/** Who a workload is, as its platform says it. */
export interface Workload {
  issuer: string;
  subject: string;
  audience: string;
}

/**
 * Reads whose token a file has.
 *
 * @remarks The signature is not verified: the file is one that the portal's
 * configuration names, and Microsoft verifies what is sent to it.
 * @throws MicrosoftError with `token_file_unreadable`.
 */
export async function readWorkload(tokenFile: string): Promise<Workload> {
  const token = await readTokenFile(tokenFile);
  try {
    const { iss, sub, aud } = schema.parse(
      JSON.parse(
        Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
      ),
    );
    const audiences = [aud ?? []].flat();
    return {
      issuer: iss,
      subject: sub,
      // National clouds have one of their own, which begins alike.
      audience:
        audiences.find(one => one.startsWith(AUDIENCE)) ??
        audiences[0] ??
        AUDIENCE,
    };
  } catch {
    // What is wrong would quote the token.
    throw new MicrosoftError(
      `${tokenFile} has no token with an issuer and a subject`,
      {
        kind: 'identity',
        code: 'token_file_unreadable',
        transient: false,
      },
    );
  }
}
