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
import type { ConnectorStepContext } from './onboardConnector';

/**
 * Deletes a connector with what the vault has of it. What is collected stays.
 *
 * @throws ConflictError when it is set up in app-config.
 */
export async function offboardConnector(
  { dryRun, effects }: Pick<ConnectorStepContext, 'dryRun' | 'effects'>,
  { admin, registry }: Connectors,
  { connectorId }: { connectorId: string },
): Promise<OnboardingStep> {
  const setups = await registry.listSetups();
  const setup = setups.find(one => one.connectorId === connectorId);
  if (!setup) {
    effects.push({
      object: 'connector',
      outcome: 'absent',
      text: `There is no connector with id ${connectorId}.`,
    });
    return { state: 'done', effects };
  }
  const { title } = setup.settings;
  if (dryRun) {
    effects.push({
      object: 'connector',
      outcome: 'would-remove',
      text: `The connector ${title} would be deleted. What it has collected would stay.`,
    });
    return { state: 'done', effects };
  }
  await admin.delete(setup);
  effects.push({
    object: 'connector',
    outcome: 'removed',
    text: `The connector ${title} was deleted. What it has collected stays.`,
  });
  return { state: 'done', effects };
}
