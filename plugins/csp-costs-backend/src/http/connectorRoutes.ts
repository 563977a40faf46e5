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

import {
  cspCostsConnectorCreatePermission,
  cspCostsConnectorDeletePermission,
  cspCostsConnectorReadPermission,
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorUsePermission,
  type CredentialInput,
} from 'backstage-plugin-csp-costs-common';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import { describeConnector } from './describeConnector';
import type { RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

/** Routes of connectors: settings, credentials and checks. */
export function addConnectorRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  options: RouterOptions,
): void {
  const { registry, admin, doctor, consentFlow, now } = options;

  router.get('/connectors', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    response.json({
      items: await Promise.all(
        (
          await registry.listSetups()
        ).map(connector => describeConnector(options, connector)),
      ),
    });
  });

  router.get('/connector-options', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    response.json({ ...admin.options(), ...(await consentFlow.options()) });
  });

  router.get('/connectors/:connectorId', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    const connector = await registry.getSetup(request.params.connectorId);
    response.json(await describeConnector(options, connector));
  });

  router.post('/connectors', async (request, response) => {
    const credentials = await context.authorize(
      request,
      cspCostsConnectorCreatePermission,
    );
    const connector = await context.audited(
      {
        eventId: 'connector-create',
        request,
        meta: {
          connectorId: request.body.connectorId,
          partnerTenantId: request.body.settings.partnerTenantId,
        },
      },
      () =>
        admin.create(request.body, {
          by: credentials.principal.userEntityRef,
          now: now(),
        }),
    );
    response.status(201).json(await describeConnector(options, connector));
  });

  router.put('/connectors/:connectorId', async (request, response) => {
    const credentials = await context.authorize(
      request,
      cspCostsConnectorUpdatePermission,
    );
    const connector = await registry.getSetup(request.params.connectorId);
    const changed = await context.audited(
      {
        eventId: 'connector-update',
        request,
        meta: {
          connectorId: connector.connectorId,
          revision: request.body.revision,
        },
      },
      () =>
        admin.update(connector, request.body, {
          by: credentials.principal.userEntityRef,
          now: now(),
        }),
    );
    response.json(await describeConnector(options, changed));
  });

  router.delete('/connectors/:connectorId', async (request, response) => {
    await context.authorize(request, cspCostsConnectorDeletePermission);
    const connector = await registry.getSetup(request.params.connectorId);
    await context.audited(
      {
        eventId: 'connector-delete',
        request,
        severityLevel: 'high',
        meta: { connectorId: connector.connectorId },
      },
      () => admin.delete(connector),
    );
    response.status(204).end();
  });

  router.put(
    '/connectors/:connectorId/credential',
    async (request, response) => {
      await context.authorize(request, cspCostsConnectorUpdatePermission);
      const connector = await registry.get(request.params.connectorId);
      const input = request.body as CredentialInput;
      await context.audited(
        {
          eventId: 'credential-update',
          request,
          severityLevel: 'high',
          meta: { connectorId: connector.connectorId, kind: input.kind },
        },
        () => admin.credentials.set(connector, input),
      );
      response.json(await describeConnector(options, connector));
    },
  );

  router.post(
    '/connectors/:connectorId/next-certificate',
    async (request, response) => {
      await context.authorize(request, cspCostsConnectorUpdatePermission);
      const connector = await registry.get(request.params.connectorId);
      await context.audited(
        {
          eventId: 'certificate-generate',
          request,
          meta: { connectorId: connector.connectorId },
        },
        () => admin.credentials.generate(connector),
      );
      response.json(await describeConnector(options, connector));
    },
  );

  router.post(
    '/connectors/:connectorId/next-certificate/activation',
    async (request, response) => {
      await context.authorize(request, cspCostsConnectorUpdatePermission);
      const connector = await registry.get(request.params.connectorId);
      await context.audited(
        {
          eventId: 'credential-update',
          request,
          severityLevel: 'high',
          meta: {
            connectorId: connector.connectorId,
            kind: 'certificate',
          },
        },
        () => admin.credentials.activate(connector),
      );
      response.json(await describeConnector(options, connector));
    },
  );

  router.delete(
    '/connectors/:connectorId/credentials',
    async (request, response) => {
      await context.authorize(request, cspCostsConnectorUpdatePermission);
      const connector = await registry.getSetup(request.params.connectorId);
      await context.audited(
        {
          eventId: 'consent-revoke',
          request,
          severityLevel: 'high',
          meta: { connectorId: connector.connectorId },
        },
        () => admin.disconnect(connector),
      );
      response.json(await describeConnector(options, connector));
    },
  );

  router.get('/connectors/:connectorId/checks', async (request, response) => {
    await context.authorize(request, cspCostsConnectorReadPermission);
    const connector = await registry.get(request.params.connectorId);
    response.json({ items: await doctor.results(connector) });
  });

  router.post('/connectors/:connectorId/checks', async (request, response) => {
    await context.authorize(request, cspCostsConnectorUsePermission);
    const connector = await registry.get(request.params.connectorId);
    response.json({
      items: await doctor.run(connector, request.body, untilGone(response)),
    });
  });
}
