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

import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import type { ServicePrincipal } from '../../microsoft/directory/schemas';
import { OnboardingProblem } from '../OnboardingProblem';
import {
  requiredPermissions,
  type RequiredPermissions,
} from '../requiredPermissions';
import type { StepContext } from '../StepContext';
import { ensureServicePrincipal } from './ensureServicePrincipal';

/** A permission of an API, by its name and its id. */
export interface OfferedPermission {
  name: string;
  id: string;
}

/** An API of Microsoft's in the tenant, with the permissions that are needed of it. */
export interface RequiredResource {
  /** For people. */
  name: string;
  /** Client id of the API. */
  resourceClientId: string;
  /** Object id of its service principal. Absent in a dry run that would make it. */
  servicePrincipalId?: string;
  /** Application permissions. */
  roles: OfferedPermission[];
  /** Delegated permissions. */
  scopes: OfferedPermission[];
}

/**
 * The APIs that a connector's application needs. Their service principals are
 * made where the tenant has none.
 *
 * @throws OnboardingProblem when one does not offer what is needed.
 */
export async function ensureResources(
  context: StepContext,
  directory: DirectoryClient,
): Promise<RequiredResource[]> {
  const resources: RequiredResource[] = [];
  for (const required of requiredPermissions(context.access.cloud)) {
    const { name, resourceClientId } = required;
    const found = await ensureServicePrincipal(context, directory, {
      object: 'resource-service-principal',
      clientId: resourceClientId,
      name,
    });
    resources.push(
      found
        ? offered(required, found)
        : {
            name,
            resourceClientId,
            roles: named(required.roles),
            scopes: named(required.scopes),
          },
    );
  }
  return resources;
}

/** Permissions whose ids are told by a service principal that is not there yet. */
function named(names: string[]): OfferedPermission[] {
  return names.map(name => ({ name, id: '' }));
}

function offered(
  required: RequiredPermissions,
  found: ServicePrincipal,
): RequiredResource {
  const { name, resourceClientId } = required;
  if (found.appRoles.length === 0 && found.scopes.length === 0) {
    // Every API offers something, unless it was made a moment ago.
    throw new OnboardingProblem('DIRECTORY_LAGS');
  }
  const idOf = (
    permission: string,
    offers: Array<{ id: string; value?: string }>,
  ): OfferedPermission => {
    const offer = offers.find(({ value }) => value === permission);
    if (!offer) {
      throw new OnboardingProblem('PERMISSION_NOT_OFFERED', {
        cause: `${name} does not offer the permission ${permission} in this tenant.`,
      });
    }
    return { name: permission, id: offer.id };
  };
  const roles = found.appRoles.filter(({ allowedMemberTypes }) =>
    allowedMemberTypes.includes('Application'),
  );
  return {
    name,
    resourceClientId,
    servicePrincipalId: found.id,
    roles: required.roles.map(role => idOf(role, roles)),
    scopes: required.scopes.map(scope => idOf(scope, found.scopes)),
  };
}
