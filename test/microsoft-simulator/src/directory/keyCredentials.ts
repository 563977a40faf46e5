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

import { createHash, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type {
  CredentialDetails,
  RegisteredApplication,
} from '../identity/RegisteredApplication';
import type { World } from '../world/World';
import { certificateOf } from './certificateOf';
import { credentialDetails } from './credentialDetails';
import { badRequest, DirectoryError } from './DirectoryError';
import { forbiddenByPolicy } from './forbiddenByPolicy';
import { printedTime } from './printedTime';

const date = z.iso.datetime({ offset: true });

/** Certificates of an application as a request lists them. */
export const keyCredentialsSchema = z.array(
  z.strictObject({
    keyId: z.guid().optional(),
    type: z.literal('AsymmetricX509Cert'),
    usage: z.literal('Verify'),
    /** Base64 of the certificate's bytes; without it, a certificate that is there already. */
    key: z.string().nullable().optional(),
    displayName: z.string().max(120).nullable().optional(),
    customKeyIdentifier: z.string().nullable().optional(),
    startDateTime: date.nullable().optional(),
    endDateTime: date.nullable().optional(),
  }),
);

/** @see keyCredentialsSchema */
export type KeyCredentials = z.infer<typeof keyCredentialsSchema>;

function pemOf(key: string): string {
  const bytes = Buffer.from(key, 'base64');
  try {
    return new X509Certificate(bytes).raw.equals(bytes)
      ? new X509Certificate(bytes).toString()
      : refuseKey();
  } catch {
    return refuseKey();
  }
}

function refuseKey(): never {
  throw badRequest(
    'Key credential value is invalid: it must be the bytes of a certificate in base64.',
  );
}

/** The certificates of an application, with their bytes only where they are asked for. */
export function printedKeys(
  application: RegisteredApplication,
  withKeys: boolean,
): object[] {
  return application.certificates.map(pem => {
    const { keyId, name, startDateTime, endDateTime } = credentialDetails(
      application,
      pem,
    );
    const bytes = certificateOf(pem)?.raw;
    return {
      customKeyIdentifier: bytes
        ? createHash('sha1').update(bytes).digest('base64')
        : null,
      displayName: name,
      endDateTime,
      key: withKeys ? bytes?.toString('base64') ?? null : null,
      keyId,
      startDateTime,
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    };
  });
}

/**
 * Replaces all certificates of an application. One that is listed without its
 * bytes stays as it is.
 *
 * @throws DirectoryError 400 for bytes that are no certificate, a certificate
 * that is not there, an end after the certificate's own, or when a policy
 * forbids certificates.
 */
export function replaceKeys(
  world: World,
  application: RegisteredApplication,
  keys: KeyCredentials,
): void {
  const { directory } = world.tenant;
  const known = new Map(
    application.certificates.map(pem => [
      credentialDetails(application, pem).keyId,
      pem,
    ]),
  );
  const added = new Map<string, CredentialDetails>();
  const certificates = keys.map(one => {
    const kept = known.get(one.keyId ?? '');
    if (!one.key) {
      return (
        kept ??
        refuse(`Key credential '${one.keyId}' is not on the application.`)
      );
    }
    const pem = pemOf(one.key);
    if (kept !== undefined && certificateOf(kept)?.toString() === pem) {
      return kept;
    }
    if (directory.settings.certificatesForbidden) {
      throw forbiddenByPolicy();
    }
    const certificate = new X509Certificate(pem);
    const ends = new Date(certificate.validTo);
    if (one.endDateTime && new Date(one.endDateTime) > ends) {
      throw new DirectoryError(
        400,
        'KeyCredentialsInvalidEndDate',
        'Key credential end date is invalid.',
      );
    }
    added.set(pem, {
      keyId: one.keyId ?? directory.newId(),
      name: one.displayName ?? null,
      startDateTime: printedTime(
        one.startDateTime ?? new Date(certificate.validFrom),
      ),
      endDateTime: printedTime(one.endDateTime ?? ends),
    });
    return pem;
  });
  application.certificates = certificates;
  added.forEach((details, pem) => {
    application.details.set(pem, details);
    directory.begin(details.keyId);
  });
}

function refuse(message: string): never {
  throw badRequest(message);
}
