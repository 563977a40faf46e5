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

import { createHash, createSign, generateKeyPairSync } from 'node:crypto';

/** A self-signed certificate and its key, for client assertions. */
export interface Certificate {
  certificatePem: string;
  /** PKCS #8. */
  privateKeyPem: string;
  /** SHA-256 of the certificate in hexadecimal, as msal-node wants it. */
  thumbprintSha256: string;
}

/** DER: one tag with its length in front of its content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  let head = [tag, length];
  if (length >= 0x100) {
    head = [tag, 0x82, length >> 8, length & 0xff];
  } else if (length >= 0x80) {
    head = [tag, 0x81, length];
  }
  return Buffer.concat([Buffer.from(head), content]);
}

const SEQUENCE = 0x30;
const SHA256_WITH_RSA = der(
  SEQUENCE,
  Buffer.from('06092a864886f70d01010b', 'hex'),
  Buffer.from('0500', 'hex'),
);

function nameOf(commonName: string): Buffer {
  const pair = der(
    SEQUENCE,
    Buffer.from('0603550403', 'hex'),
    der(0x0c, Buffer.from(commonName, 'utf8')),
  );
  return der(SEQUENCE, der(0x31, pair));
}

/** UTCTime; good for years up to 2049. */
function timeOf(date: Date): Buffer {
  return der(
    0x17,
    Buffer.from(`${date.toISOString().slice(2, 19).replace(/\D/g, '')}Z`),
  );
}

/** Creates a fresh self-signed RSA certificate, valid for two years from yesterday. */
export function createCertificate(
  commonName = 'csp-costs-simulator',
): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  const start = new Date(Date.now() - 86_400_000);
  const end = new Date(start.getTime() + 2 * 365 * 86_400_000);
  const name = nameOf(commonName);
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    SHA256_WITH_RSA,
    name,
    der(SEQUENCE, timeOf(start), timeOf(end)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = der(
    SEQUENCE,
    body,
    SHA256_WITH_RSA,
    der(0x03, Buffer.from([0]), signature),
  );
  const base64 = certificate
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trim();
  return {
    certificatePem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    thumbprintSha256: createHash('sha256').update(certificate).digest('hex'),
  };
}
