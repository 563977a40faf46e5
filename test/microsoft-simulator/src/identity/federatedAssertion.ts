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

import { generateKeyPairSync, sign } from 'node:crypto';
import { RegisteredCertificate } from './clientAssertion';
import { EntraError } from './entraError';
import type { FederatedCredential } from './Tenant';

const SKEW_SECONDS = 300;

function partOf(assertion: string, index: number): Record<string, unknown> {
  try {
    return JSON.parse(
      Buffer.from(assertion.split('.')[index] ?? '', 'base64url').toString(),
    );
  } catch {
    return {};
  }
}

/** Whether an assertion is of a workload rather than signed with a certificate of the application. */
export function isFederated(assertion: string, clientId: string): boolean {
  const header = partOf(assertion, 0);
  return (
    header['x5t#S256'] === undefined &&
    header.x5t === undefined &&
    partOf(assertion, 1).iss !== clientId
  );
}

/**
 * Checks a workload's token against the federated credentials of the application.
 *
 * @throws EntraError 700213 naming what does not match.
 */
export function verifyFederatedAssertion(
  assertion: string,
  credentials: readonly FederatedCredential[],
): void {
  const [head, body, signature] = assertion.split('.');
  const { iss, sub, aud, exp } = partOf(assertion, 1);
  const found = credentials.find(
    one => one.issuer === iss && one.subject === sub && one.audience === aud,
  );
  if (!found) {
    throw new EntraError(700213, {
      detail: `Issuer '${String(iss)}', subject '${String(sub)}'.`,
    });
  }
  const signed = RegisteredCertificate.create(found.publicKeyPem).verifies(
    'RS256',
    `${head}.${body}`,
    Buffer.from(signature ?? '', 'base64url'),
  );
  if (!signed || !(Number(exp) > Date.now() / 1000 - SKEW_SECONDS)) {
    throw new EntraError(700213, {
      detail: signed ? 'It has expired.' : 'The signature does not verify.',
    });
  }
}

/** Makes an issuer of workload tokens, and the credential that trusts it. */
export function createFederatedIssuer(subject: string): {
  credential: FederatedCredential;
  /** A token of the workload, good for ten minutes of real time. */
  token(): string;
} {
  const issuer = 'https://oidc.cluster.example';
  const audience = 'api://AzureADTokenExchange';
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    credential: { issuer, subject, audience, publicKeyPem: publicKey },
    token: () => {
      const now = Math.floor(Date.now() / 1000);
      const data = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({
        iss: issuer,
        sub: subject,
        aud: audience,
        iat: now,
        exp: now + 600,
      })}`;
      return `${data}.${sign('sha256', Buffer.from(data), privateKey).toString(
        'base64url',
      )}`;
    },
  };
}
