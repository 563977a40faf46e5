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

import type { OnboardingObject } from 'backstage-plugin-csp-costs-common';
import type { Connectors } from '../../connectors/createConnectors';
import type { KeptCredential } from '../../connectors/credentials/CredentialKeeper';
import { armBillingOf } from '../billing/armBillingOf';
import { removeAssignments } from '../billing/removeAssignments';
import { credentialNames } from '../credentials/credentialNames';
import { removeCredentials } from '../credentials/removeCredentials';
import { directoryOf } from '../directoryOf';
import { stays, type OthersConnectors } from '../othersConnectors';
import type { NotedObject, StepContext } from '../StepContext';
import { offboardConnector } from './offboardConnector';

/** Objects that the steps `credential`, `billing role` and `connector` make. */
export type BillingObject = Extract<
  OnboardingObject,
  'credential' | 'billing-role' | 'connector'
>;

/**
 * Removes one object that a run noted: a credential, a billing role or a
 * connector. What is not there is a success.
 *
 * @param others - The credential that one of them has in use stays.
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removeNotedHere(
  context: StepContext,
  connectors: Connectors,
  noted: NotedObject & { object: BillingObject },
  others: OthersConnectors,
): Promise<void> {
  const { access } = context;
  const { object, details } = noted;
  const { connectorId = '' } = details;
  switch (object) {
    case 'billing-role':
      await removeAssignments(context, armBillingOf(access), {
        billingAccountId: details.billingAccountId ?? '',
        names: [details.assignmentName ?? ''],
      });
      break;
    case 'credential':
      await removeCredential(context, connectors, { ...noted, object }, others);
      break;
    default:
      await offboardConnector(context, connectors, { connectorId });
  }
}

async function removeCredential(
  context: StepContext,
  { admin, registry }: Connectors,
  noted: NotedObject & { object: 'credential' },
  others: OthersConnectors,
): Promise<void> {
  const { access, dryRun, effects, signal } = context;
  const { kind, connectorId = '', clientId = '', name, keyId } = noted.details;
  const directory = directoryOf(access);
  const connector = await registry.find(connectorId);
  const inVault = connector && {
    app: await admin.credentials.kept(connector, 'app'),
    'app-next': await admin.credentials.kept(connector, 'app-next'),
  };
  const isNamed = (one: string | undefined) => one === name;
  // Those of later runs have the same name. When Microsoft's answer was lost,
  // the run's is not in the vault.
  const isSecret = (id: string) =>
    keyId
      ? id === keyId
      : id !== inVault?.app?.keyId && id !== inVault?.['app-next']?.keyId;
  const isSame = (kept: KeptCredential | undefined) =>
    kept !== undefined &&
    kept.kind === kind &&
    (kind !== 'client-secret' || (keyId && kept.keyId === keyId)) &&
    (kind !== 'certificate' ||
      name ===
        credentialNames.certificate(
          context.installationId,
          connectorId,
          kept.thumbprint!,
        ));
  // Another run may have made the connector meanwhile, and found this one.
  const users = isSame(inVault?.app) ? others.titlesOf({ connectorId }) : [];
  if (users.length > 0) {
    effects.push(stays(noted, users));
    return;
  }
  const application = await directory.application({ clientId }, signal);
  const before = effects.length;
  if (application) {
    await removeCredentials(context, directory, application, {
      isCertificate: kind === 'certificate' ? isNamed : undefined,
      isClientSecret:
        kind === 'client-secret'
          ? (one, id) => isNamed(one) && isSecret(id)
          : undefined,
      isFederated: kind === 'federated' ? isNamed : undefined,
    });
  }
  for (const slot of ['app', 'app-next'] as const) {
    if (connector && isSame(inVault?.[slot]) && !dryRun) {
      await admin.credentials.letGo(connector, slot);
    }
  }
  if (effects.length === before) {
    effects.push({
      object: 'credential',
      outcome: 'absent',
      text: `The app registration has no credential ${name}.`,
    });
  }
}
