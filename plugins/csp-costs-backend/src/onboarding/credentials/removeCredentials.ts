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

import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import type { DirectoryApplication } from '../../microsoft/directory/schemas';
import type { StepContext } from '../StepContext';
import { removePassword } from './removePassword';

/** Names of what is removed, by kind. */
export interface CredentialsToRemove {
  isCertificate?: (name: string | undefined) => boolean;
  isClientSecret?: (name: string | undefined, keyId: string) => boolean;
  isFederated?: (name: string) => boolean;
}

/**
 * Removes credentials of an app registration by their names. What is not there
 * is a success.
 *
 * @remarks Microsoft replaces the whole list of certificates, so the
 * application has to be read directly before.
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removeCredentials(
  { dryRun, effects, signal }: StepContext,
  directory: DirectoryClient,
  application: DirectoryApplication,
  which: CredentialsToRemove,
): Promise<void> {
  const { objectId, keyCredentials, passwordCredentials } = application;
  const {
    isCertificate = () => false,
    isClientSecret = () => false,
    isFederated,
  } = which;
  const tell = (name: string) =>
    effects.push({
      object: 'credential',
      outcome: dryRun ? 'would-remove' : 'removed',
      text: `The credential ${name} of the app registration ${
        dryRun ? 'would be' : 'was'
      } removed.`,
    });

  const staying = keyCredentials.filter(
    ({ displayName }) => !isCertificate(displayName),
  );
  if (staying.length < keyCredentials.length) {
    if (!dryRun) {
      await directory.changeApplication(
        objectId,
        { keyCredentials: staying },
        signal,
      );
    }
    keyCredentials
      .filter(({ displayName }) => isCertificate(displayName))
      .forEach(({ displayName }) => tell(displayName!));
  }
  for (const { keyId, displayName } of passwordCredentials) {
    if (isClientSecret(displayName, keyId)) {
      if (!dryRun) {
        await removePassword(directory, application, keyId, signal);
      }
      tell(displayName!);
    }
  }
  if (isFederated) {
    const federated = await directory.federatedCredentials(objectId, signal);
    for (const { id, name } of federated.filter(one => isFederated(one.name))) {
      if (!dryRun) {
        await directory.removeFederatedCredential(objectId, id, signal);
      }
      tell(name);
    }
  }
}
