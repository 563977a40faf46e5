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

import { readWorkload } from '../../microsoft/identity/readWorkload';
import { makeNoted } from '../makeNoted';
import { credentialNames } from './credentialNames';
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
  const { connectorId, settings } = connector;
  const { issuer, subject, audience } = await readWorkload(tokenFile);
  const name = credentialNames.federated(connectorId);
  const has = await directory.federatedCredentials(
    application.objectId,
    signal,
  );
  if (!has.some(one => one.issuer === issuer && one.subject === subject)) {
    const former = has.find(one => one.name === name);
    if (former) {
      await directory.removeFederatedCredential(
        application.objectId,
        former.id,
        signal,
      );
    }
    await makeNoted(
      context,
      {
        object: 'credential',
        key: `${settings.clientId}/${name}`,
        details: {
          kind: 'federated',
          connectorId,
          clientId: settings.clientId,
          name,
        },
      },
      () =>
        directory.addFederatedCredential(
          application.objectId,
          { name, issuer, subject, audiences: [audience] },
          signal,
        ),
    );
    effects.push({
      object: 'credential',
      outcome: former ? 'changed' : 'created',
      text: `The application trusts the workload ${subject} of ${issuer}, as federated credential ${name}.`,
    });
  }
  await keeper.set(connector, { kind: 'federated', tokenFile });
}
