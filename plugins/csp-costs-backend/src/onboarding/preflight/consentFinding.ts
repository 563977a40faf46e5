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

import type { PreflightFinding } from 'backstage-plugin-csp-costs-common';
import { directoryOf } from '../directoryOf';
import { mayBy } from '../entraRoles';
import { requiredPermissions } from '../requiredPermissions';
import { grantFor } from '../steps/grants';
import type { Looked } from './Looked';
import { HIDDEN, visible } from './visible';

const WHO_CAN = 'Privileged Role Administrator or Global Administrator';

/** What the step that grants permissions will meet. */
export async function consentFinding(
  looked: Looked,
): Promise<PreflightFinding> {
  const { access, roles } = looked;
  const step = 'consent';
  const names = requiredPermissions(access.cloud)
    .map(({ name, roles: some, scopes }) =>
      [...new Set([...some, ...scopes])]
        .map(permission => `${permission} of ${name}`)
        .join(', '),
    )
    .join(', ');
  if (await isGranted(looked)) {
    return {
      step,
      outcome: 'exists',
      text: 'The application has all permissions that it needs.',
    };
  }
  if (roles === HIDDEN) {
    return {
      step,
      outcome: 'unknown',
      text: `The application will be granted ${names}. Whether your account may do that cannot be seen; if not, there will be a link for somebody who may.`,
    };
  }
  return mayBy(roles, 'grant')
    ? {
        step,
        outcome: 'will-create',
        text: `The application will be granted ${names}.`,
      }
    : {
        step,
        outcome: 'not-allowed',
        text: `The application needs ${names}. Your account has no active role that may grant it; there will be a link for somebody who may.`,
        whoCan: WHO_CAN,
      };
}

async function isGranted({
  access,
  application,
  signal,
}: Looked): Promise<boolean> {
  const directory = directoryOf(access);
  const principal =
    application &&
    application !== HIDDEN &&
    (await directory.servicePrincipal(application.clientId, signal));
  if (!principal) {
    return false;
  }
  const has = await visible(
    Promise.all([
      directory.appRoleAssignments(principal.id, signal),
      directory.delegatedGrants(principal.id, signal),
    ]),
  );
  if (has === HIDDEN) {
    return false;
  }
  const [assignments, grants] = has;
  for (const required of requiredPermissions(access.cloud)) {
    const resource = await directory.servicePrincipal(
      required.resourceClientId,
      signal,
    );
    const granted = grantFor(grants, resource?.id)?.scopes ?? [];
    const ids = resource?.appRoles
      .filter(({ value }) => value && required.roles.includes(value))
      .map(({ id }) => id);
    const isWhole =
      resource !== undefined &&
      required.scopes.every(scope => granted.includes(scope)) &&
      ids?.length === required.roles.length &&
      ids.every(id =>
        assignments.some(
          ({ resourceId, appRoleId }) =>
            resourceId === resource.id && appRoleId === id,
        ),
      );
    if (!isWhole) {
      return false;
    }
  }
  return true;
}
