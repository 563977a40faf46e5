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

import { constants, generateKeyPairSync, sign } from 'node:crypto';
import type { FederatedCredential } from './tenantPatch';

/** How a workload's token differs from a good one. */
export interface WorkloadTokenOptions {
  /** Replaces or adds claims. */
  claims?: Record<string, unknown>;
  /** Default RS256. */
  algorithm?: 'RS256' | 'PS256';
}

/** An issuer of workload tokens, such as a cluster or a build system. */
export interface FederatedIssuer {
  /** What makes the application trust the workload. */
  credential: FederatedCredential;
  /** A token of the workload, good for ten minutes of real time unless told otherwise. */
  token(options?: WorkloadTokenOptions): string;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Makes an issuer of workload tokens with a key of its own. */
export function createFederatedIssuer(
  subject: string,
  issuer = 'https://oidc.cluster.example',
): FederatedIssuer {
  const audience = 'api://AzureADTokenExchange';
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    credential: { issuer, subject, audience, publicKeyPem: publicKey },
    token: ({ claims, algorithm = 'RS256' } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const data = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode({
        iss: issuer,
        sub: subject,
        aud: audience,
        iat: now,
        nbf: now,
        exp: now + 600,
        ...claims,
      })}`;
      const signature = sign('sha256', Buffer.from(data), {
        key: privateKey,
        ...(algorithm === 'PS256'
          ? {
              padding: constants.RSA_PKCS1_PSS_PADDING,
              saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
            }
          : {}),
      });
      return `${data}.${signature.toString('base64url')}`;
    },
  };
}
