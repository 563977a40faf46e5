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
  cspCostsConnectorUsePermission,
  type PreflightFinding,
  type PreflightInput,
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

const USE = cspCostsConnectorUsePermission.name;

const WHO_MAY_REGISTER =
  'Application Administrator, Cloud Application Administrator or Global Administrator';

const PARTNER_CENTER: PreflightFinding = {
  step: 'connector',
  outcome: 'unknown',
  text: 'No API registers the application in Partner Center. If the doctor finds that it is not, a Global admin of the partner does it there: Account settings, App management, Web app, Register existing app.',
};

const NO_START: PreflightFinding = {
  step: 'connector',
  outcome: 'not-allowed',
  text: 'The first collection cannot be started by you: it needs a permission of this portal.',
  whoCan: `Somebody with the permission ${USE}`,
};

/** A connector that collects from the tenant already. */
export interface PreflightConnector {
  /** Absent when the person may not see connectors. */
  title?: string;
  /** Application (client) id. */
  clientId: string;
  hasCredential: boolean;
}

/**
 * What onboarding will meet at each of its steps. Reads only.
 *
 * @param options - `connectors` are those of the same tenant; `mayStart`
 * whether the person may start a collection in this portal.
 * @throws MicrosoftError when Microsoft does not answer, or the sign-in has ended.
 */
export async function preflight(
  access: OperatorAccess,
  input: Omit<PreflightInput, 'signInId'>,
  {
    connectors,
    mayStart,
    installationId,
    signal,
  }: {
    connectors: PreflightConnector[];
    mayStart: boolean;
    installationId: string;
    signal: AbortSignal;
  },
): Promise<PreflightFinding[]> {
  const { displayName, credentialKind, billingAccountId } = input;
  const directory = directoryOf(access);
  const looked: Looked = {
    access,
    roles: await visible(directory.myDirectoryRoles(signal)),
    application: await visible(
      directory.application(
        { uniqueName: uniqueNameOf(installationId, displayName) },
        signal,
      ),
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
    connectorFinding(looked, connectors),
    ...(mayStart ? [] : [NO_START]),
    PARTNER_CENTER,
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

/** The step goes on with a connector of the same application only. */
function connectorFinding(
  { application }: Looked,
  connectors: PreflightConnector[],
): PreflightFinding {
  const step = 'connector';
  if (connectors.length === 0) {
    return {
      step,
      outcome: 'will-create',
      text: 'A connector will be created, which collects from this tenant.',
    };
  }
  const same =
    application !== HIDDEN &&
    connectors.filter(one => one.clientId === application?.clientId);
  if (same && same.length > 0) {
    return {
      step,
      outcome: 'exists',
      text: `The tenant is collected from already, with this application, by ${titlesOf(
        same,
      )}. That goes on.`,
    };
  }
  return {
    step,
    outcome: application === HIDDEN ? 'unknown' : 'will-create',
    text: `The tenant is collected from already, by ${titlesOf(
      connectors,
    )}. Another connector, of another application, would be created: everything would be collected, and shown, twice. Enter the name of the application that is in use, or offboard what is there first.`,
  };
}

function titlesOf(connectors: PreflightConnector[]): string {
  const titles = connectors.flatMap(({ title }) => title ?? []);
  return titles.join(', ') || 'a connector that you may not see';
}
