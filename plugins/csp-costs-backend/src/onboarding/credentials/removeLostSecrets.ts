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

import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { isRecent } from '../isRecent';
import type { RecentNote } from '../StepContext';
import { credentialNames } from './credentialNames';
import type { CredentialWork } from './CredentialWork';
import { removePassword } from './removePassword';

/**
 * Removes client secrets of a connector that the vault does not have.
 *
 * @remarks The app registration is read anew. What waits in the vault is
 * looked at before what is in use, so that what goes from one to the other
 * meanwhile is seen.
 *
 * Only once a credential works: what the vault does not have yet may be a
 * secret of another run. That is kept no longer where the run has begun before
 * the credential was taken in use. Otherwise it can be kept, and is let go when
 * the run looks again and finds the credential.
 * @param notes - What runs have noted of client secrets of the connector.
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removeLostSecrets(
  {
    context,
    directory,
    keeper,
    connector,
  }: Omit<CredentialWork, 'application' | 'inUse'>,
  notes: RecentNote[],
): Promise<void> {
  const { connectorId, settings } = connector;
  const application = await directory.application(
    { clientId: settings.clientId },
    context.signal,
  );
  if (!application) {
    return;
  }
  const kept = [
    (await keeper.kept(connector, 'app-next'))?.keyId,
    (await keeper.kept(connector, 'app'))?.keyId,
  ];
  const name = credentialNames.clientSecret(
    context.installationId,
    connectorId,
  );
  const lost = application.passwordCredentials.filter(
    ({ displayName, keyId }) => displayName === name && !kept.includes(keyId),
  );
  for (const { keyId } of lost) {
    await removePassword(directory, application, keyId, context.signal);
    tell(keyId);
  }
  for (const keyId of unlisted()) {
    try {
      if (await removePassword(directory, application, keyId, context.signal)) {
        tell(keyId);
      }
    } catch (error) {
      // Nothing is waited for that is probably not there.
      if (!(error instanceof MicrosoftError)) {
        throw error;
      }
    }
  }

  /** Secrets that the directory may have and not list yet. */
  function unlisted(): string[] {
    const listed = application!.passwordCredentials.map(({ keyId }) => keyId);
    return notes
      .filter(note => isRecent(note, context.now))
      .flatMap(({ details: { keyId } }) => keyId ?? [])
      .filter(keyId => !kept.includes(keyId) && !listed.includes(keyId));
  }

  function tell(keyId: string): void {
    context.effects.push({
      object: 'credential',
      outcome: 'removed',
      text: `A client secret that was made for the connector and that nobody has was removed (${keyId}).`,
    });
  }
}
