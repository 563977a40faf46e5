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
  type OnboardingStep,
} from 'backstage-plugin-csp-costs-common';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type { Response } from 'express';
import type { Caller, PortalRights } from '../onboarding/Caller';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { AnyRequest, RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

/** Routes of onboarding: sign-ins, what is looked up with them, and steps. */
export function addOnboardingRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  options: RouterOptions,
): void {
  const { onboarding } = options;

  /** Who asks, when they have one of the permissions. */
  const authorize = async (
    request: AnyRequest,
    response: Response,
    permission = cspCostsConnectorCreatePermission,
    ...others: BasicPermission[]
  ): Promise<Caller> => {
    const { principal } = await context.authorize(
      request,
      permission,
      ...others,
    );
    return { by: principal.userEntityRef, signal: untilGone(response) };
  };

  /** Who signs in: people do so to onboard, and to offboard. */
  const authorizeSignIn = (request: AnyRequest, response: Response) =>
    authorize(
      request,
      response,
      cspCostsConnectorCreatePermission,
      cspCostsConnectorDeletePermission,
    );

  /** Runs a step, which has to be on record, and answers how it went. */
  const answerStep = async <T extends OnboardingStep>(
    request: AnyRequest,
    response: Response<T>,
    event: Omit<Parameters<RequestContext['audited']>[0], 'request'>,
    run: () => Promise<T>,
  ): Promise<void> => {
    response.json(
      await context.audited({ ...event, request }, run, describeStep),
    );
  };

  /** What the caller may do with connectors besides. */
  const rightsOf = async (request: AnyRequest): Promise<PortalRights> => ({
    seesConnectors: await context.may(request, cspCostsConnectorReadPermission),
    usesConnectors: await context.may(request, cspCostsConnectorUsePermission),
  });

  /** Who gives something to a connector. One that is not theirs needs the right to change it. */
  const authorizeFor = async (
    request: AnyRequest,
    response: Response,
    connectorId: string,
  ): Promise<Caller> => {
    const caller = await authorize(request, response);
    return (await onboarding.steps.isOfOthers(connectorId, caller))
      ? authorize(request, response, cspCostsConnectorUpdatePermission)
      : caller;
  };

  router.get('/onboarding/options', async (request, response) => {
    await authorizeSignIn(request, response);
    response.json(onboarding.options());
  });

  router.get('/onboarding/tenants', async (request, response) => {
    const caller = await authorizeSignIn(request, response);
    const rights = await rightsOf(request);
    response.json(
      await onboarding.resolveTenant(request.query, { ...caller, rights }),
    );
  });

  router.post('/onboarding/sign-ins', async (request, response) => {
    const caller = await authorizeSignIn(request, response);
    const { partnerTenantId, nationalCloud, tokens } = request.body;
    const signIn = await context.audited(
      {
        eventId: 'onboarding-sign-in',
        request,
        meta: {
          partnerTenantId,
          nationalCloud,
          method: tokens ? 'microsoft-provider' : 'device-code',
        },
      },
      () => onboarding.startSignIn(request.body, caller),
      ({ signInId }) => ({ meta: { signInId } }),
    );
    response.status(201).json(signIn);
  });

  router.get('/onboarding/sign-ins/:signInId', async (request, response) => {
    const caller = await authorizeSignIn(request, response);
    response.json(await onboarding.getSignIn(request.params.signInId, caller));
  });

  router.delete('/onboarding/sign-ins/:signInId', async (request, response) => {
    const caller = await authorizeSignIn(request, response);
    await onboarding.endSignIn(request.params.signInId, request.query, caller);
    response.status(204).end();
  });

  router.get(
    '/onboarding/sign-ins/:signInId/customers',
    async (request, response) => {
      const caller = await authorize(request, response);
      response.json({
        items: await onboarding.searchCustomers(
          request.params.signInId,
          request.query.search ?? '',
          caller,
        ),
      });
    },
  );

  router.post('/onboarding/preflight', async (request, response) => {
    const caller = await authorize(request, response);
    const rights = await rightsOf(request);
    response.json({
      items: await onboarding.preflight(request.body, { ...caller, rights }),
    });
  });

  router.post('/onboarding/application', async (request, response) => {
    const caller = await authorize(request, response);
    const { runId, dryRun } = request.body;
    await answerStep(
      request,
      response,
      {
        eventId: 'onboarding-application',
        meta: { runId, dryRun },
      },
      () => onboarding.steps.onboardApplication(request.body, caller),
    );
  });

  router.post('/onboarding/consent', async (request, response) => {
    const caller = await authorize(request, response);
    const { runId, dryRun, clientId } = request.body;
    await answerStep(
      request,
      response,
      {
        eventId: 'onboarding-consent',
        severityLevel: 'high',
        meta: { runId, dryRun, clientId },
      },
      () => onboarding.steps.onboardConsent(request.body, caller),
    );
  });

  router.post('/onboarding/connector', async (request, response) => {
    const caller = await authorize(request, response);
    const { runId, dryRun, partnerTenantId, clientId } = request.body;
    await answerStep(
      request,
      response,
      {
        eventId: 'onboarding-connector',
        meta: { runId, dryRun, partnerTenantId, clientId },
      },
      () => onboarding.steps.onboardConnector(request.body, caller),
    );
  });

  router.post('/onboarding/credential', async (request, response) => {
    const { runId, dryRun, connectorId, kind } = request.body;
    const caller = await authorizeFor(request, response, connectorId);
    await answerStep(
      request,
      response,
      {
        eventId: 'onboarding-credential',
        severityLevel: 'high',
        meta: { runId, dryRun, connectorId, kind },
      },
      () => onboarding.steps.onboardCredential(request.body, caller),
    );
  });

  router.post('/onboarding/billing-role', async (request, response) => {
    const { runId, dryRun, connectorId } = request.body;
    const caller = await authorizeFor(request, response, connectorId);
    await answerStep(
      request,
      response,
      {
        eventId: 'onboarding-billing-role',
        severityLevel: 'high',
        meta: { runId, dryRun, connectorId },
      },
      () => onboarding.steps.onboardBillingRole(request.body, caller),
    );
  });

  router.post('/onboarding/offboarding', async (request, response) => {
    const caller = await authorize(
      request,
      response,
      cspCostsConnectorDeletePermission,
    );
    const { runId, part, connectorId, dryRun } = request.body;
    await answerStep(
      request,
      response,
      {
        eventId: 'onboarding-offboarding',
        severityLevel: 'high',
        meta: { runId, part, connectorId, dryRun },
      },
      () => onboarding.steps.offboard(request.body, caller),
    );
  });

  router.post('/onboarding/rollback', async (request, response) => {
    const caller = await authorize(request, response);
    const { runId } = request.body;
    await answerStep(
      request,
      response,
      {
        eventId: 'onboarding-rollback',
        severityLevel: 'high',
        meta: { runId },
      },
      () => onboarding.steps.rollBack(request.body, caller),
    );
  });
}

/** What a step has done, in kinds of objects. */
function describeStep({ state, effects, problem }: OnboardingStep): {
  meta: JsonObject;
  refusal?: string;
} {
  return {
    meta: {
      state,
      effects: effects.map(({ object, outcome }) => `${object} ${outcome}`),
    },
    refusal: state === 'refused' ? problem?.code : undefined,
  };
}
