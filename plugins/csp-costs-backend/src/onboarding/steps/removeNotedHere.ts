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
      if (await isNoted(connectors, details)) {
        await offboardConnector(context, connectors, { connectorId });
      } else {
        context.effects.push({
          object,
          outcome: 'absent',
          text: `The connector ${connectorId} of the run is not there.`,
        });
      }
  }
}

/** Whether the connector is the one that was noted: its id may be another one's now. */
async function isNoted(
  { registry }: Connectors,
  { connectorId, partnerTenantId, clientId }: NotedObject['details'],
): Promise<boolean> {
  const setups = await registry.listSetups();
  return setups.some(
    ({ connectorId: id, origin, settings }) =>
      id === connectorId &&
      origin === 'portal' &&
      settings.partnerTenantId === partnerTenantId &&
      settings.clientId === clientId,
  );
}

async function removeCredential(
  context: StepContext,
  { admin, registry }: Connectors,
  details: NotedObject['details'],
): Promise<void> {
  const { access, dryRun, effects, signal } = context;
  const { kind, connectorId = '', clientId = '', name } = details;
  const directory = directoryOf(access);
  const isNamed = (one: string | undefined) => one === name;
  const application = await directory.application({ clientId }, signal);
  const before = effects.length;
  if (application) {
    await removeCredentials(context, directory, application, {
      isCertificate: kind === 'certificate' ? isNamed : undefined,
      isClientSecret: kind === 'client-secret' ? isNamed : undefined,
      isFederated: kind === 'federated' ? isNamed : undefined,
    });
  }
  const connector = await registry.find(connectorId);
  for (const slot of ['app', 'app-next'] as const) {
    const kept = connector && (await admin.credentials.kept(connector, slot));
    const isSame =
      kept?.kind === kind &&
      (kind !== 'client-secret' || kept?.keyId !== undefined) &&
      (kind !== 'certificate' ||
        name === credentialNames.certificate(connectorId, kept!.thumbprint!));
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
