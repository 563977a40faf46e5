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
import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import { adminConsentUrl } from '../../microsoft/identity/adminConsentUrl';
import { directoryOf } from '../directoryOf';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';
import { ensureResources } from './ensureResources';
import { grantRole, grantScopes, type Grantee } from './grants';

/**
 * Grants an application what it needs, in the name of everybody in the tenant.
 *
 * @remarks A person may be allowed some grants and not others. All are tried;
 * then whoever may make the others gets a link, and what they approved by it
 * is found the next time.
 * @param redirectUrl - Where the link leads in the end.
 */
export async function onboardConsent(
  context: StepContext,
  { clientId }: { clientId: string },
  { redirectUrl }: { redirectUrl: string },
): Promise<OnboardingStep> {
  const { access, effects } = context;
  const directory = directoryOf(access);
  const failure = (error: unknown) =>
    stepFailure(error, context, {
      notAllowed: 'GRANT_NOT_ALLOWED',
      handOnUrl: adminConsentUrl({
        cloud: access.cloud,
        tenantId: access.partnerTenantId,
        clientId,
        redirectUrl,
      }),
    });
  try {
    const grantee = await granteeOf(context, directory, clientId);
    const resources = await ensureResources(context, directory);
    let handedOn: OnboardingStep | undefined;
    const attempt = async (grant: () => Promise<void>) => {
      try {
        await grant();
      } catch (error) {
        const step = failure(error);
        if (step.state !== 'handed-on') {
          throw error;
        }
        handedOn ??= step;
      }
    };
    for (const resource of resources) {
      for (const role of resource.roles) {
        await attempt(() =>
          grantRole(context, directory, { grantee, resource, role }),
        );
      }
      await attempt(() =>
        grantScopes(context, directory, { grantee, resource }),
      );
    }
    return handedOn ?? { state: 'done', effects };
  } catch (error) {
    return failure(error);
  }
}

async function granteeOf(
  { signal, dryRun }: StepContext,
  directory: DirectoryClient,
  clientId: string,
): Promise<Grantee> {
  const principal = await directory.servicePrincipal(clientId, signal);
  if (principal) {
    return {
      clientId,
      servicePrincipalId: principal.id,
      assignments: await directory.appRoleAssignments(principal.id, signal),
      grants: await directory.delegatedGrants(principal.id, signal),
    };
  }
  if (dryRun) {
    return { clientId, assignments: [], grants: [] };
  }
  throw new OnboardingProblem('DIRECTORY_LAGS', {
    cause: `The directory has no service principal of the application ${clientId}, or does not find it yet.`,
  });
}
