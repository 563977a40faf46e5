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
import { isRecent } from '../isRecent';
import { makeNoted } from '../makeNoted';
import { OnboardingProblem } from '../OnboardingProblem';
import { credentialNames } from './credentialNames';
import { credentialNote } from './credentialNote';
import type { CredentialWork } from './CredentialWork';
import { readApplication } from './readApplication';

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

/**
 * Adds the public half unless it is there, in the place of earlier ones that
 * are kept no longer. Gives whether it had to.
 *
 * @remarks Microsoft replaces the whole list of certificates, so it is read
 * directly before, and the vault after it. Connectors of other ids or portals
 * may share the application: a certificate that was added for one of them so
 * shortly before that the directory does not list it yet is lost. That
 * connector's next sign-in then fails, and its template gives it another one.
 * @throws OnboardingProblem when another credential waits meanwhile, whose
 * private half is the only one that is kept.
 */
async function publish(
  work: CredentialWork,
  { thumbprint, certificate, expiresAt }: CredentialDetails,
): Promise<boolean> {
  const { context, directory, keeper, connector } = work;
  const { connectorId } = connector;
  const name = credentialNames.certificate(
    context.installationId,
    connectorId,
    thumbprint!,
  );
  const { objectId, keyCredentials: has } = await readApplication(work);
  if (has.some(({ displayName }) => displayName === name)) {
    return false;
  }
  const next = await keeper.kept(connector, 'app-next');
  const inUse = await keeper.kept(connector, 'app');
  if (next?.thumbprint !== thumbprint) {
    throw new OnboardingProblem('CREDENTIAL_OVERTAKEN');
  }
  const nameInUse =
    inUse?.thumbprint &&
    credentialNames.certificate(
      context.installationId,
      connectorId,
      inUse.thumbprint,
    );
  const staying = has.filter(
    ({ displayName }) =>
      !credentialNames.isCertificateOf(
        context.installationId,
        connectorId,
        displayName,
      ) || displayName === nameInUse,
  );
  const removed = has.length - staying.length;
  const unlisted =
    inUse &&
    nameInUse &&
    !staying.some(({ displayName }) => displayName === nameInUse) &&
    (await wasMadeJustNow(nameInUse))
      ? [publicHalf(nameInUse, inUse)]
      : [];
  await makeNoted(context, credentialNote(connector, 'certificate', name), () =>
    directory.changeApplication(
      objectId,
      {
        keyCredentials: [
          ...staying,
          ...unlisted,
          publicHalf(name, { certificate, expiresAt }),
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
  if (removed > 0) {
    context.effects.push({
      object: 'credential',
      outcome: 'removed',
      text: `Earlier certificates of the connector that nobody can use were removed: ${removed}.`,
    });
  }
  return true;

  /** Whether the directory may not list a certificate yet that a run has added. */
  async function wasMadeJustNow(named: string): Promise<boolean> {
    const notes = await context.journal.findOfAnyRun(
      credentialNote(connector, 'certificate', named),
    );
    return notes.some(note => isRecent(note, context.now));
  }
}

/** A certificate as Microsoft takes it. */
function publicHalf(
  displayName: string,
  {
    certificate,
    expiresAt,
  }: Pick<CredentialDetails, 'certificate' | 'expiresAt'>,
): Record<string, unknown> {
  const { raw, validFrom } = new X509Certificate(certificate!);
  return {
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    displayName,
    key: raw.toString('base64'),
    startDateTime: new Date(validFrom).toISOString(),
    endDateTime: expiresAt,
  };
}
