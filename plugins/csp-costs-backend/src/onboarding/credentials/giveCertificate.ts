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

import { X509Certificate } from 'node:crypto';
import { CredentialRefusedError } from '../../connectors/credentials/CredentialRefusedError';
import type { CredentialDetails } from '../../connectors/vault/CredentialVault';
import { makeNoted } from '../makeNoted';
import { OnboardingProblem } from '../OnboardingProblem';
import { credentialNames } from './credentialNames';
import type { CredentialWork } from './CredentialWork';

/**
 * Makes a certificate, whose private half never leaves the vault, adds its
 * public half to the app registration, and takes it in use.
 *
 * @throws CredentialRefusedError until Microsoft knows it everywhere;
 * MicrosoftError when it may not be added; NothingWaitsError, VaultError or
 * OnboardingProblem when somebody else changed the credential meanwhile.
 */
export async function giveCertificate(work: CredentialWork): Promise<void> {
  const { connector, inUse, keeper } = work;
  const waiting = await waitingCertificate(work);
  if (!waiting) {
    await keeper.generate(connector, inUse);
    const generated = await waitingCertificate(work);
    if (!generated) {
      throw new OnboardingProblem('CREDENTIAL_OVERTAKEN');
    }
    await publish(work, generated);
    await keeper.activate(connector);
    return;
  }
  try {
    // Its public half may be there by now, whoever has put it there.
    await keeper.activate(connector);
  } catch (error) {
    if (!(error instanceof CredentialRefusedError)) {
      throw error;
    }
    if (!(await publish(work, waiting))) {
      throw error;
    }
    await keeper.activate(connector);
  }
}

/** The certificate that waits in the vault, while it is good. */
async function waitingCertificate({
  context,
  connector,
  keeper,
}: CredentialWork): Promise<CredentialDetails | undefined> {
  const next = await keeper.kept(connector, 'app-next');
  return next?.kind === 'certificate' &&
    new Date(next.expiresAt!) > context.now()
    ? next
    : undefined;
}

/** Adds the public half unless it is there, in the place of earlier ones that are kept no longer. Gives whether it had to. */
async function publish(
  { context, directory, keeper, connector, application }: CredentialWork,
  { thumbprint, certificate, expiresAt }: CredentialDetails,
): Promise<boolean> {
  const { connectorId, settings } = connector;
  const name = credentialNames.certificate(
    context.installationId,
    connectorId,
    thumbprint!,
  );
  const has = application.keyCredentials;
  if (has.some(({ displayName }) => displayName === name)) {
    return false;
  }
  const inUse = (await keeper.kept(connector, 'app'))?.thumbprint;
  const staying = has.filter(
    ({ displayName }) =>
      !credentialNames.isCertificateOf(
        context.installationId,
        connectorId,
        displayName,
      ) ||
      (inUse !== undefined &&
        displayName ===
          credentialNames.certificate(
            context.installationId,
            connectorId,
            inUse,
          )),
  );
  const { raw, validFrom } = new X509Certificate(certificate!);
  await makeNoted(
    context,
    {
      object: 'credential',
      key: `${settings.clientId}/${name}`,
      details: {
        kind: 'certificate',
        connectorId,
        clientId: settings.clientId,
        name,
      },
    },
    () =>
      directory.changeApplication(
        application.objectId,
        {
          keyCredentials: [
            ...staying,
            {
              type: 'AsymmetricX509Cert',
              usage: 'Verify',
              displayName: name,
              key: raw.toString('base64'),
              startDateTime: new Date(validFrom).toISOString(),
              endDateTime: expiresAt,
            },
          ],
        },
        context.signal,
      ),
  );
  context.effects.push({
    object: 'credential',
    outcome: 'created',
    text: `The certificate ${name} was made, good until ${expiresAt!.slice(
      0,
      10,
    )}, and its public half added to the app registration. Its private key is in the vault only.`,
  });
  const removed = has.length - staying.length;
  if (removed > 0) {
    context.effects.push({
      object: 'credential',
      outcome: 'removed',
      text: `Earlier certificates of the connector that nobody can use were removed: ${removed}.`,
    });
  }
  return true;
}
