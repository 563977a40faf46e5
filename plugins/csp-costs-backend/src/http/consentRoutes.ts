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

import { InputError } from '@backstage/errors';
import {
  cspCostsConnectorReadPermission,
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorUsePermission,
} from 'backstage-plugin-csp-costs-common';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import { describeConnector } from './describeConnector';
import type { RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

/** Routes of consents, for people who are signed in to the portal. */
export function addConsentRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  options: RouterOptions,
): void {
  const { registry, admin, consentFlow, now } = options;

  router.post(
    '/connectors/:connectorId/consents',
    async (request, response) => {
      const credentials = await context.authorize(
        request,
        cspCostsConnectorUsePermission,
      );
      const connector = await registry.get(request.params.connectorId);
      const started = await context.audited(
        {
          eventId: 'consent-start',
          request,
          meta: { connectorId: connector.connectorId, by: 'popup' },
        },
        () => consentFlow.start(connector, credentials.principal.userEntityRef),
      );
      response.status(201).json(started);
    },
  );

  router.get(
    '/connectors/:connectorId/consents/:consentId',
    async (request, response) => {
      await context.authorize(request, cspCostsConnectorReadPermission);
      const { connectorId, consentId } = request.params;
      response.json(await consentFlow.attempt(connectorId, consentId));
    },
  );

  router.post(
    '/connectors/:connectorId/consent-links',
    async (request, response) => {
      const credentials = await context.authorize(
        request,
        cspCostsConnectorUsePermission,
      );
      const connector = await registry.get(request.params.connectorId);
      const link = await context.audited(
        {
          eventId: 'consent-link-create',
          request,
          meta: { connectorId: connector.connectorId },
        },
        () =>
          consentFlow.createLink(
            connector,
            credentials.principal.userEntityRef,
          ),
      );
      response.status(201).json(link);
    },
  );

  router.put(
    '/connectors/:connectorId/refresh-token',
    async (request, response) => {
      const credentials = await context.authorize(
        request,
        cspCostsConnectorUpdatePermission,
      );
      const connector = await registry.get(request.params.connectorId);
      const signal = untilGone(response);
      await context.audited(
        {
          eventId: 'consent-give',
          request,
          severityLevel: 'high',
          meta: { connectorId: connector.connectorId, by: 'refresh-token' },
        },
        () =>
          consentFlow.importRefreshToken(connector, {
            refreshToken: request.body.refreshToken,
            by: credentials.principal.userEntityRef,
            signal,
          }),
      );
      response.json(await describeConnector(options, connector));
    },
  );

  router.put(
    '/connectors/:connectorId/consent-deadline',
    async (request, response) => {
      const credentials = await context.authorize(
        request,
        cspCostsConnectorUpdatePermission,
      );
      const connector = await registry.get(request.params.connectorId);
      const { consentBy, reason } = request.body;
      if (new Date(consentBy) <= now()) {
        throw new InputError('consentBy is over; choose a day to come');
      }
      await context.audited(
        {
          eventId: 'consent-deadline-set',
          request,
          meta: { connectorId: connector.connectorId, consentBy },
        },
        () =>
          admin.setConsentDeadline(
            connector,
            { consentBy, reason },
            { by: credentials.principal.userEntityRef, now: now() },
          ),
      );
      response.json(await describeConnector(options, connector));
    },
  );

  router.delete(
    '/connectors/:connectorId/consent-deadline',
    async (request, response) => {
      const credentials = await context.authorize(
        request,
        cspCostsConnectorUpdatePermission,
      );
      const connector = await registry.get(request.params.connectorId);
      await context.audited(
        {
          eventId: 'consent-deadline-set',
          request,
          meta: { connectorId: connector.connectorId },
        },
        () =>
          admin.setConsentDeadline(connector, undefined, {
            by: credentials.principal.userEntityRef,
            now: now(),
          }),
      );
      response.json(await describeConnector(options, connector));
    },
  );
}
