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
  createPrivateKey,
  generateKeyPair,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { InputError } from '@backstage/errors';
import forge from 'node-forge';
import { openPfx } from './openPfx';

/** Has it, says its documentation, and its types do not. */
const pki = forge.pki as typeof forge.pki & {
  getTBSCertificate(certificate: forge.pki.Certificate): forge.asn1.Asn1;
};

const KEY_BITS = 3072;
const DAY_MS = 24 * 60 * 60_000;

/** A certificate with its key, both PEM. Holds the key itself. */
export interface CertificateWithKey {
  certificate: string;
  /** PKCS #8. */
  privateKey: string;
  /** SHA-256, hex. */
  thumbprint: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** Makes a key pair, and a certificate that it signs itself. */
export async function createCertificate(options: {
  commonName: string;
  validDays: number;
  now: Date;
}): Promise<CertificateWithKey> {
  const { commonName, validDays, now } = options;
  const keys = await promisify(generateKeyPair)('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  // Positive, as the standard wants it: the first bit is not set.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(now.getTime() - DAY_MS);
  certificate.validity.notAfter = new Date(now.getTime() + validDays * DAY_MS);
  const name = [{ name: 'commonName', value: commonName }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', clientAuth: true },
  ]);
  signNatively(certificate, keys.privateKey);
  return describe(forge.pki.certificateToPem(certificate), keys.privateKey);
}

/** forge's own signing takes seconds, in which nothing else is answered. */
function signNatively(
  certificate: forge.pki.Certificate,
  privateKey: string,
): void {
  certificate.md = forge.md.sha256.create();
  certificate.signatureOid = forge.pki.oids.sha256WithRSAEncryption!;
  certificate.siginfo.algorithmOid = certificate.signatureOid;
  const body = pki.getTBSCertificate(certificate);
  certificate.tbsCertificate = body;
  certificate.signature = sign(
    'sha256',
    Buffer.from(forge.asn1.toDer(body).getBytes(), 'binary'),
    privateKey,
  ).toString('binary');
}

/**
 * Reads a certificate and its key, both PEM.
 *
 * @param now - An expired one is refused; without it, that is not looked at.
 * @throws InputError that names the field and the remedy.
 */
export function readCertificate(
  input: { certificate: string; privateKey: string },
  now?: Date,
): CertificateWithKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(input.privateKey);
  } catch {
    throw new InputError(
      'privateKey is not a private key in PEM without a password; it begins with -----BEGIN PRIVATE KEY-----',
    );
  }
  return check(input.certificate, key, now);
}

/**
 * Reads a PKCS #12 file.
 *
 * @throws InputError that names the field and the remedy.
 */
export async function readPfx(
  input: { pfx: string; password: string },
  now: Date,
): Promise<CertificateWithKey> {
  const { privateKey, certificates } = await openPfx(input);
  if (!privateKey) {
    throw new InputError(
      'pfx has no RSA private key; export it again with the private key',
    );
  }
  const key = createPrivateKey(privateKey);
  const own = certificates.find(pem =>
    new X509Certificate(pem).checkPrivateKey(key),
  );
  if (!own) {
    throw new InputError('pfx has no certificate that belongs to its key');
  }
  return check(own, key, now);
}

function check(text: string, key: KeyObject, now?: Date): CertificateWithKey {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(text);
  } catch {
    throw new InputError(
      'certificate is not a certificate in PEM; it begins with -----BEGIN CERTIFICATE-----',
    );
  }
  if (key.asymmetricKeyType !== 'rsa') {
    throw new InputError(
      'privateKey is not an RSA key, and Microsoft takes no other',
    );
  }
  if (!certificate.checkPrivateKey(key)) {
    throw new InputError('privateKey does not belong to certificate');
  }
  if (now && new Date(certificate.validTo) <= now) {
    throw new InputError(
      `certificate has expired on ${certificate.validTo}; use a new one`,
    );
  }
  return describe(
    certificate.toString(),
    key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
}

function describe(certificate: string, privateKey: string): CertificateWithKey {
  const { fingerprint256, validTo } = new X509Certificate(certificate);
  return {
    certificate,
    privateKey,
    thumbprint: fingerprint256.replaceAll(':', ''),
    expiresAt: new Date(validTo).toISOString(),
  };
}
