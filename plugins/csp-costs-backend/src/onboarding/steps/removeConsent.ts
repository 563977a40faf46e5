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
import { applicationPage } from '../applicationPage';
import { directoryOf } from '../directoryOf';
import { requiredPermissions } from '../requiredPermissions';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';
import { findOurs } from './findOurs';
import type { RemovedApplication } from './refuseIfShared';
import { takeBackRole, takeBackScopes } from './takeBackGrants';

/** Takes back what onboarding grants an application, and nothing that it has besides. */
export async function removeConsent(
  context: StepContext,
  application: RemovedApplication,
): Promise<OnboardingStep> {
  const { access, effects, signal } = context;
  const directory = directoryOf(access);
  try {
    await findOurs(context, directory, application);
    const principal = await directory.servicePrincipal(
      application.clientId,
      signal,
    );
    for (const required of requiredPermissions(access.cloud)) {
      const resource = await directory.servicePrincipal(
        required.resourceClientId,
        signal,
      );
      for (const role of required.roles) {
        await takeBackRole(context, directory, { principal, resource }, role);
      }
      await takeBackScopes(
        context,
        directory,
        { principal, resource },
        required.scopes,
      );
    }
    return { state: 'done', effects };
  } catch (error) {
    return stepFailure(error, context, {
      notAllowed: 'GRANT_NOT_ALLOWED',
      handOnUrl: applicationPage(access.cloud, application.clientId),
    });
  }
}
