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
  PreflightFinding,
  PreflightInput,
} from 'backstage-plugin-csp-costs-common';
import { directoryOf } from '../directoryOf';
import { mayBy } from '../entraRoles';
import type { OperatorAccess } from '../StepContext';
import { uniqueNameOf } from '../uniqueNameOf';
import { billingFinding } from './billingFinding';
import { consentFinding } from './consentFinding';
import { credentialFinding } from './credentialFinding';
import type { Looked } from './Looked';
import { HIDDEN, visible } from './visible';

const WHO_MAY_REGISTER =
  'Application Administrator, Cloud Application Administrator or Global Administrator';

/** A connector that collects from the tenant already. */
export interface PreflightConnector {
  title: string;
  /** Application (client) id. */
  clientId: string;
  hasCredential: boolean;
}

/**
 * What onboarding will meet at each of its steps. Reads only.
 *
 * @param connectors - Those of the same tenant.
 * @throws MicrosoftError when Microsoft does not answer, or the sign-in has ended.
 */
export async function preflight(
  access: OperatorAccess,
  input: Omit<PreflightInput, 'signInId'>,
  {
    connectors,
    signal,
  }: { connectors: PreflightConnector[]; signal: AbortSignal },
): Promise<PreflightFinding[]> {
  const { displayName, credentialKind, billingAccountId } = input;
  const directory = directoryOf(access);
  const looked: Looked = {
    access,
    roles: await visible(directory.myDirectoryRoles(signal)),
    application: await visible(
      directory.application({ uniqueName: uniqueNameOf(displayName) }, signal),
    ),
    signal,
  };
  const clientId =
    looked.application === HIDDEN ? undefined : looked.application?.clientId;
  return [
    applicationFinding(looked, displayName),
    await consentFinding(looked),
    await credentialFinding(
      looked,
      credentialKind,
      connectors.find(one => one.clientId === clientId && one.hasCredential),
    ),
    await billingFinding(looked, billingAccountId),
    ...connectorFindings(connectors),
  ];
}

function applicationFinding(
  { application, roles }: Looked,
  displayName: string,
): PreflightFinding {
  const step = 'application';
  if (application === HIDDEN) {
    return {
      step,
      outcome: 'not-allowed',
      text: 'Your account may not look at app registrations.',
      whoCan: WHO_MAY_REGISTER,
    };
  }
  if (application) {
    return {
      step,
      outcome: 'exists',
      text: `The app registration ${application.displayName} is there, with client id ${application.clientId}. What it lacks will be added.`,
    };
  }
  if (roles === HIDDEN) {
    return {
      step,
      outcome: 'unknown',
      text: `The app registration ${displayName} will be created, if your account may register applications, which cannot be seen.`,
    };
  }
  return mayBy(roles, 'application')
    ? {
        step,
        outcome: 'will-create',
        text: `The app registration ${displayName} will be created, with its service principal.`,
      }
    : {
        step,
        outcome: 'not-allowed',
        text: 'Your account has no active role that may register applications and change service principals.',
        whoCan: WHO_MAY_REGISTER,
      };
}

function connectorFindings(
  connectors: PreflightConnector[],
): PreflightFinding[] {
  const step = 'connector';
  return [
    connectors.length > 0
      ? {
          step,
          outcome: 'exists',
          text: `The tenant is collected from already, by ${connectors
            .map(({ title }) => title)
            .join(
              ', ',
            )}. The same connector goes on; another one would collect everything once more.`,
        }
      : {
          step,
          outcome: 'will-create',
          text: 'A connector will be created, which collects from this tenant.',
        },
    {
      step,
      outcome: 'unknown',
      text: 'No API registers the application in Partner Center. If the doctor finds that it is not, a Global admin of the partner does it there: Account settings, App management, Web app, Register existing app.',
    },
  ];
}
