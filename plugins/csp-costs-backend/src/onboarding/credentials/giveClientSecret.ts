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

import type { PasswordCredential } from '../../microsoft/directory/schemas';
import { makeNoted } from '../makeNoted';
import { credentialNames } from './credentialNames';
import type { CredentialWork } from './CredentialWork';
import { removePassword } from './removePassword';

const DAY_MS = 24 * 60 * 60_000;

/** How long Microsoft may not list a client secret that it has made. */
const UNLISTED_MS = 15 * 60_000;

/**
 * Makes a client secret, keeps it in the same breath, and takes it in use.
 *
 * @remarks
 * It is told once. When that answer is lost, nobody knows the secret: it is
 * removed by its name before another one is made.
 *
 * @throws CredentialRefusedError until Microsoft knows it everywhere;
 * MicrosoftError when it may not be made.
 */
export async function giveClientSecret(
  work: CredentialWork,
  { days }: { days: number },
): Promise<void> {
  const { context, directory, keeper, connector, application } = work;
  const { connectorId, settings } = connector;
  if (!(await isWaiting(work))) {
    const displayName = credentialNames.clientSecret(connectorId);
    await removeLost(work);
    const expiresAt = new Date(
      context.now().getTime() + days * DAY_MS,
    ).toISOString();
    const { keyId, secretText } = await makeNoted(
      context,
      {
        object: 'credential',
        key: `${settings.clientId}/${displayName}`,
        details: {
          kind: 'client-secret',
          connectorId,
          clientId: settings.clientId,
          name: displayName,
        },
      },
      () =>
        directory.addPassword(
          application.objectId,
          { displayName, endDateTime: expiresAt },
          context.signal,
        ),
    );
    await keeper.keepNew(connector, {
      clientSecret: secretText,
      expiresAt,
      keyId,
    });
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

/** Whether a client secret is in the vault that Microsoft may not know everywhere yet. */
async function isWaiting({
  context,
  keeper,
  connector,
  application,
}: CredentialWork): Promise<boolean> {
  const next = await keeper.kept(connector, 'app-next');
  if (
    next?.kind !== 'client-secret' ||
    new Date(next.expiresAt!) <= context.now()
  ) {
    return false;
  }
  return (
    application.passwordCredentials.some(({ keyId }) => keyId === next.keyId) ||
    context.now().getTime() - new Date(next.keptAt!).getTime() < UNLISTED_MS
  );
}

/** Removes client secrets of ours that the vault does not have. */
async function removeLost({
  context,
  directory,
  keeper,
  connector,
  application,
}: CredentialWork): Promise<void> {
  const { connectorId } = connector;
  const inUse = (await keeper.kept(connector, 'app'))?.keyId;
  const lost = passwordsOf(application, connectorId).filter(
    ({ keyId }) => keyId !== inUse,
  );
  for (const { keyId } of lost) {
    await removePassword(directory, application, keyId, context.signal);
    context.effects.push({
      object: 'credential',
      outcome: 'removed',
      text: `A client secret that was made for the connector and that nobody has was removed (${keyId}).`,
    });
  }
}

function passwordsOf(
  { passwordCredentials }: CredentialWork['application'],
  connectorId: string,
): PasswordCredential[] {
  const name = credentialNames.clientSecret(connectorId);
  return passwordCredentials.filter(({ displayName }) => displayName === name);
}
