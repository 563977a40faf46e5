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

import { makeNoted } from '../makeNoted';
import type { CredentialWork } from './CredentialWork';
import { isSecretWaiting } from './isSecretWaiting';
import { removePassword } from './removePassword';
import { secretNote } from './secretNote';

const DAY_MS = 24 * 60 * 60_000;
/** How long a secret that nobody knows is tried to be removed at once. */
const REMOVAL_MS = 20_000;

/**
 * Makes a client secret, keeps it in the same breath, and takes it in use.
 *
 * @remarks
 * It is told once. When that answer is lost, nobody knows the secret: the step
 * removes it by its name once a credential works.
 *
 * @throws CredentialRefusedError until Microsoft knows it everywhere;
 * MicrosoftError when it may not be made; NothingWaitsError or VaultError
 * when somebody else changed the credential meanwhile.
 */
export async function giveClientSecret(
  work: CredentialWork,
  { days }: { days: number },
): Promise<void> {
  const { context, directory, keeper, connector, inUse, application } = work;
  if (!(await isSecretWaiting(work))) {
    const noted = secretNote(context, connector);
    const displayName = noted.details.name;
    const expiresAt = new Date(
      context.now().getTime() + days * DAY_MS,
    ).toISOString();
    const { keyId, secretText } = await makeNoted(context, noted, () =>
      directory.addPassword(
        application.objectId,
        { displayName, endDateTime: expiresAt },
        context.signal,
      ),
    );
    try {
      // A later run's has the same name.
      await context.journal.amend({
        ...noted,
        details: { ...noted.details, keyId },
      });
      await keeper.keepNew(
        connector,
        { clientSecret: secretText, expiresAt, keyId },
        inUse,
      );
    } catch (error) {
      // What cannot be removed now, the next run removes whose credential works.
      await removeUnlessKept(work, keyId).catch(() => {});
      throw error;
    }
    context.effects.push({
      object: 'credential',
      outcome: 'created',
      text: `The client secret ${displayName} was made, good until ${expiresAt.slice(
        0,
        10,
      )}, and put into the vault.`,
    });
  }
  await keeper.activate(connector);
}

/** The vault may have kept a secret, and only its answer was lost. Otherwise, nobody will ever know it. */
async function removeUnlessKept(
  { directory, keeper, connector, application }: CredentialWork,
  keyId: string,
): Promise<void> {
  // In this order: another run may take it in use meanwhile.
  const next = await keeper.kept(connector, 'app-next');
  const inUse = await keeper.kept(connector, 'app');
  if (next?.keyId !== keyId && inUse?.keyId !== keyId) {
    // The caller may be gone by now.
    const signal = AbortSignal.timeout(REMOVAL_MS);
    await removePassword(directory, application, keyId, signal);
  }
}
