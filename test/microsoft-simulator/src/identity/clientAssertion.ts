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

import {
  constants,
  createHash,
  createPublicKey,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { EntraError } from './entraError';

/** Client assertions may be signed by a clock that differs from ours. */
const SKEW_SECONDS = 300;

/** The certificate (or bare public key) registered on the application. */
export class RegisteredCertificate {
  readonly #key: KeyObject;
  /** Base64url SHA-256 of the certificate; undefined for a bare public key. */
  readonly thumbprintSha256?: string;
  /** Base64url SHA-1 of the certificate; undefined for a bare public key. */
  readonly thumbprintSha1?: string;

  private constructor(key: KeyObject, der?: Buffer) {
    this.#key = key;
    if (der) {
      this.thumbprintSha256 = createHash('sha256')
        .update(der)
        .digest('base64url');
      this.thumbprintSha1 = createHash('sha1').update(der).digest('base64url');
    }
  }

  /** Reads a PEM certificate or public key. Throws when it is neither. */
  static create(pem: string): RegisteredCertificate {
    if (pem.includes('BEGIN CERTIFICATE')) {
      const certificate = new X509Certificate(pem);
      return new RegisteredCertificate(certificate.publicKey, certificate.raw);
    }
    return new RegisteredCertificate(createPublicKey(pem));
  }

  /** Whether the named signature is by this certificate. */
  verifies(alg: unknown, data: string, signature: Buffer): boolean {
    const bytes = Buffer.from(data);
    if (alg === 'RS256') {
      return verify('sha256', bytes, this.#key, signature);
    }
    return (
      alg === 'PS256' &&
      verify(
        'sha256',
        bytes,
        {
          key: this.#key,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
        },
        signature,
      )
    );
  }
}

function part(text: string | undefined): Record<string, unknown> {
  try {
    return JSON.parse(
      Buffer.from(text ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
  } catch {
    throw new EntraError(700027, { detail: 'The assertion is not a JWT.' });
  }
}

/**
 * Checks a client assertion: signature, certificate, issuer, audience, and its
 * times against real time, which is the client's clock.
 *
 * @throws EntraError 700027 naming what is wrong.
 */
export function verifyClientAssertion(
  assertion: string,
  certificates: readonly RegisteredCertificate[],
  expected: { clientId: string; audiences: readonly string[] },
): void {
  const [head, body, signature] = assertion.split('.');
  const header = part(head);
  const claims = part(body);
  const refuse = (detail: string): never => {
    throw new EntraError(700027, { detail });
  };
  if (certificates.length === 0) {
    return refuse('No certificate is registered on the application.');
  }
  const named = certificates.filter(one =>
    (
      [
        ['x5t#S256', one.thumbprintSha256],
        ['x5t', one.thumbprintSha1],
      ] as const
    ).every(
      ([claim, known]) =>
        !known || header[claim] === undefined || header[claim] === known,
    ),
  );
  if (named.length === 0) {
    return refuse('The thumbprint x5t#S256 is of another certificate.');
  }
  const bytes = Buffer.from(signature ?? '', 'base64url');
  if (!named.some(one => one.verifies(header.alg, `${head}.${body}`, bytes))) {
    refuse('The signature does not verify.');
  }
  if (claims.iss !== expected.clientId || claims.sub !== expected.clientId) {
    refuse('Issuer and subject must be the client id.');
  }
  if (!expected.audiences.includes(String(claims.aud))) {
    refuse(`The audience '${String(claims.aud)}' is not the token endpoint.`);
  }
  const now = Date.now() / 1000;
  if (!(Number(claims.exp) > now - SKEW_SECONDS)) {
    refuse('The assertion has expired.');
  }
  if (claims.nbf !== undefined && Number(claims.nbf) > now + SKEW_SECONDS) {
    refuse('The assertion is not valid yet.');
  }
  return undefined;
}
