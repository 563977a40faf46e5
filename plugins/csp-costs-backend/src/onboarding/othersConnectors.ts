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
  OnboardingEffect,
  OnboardingObject,
} from 'backstage-plugin-csp-costs-common';
import type { ConnectorSetup } from '../connectors/ConnectorSetup';
import type { NotedObject, StepContext } from './StepContext';

/** Connectors that are not a run's to take back. */
export interface OthersConnectors {
  /**
   * Titles of those of an id, or that sign in with an application.
   *
   * @param since - Those that were there before had to do without.
   */
  titlesOf(
    which: { connectorId: string } | { clientId: string },
    since?: Date,
  ): string[];
}

/**
 * The connectors that a run has not made, or that somebody else has changed
 * or made anew since.
 *
 * @param notes - What the run has noted.
 */
export function othersConnectors(
  setups: ConnectorSetup[],
  { by, access }: Pick<StepContext, 'by' | 'access'>,
  notes: NotedObject[],
): OthersConnectors {
  const isOfRun = ({ connectorId, settings, ...setup }: ConnectorSetup) =>
    setup.createdBy === by &&
    setup.updatedBy === by &&
    notes.some(
      ({ object, details }) =>
        object === 'connector' &&
        details.connectorId === connectorId &&
        details.partnerTenantId === settings.partnerTenantId &&
        details.clientId === settings.clientId,
    );
  const others = setups.filter(setup => !isOfRun(setup));
  return {
    titlesOf: (which, since) =>
      others
        .filter(({ connectorId, settings }) =>
          'connectorId' in which
            ? connectorId === which.connectorId
            : settings.clientId.toLowerCase() ===
                which.clientId.toLowerCase() &&
              settings.partnerTenantId.toLowerCase() === access.partnerTenantId,
        )
        .filter(
          ({ updatedAt }) =>
            !since || (updatedAt !== undefined && updatedAt > since),
        )
        .map(({ settings }) => settings.title),
  };
}

/** What people call what connectors use. */
const WHAT: Record<Exclude<OnboardingObject, 'connector'>, string> = {
  application: 'The app registration',
  'service-principal': 'The service principal of the application',
  'resource-service-principal': 'The service principal of the API',
  'application-permission': 'The application permission',
  'delegated-grant': 'The delegated permission',
  'billing-role': 'The role on the billing account',
  credential: 'The credential',
};

/**
 * Tells that what a run has made stays.
 *
 * @param users - Titles of connectors that are not the run's.
 */
export function stays(
  { object }: Pick<NotedObject, 'object'>,
  users: string[],
): OnboardingEffect {
  const titles = users.join(', ');
  return {
    object,
    outcome: 'found',
    text:
      object === 'connector'
        ? `The connector ${titles} stays: somebody else has changed or made it since.`
        : `${WHAT[object]} stays: it is used by ${titles}, which the run did not make, or which somebody else has changed since.`,
  };
}
