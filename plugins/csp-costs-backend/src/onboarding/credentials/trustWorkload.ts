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

import type { FederatedCredential } from '../../microsoft/directory/schemas';
import { readWorkload } from '../../microsoft/identity/readWorkload';
import { OnboardingProblem } from '../OnboardingProblem';
import { makeNoted } from '../makeNoted';
import { credentialNames } from './credentialNames';
import { credentialNote } from './credentialNote';
import type { CredentialWork } from './CredentialWork';

/**
 * Lets the application trust the workload that this portal runs as, and has
 * the connector sign in as it.
 *
 * @param tokenFile - One of the files that the portal may read.
 * @throws CredentialRefusedError until Microsoft knows it everywhere;
 * MicrosoftError when the file cannot be read, or the workload may not be
 * trusted.
 */
export async function trustWorkload(
  work: CredentialWork,
  tokenFile: string,
): Promise<void> {
  const { context, directory, keeper, connector, application } = work;
  const { signal, effects } = context;
  const { connectorId } = connector;
  const { issuer, subject, audience } = await readWorkload(tokenFile);
  const name = credentialNames.federated(context.installationId, connectorId, {
    issuer,
    subject,
  });
  const has = await directory.federatedCredentials(
    application.objectId,
    signal,
  );
  const remove = (id: string) =>
    directory.removeFederatedCredential(application.objectId, id, signal);
  const isOurs = (one: FederatedCredential) =>
    credentialNames.isFederatedOf(
      context.installationId,
      connectorId,
      one.name,
    );
  const trusted = has.find(
    one => one.issuer === issuer && one.subject === subject,
  );
  if (!trusted?.audiences.includes(audience)) {
    // Microsoft takes one only of an issuer and a subject.
    if (trusted && !isOurs(trusted)) {
      throw new OnboardingProblem('APPLICATION_NOT_OURS', {
        cause: `The application trusts the workload ${subject} of ${issuer} for another audience than ${audience}, as federated credential ${trusted.name}, which this portal did not make.`,
        remedy: `Set its audience to ${audience} in the Entra admin center, under App registrations, Certificates & secrets, or remove it. Then run the template again.`,
      });
    }
    if (trusted) {
      await remove(trusted.id);
    }
    await makeNoted(
      context,
      credentialNote(connector, 'federated', name),
      () =>
        directory.addFederatedCredential(
          application.objectId,
          { name, issuer, subject, audiences: [audience] },
          signal,
        ),
      { wasThere: answer => answer === undefined },
    );
    effects.push({
      object: 'credential',
      outcome: trusted ? 'changed' : 'created',
      text: `The application trusts the workload ${subject} of ${issuer}, as federated credential ${name}.`,
    });
  }
  const former = has.filter(one => one !== trusted && isOurs(one));
  for (const one of former) {
    await remove(one.id);
    effects.push({
      object: 'credential',
      outcome: 'removed',
      text: `The federated credential ${one.name} was removed, since the portal is another workload now.`,
    });
  }
  await keeper.set(connector, { kind: 'federated', tokenFile });
}
