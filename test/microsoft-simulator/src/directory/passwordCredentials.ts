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

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RegisteredApplication } from '../identity/RegisteredApplication';
import type { World } from '../world/World';
import { credentialDetails, SECRET_DAYS } from './credentialDetails';
import { badRequest } from './DirectoryError';
import { forbiddenByPolicy } from './forbiddenByPolicy';
import { printedTime } from './printedTime';

const DAY_MS = 86_400_000;

const date = z.iso.datetime({ offset: true });

/** The secrets of an application, without what is secret. */
export function printedSecrets(application: RegisteredApplication): object[] {
  return application.clientSecrets.map(({ value, expiresAt }) => {
    const { keyId, name, startDateTime, endDateTime } = credentialDetails(
      application,
      value,
      expiresAt,
    );
    return {
      customKeyIdentifier: null,
      displayName: name,
      endDateTime,
      hint: value.slice(0, 3),
      keyId,
      secretText: null,
      startDateTime,
    };
  });
}

/** What a new secret is to be like. */
export const newPasswordSchema = z.strictObject({
  passwordCredential: z
    .strictObject({
      displayName: z.string().max(120).nullable().optional(),
      startDateTime: date.nullable().optional(),
      endDateTime: date.nullable().optional(),
    })
    .optional(),
});

/**
 * Adds a secret, which only this answer ever tells.
 *
 * @throws DirectoryError 400 when it ends before now, or a policy forbids secrets.
 */
export function addPassword(
  world: World,
  application: RegisteredApplication,
  wanted: z.infer<typeof newPasswordSchema>['passwordCredential'] = {},
): object {
  const { directory } = world.tenant;
  if (directory.settings.secretsForbidden) {
    throw forbiddenByPolicy();
  }
  const now = world.clock.now();
  const ends = new Date(
    wanted.endDateTime ?? now.getTime() + SECRET_DAYS * DAY_MS,
  );
  if (ends <= now) {
    throw badRequest('Password credential end date is invalid.');
  }
  const keyId = directory.newId();
  const value = `sim8Q~${createHash('sha256')
    .update(`secret ${world.seed} ${keyId}`)
    .digest('base64url')
    .slice(0, 34)}`;
  const details = {
    keyId,
    name: wanted.displayName ?? null,
    startDateTime: printedTime(wanted.startDateTime ?? now),
    endDateTime: printedTime(ends),
  };
  application.clientSecrets = [
    ...application.clientSecrets,
    { value, expiresAt: ends.toISOString() },
  ];
  application.details.set(value, details);
  directory.begin(keyId);
  return {
    customKeyIdentifier: null,
    displayName: details.name,
    endDateTime: details.endDateTime,
    hint: value.slice(0, 3),
    keyId,
    secretText: value,
    startDateTime: details.startDateTime,
  };
}

/** @throws DirectoryError 400 when there is no such secret. */
export function removePassword(
  application: RegisteredApplication,
  keyId: string,
): void {
  const left = application.clientSecrets.filter(
    ({ value, expiresAt }) =>
      credentialDetails(application, value, expiresAt).keyId !==
      keyId.toLowerCase(),
  );
  if (left.length === application.clientSecrets.length) {
    throw badRequest('No password credential found with keyId.');
  }
  application.clientSecrets = left;
}
