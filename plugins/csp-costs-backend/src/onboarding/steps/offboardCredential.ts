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

import type { OnboardingStep } from 'backstage-plugin-csp-costs-common';
import type { Connectors } from '../../connectors/createConnectors';
import { applicationPage } from '../applicationPage';
import { connectorOf } from '../connectorOf';
import { credentialNames } from '../credentials/credentialNames';
import { removeCredentials } from '../credentials/removeCredentials';
import { directoryOf } from '../directoryOf';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';

/**
 * Removes the credentials that onboarding has made for a connector, first at
 * Microsoft, then from the vault. Those that people made stay at Microsoft.
 *
 * @throws NotFoundError; InputError when the person is signed in to another
 * tenant.
 */
export async function offboardCredential(
  context: StepContext,
  { admin, registry }: Connectors,
  { connectorId }: { connectorId: string },
): Promise<OnboardingStep> {
  const { access, dryRun, effects, signal } = context;
  const connector = await connectorOf(registry, connectorId, access);
  const directory = directoryOf(access);
  const { clientId } = connector.settings;
  try {
    const application = await directory.application({ clientId }, signal);
    if (application) {
      await removeCredentials(context, directory, application, {
        isCertificate: name =>
          credentialNames.isCertificateOf(
            context.installationId,
            connectorId,
            name,
          ),
        isClientSecret: name =>
          name ===
          credentialNames.clientSecret(context.installationId, connectorId),
        isFederated: name =>
          credentialNames.isFederatedOf(
            context.installationId,
            connectorId,
            name,
          ),
      });
    }
  } catch (error) {
    return stepFailure(error, context, {
      notAllowed: 'APPLICATION_NOT_ALLOWED',
      handOnUrl: applicationPage(access.cloud, clientId),
    });
  }
  const isKept = await admin.credentials.kept(connector, 'app');
  if (!dryRun) {
    await admin.disconnect(connector);
  }
  if (isKept) {
    effects.push({
      object: 'credential',
      outcome: dryRun ? 'would-remove' : 'removed',
      text: dryRun
        ? 'The credential in the vault would be removed.'
        : 'The credential in the vault was removed.',
    });
  } else {
    effects.push({
      object: 'credential',
      outcome: 'absent',
      text: 'The vault has no credential of the connector.',
    });
  }
  return { state: 'done', effects };
}
