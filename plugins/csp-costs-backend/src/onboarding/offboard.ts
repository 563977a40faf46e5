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

import type {
  OffboardingPart,
  OnboardingStep,
} from 'backstage-plugin-csp-costs-common';
import type { ConnectorSetup } from '../connectors/ConnectorSetup';
import type { Connectors } from '../connectors/createConnectors';
import { connectorOf } from './connectorOf';
import type { StepContext } from './StepContext';
import { offboardBillingRole } from './steps/offboardBillingRole';
import { offboardCredential } from './steps/offboardCredential';
import { removeApplication } from './steps/removeApplication';
import { removeConsent } from './steps/removeConsent';
import type { RemovedApplication } from './steps/refuseIfShared';

/**
 * Takes one part of a connector's access away at Microsoft.
 *
 * @throws NotFoundError; InputError when the person is signed in to another tenant.
 */
export async function offboard(
  context: StepContext,
  connectors: Connectors,
  {
    part,
    connectorId,
  }: { part: Exclude<OffboardingPart, 'connector'>; connectorId: string },
): Promise<OnboardingStep> {
  switch (part) {
    case 'billing-role':
      return offboardBillingRole(
        context,
        await applicationOf(context, connectors, connectorId),
      );
    case 'credential':
      return offboardCredential(context, connectors, { connectorId });
    case 'consent':
      return removeConsent(
        context,
        await applicationOf(context, connectors, connectorId),
      );
    default:
      return removeApplication(
        context,
        await applicationOf(context, connectors, connectorId),
      );
  }
}

async function applicationOf(
  { access }: StepContext,
  { registry }: Connectors,
  connectorId: string,
): Promise<RemovedApplication> {
  const { settings } = await connectorOf(registry, connectorId, access);
  const isSame = (one: ConnectorSetup['settings']) =>
    one.clientId.toLowerCase() === settings.clientId.toLowerCase() &&
    one.partnerTenantId.toLowerCase() ===
      settings.partnerTenantId.toLowerCase();
  return {
    clientId: settings.clientId,
    otherConnectors: (await registry.listSetups())
      .filter(
        setup => setup.connectorId !== connectorId && isSame(setup.settings),
      )
      .map(setup => setup.settings.title),
  };
}
