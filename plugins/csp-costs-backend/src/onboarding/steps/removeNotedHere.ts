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
import { armBillingOf } from '../billing/armBillingOf';
import { removeAssignments } from '../billing/removeAssignments';
import { credentialNames } from '../credentials/credentialNames';
import { removeCredentials } from '../credentials/removeCredentials';
import { directoryOf } from '../directoryOf';
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
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removeNotedHere(
  context: StepContext,
  connectors: Connectors,
  { object, details }: NotedObject & { object: BillingObject },
): Promise<void> {
  const { access } = context;
  const { connectorId = '' } = details;
  switch (object) {
    case 'billing-role':
      await removeAssignments(context, armBillingOf(access), {
        billingAccountId: details.billingAccountId ?? '',
        names: [details.assignmentName ?? ''],
      });
      break;
    case 'credential':
      await removeCredential(context, connectors, details);
      break;
    default:
      await offboardConnector(context, connectors, { connectorId });
  }
}

async function removeCredential(
  context: StepContext,
  { admin, registry }: Connectors,
  details: NotedObject['details'],
): Promise<void> {
  const { access, dryRun, effects, signal } = context;
  const { kind, connectorId = '', clientId = '', name, keyId } = details;
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
    const kept = inVault?.[slot];
    const isSame =
      kept?.kind === kind &&
      (kind !== 'client-secret' || (keyId && kept?.keyId === keyId)) &&
      (kind !== 'certificate' ||
        name ===
          credentialNames.certificate(
            context.installationId,
            connectorId,
            kept!.thumbprint!,
          ));
    if (connector && isSame && !dryRun) {
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
