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

import { createHash } from 'node:crypto';
import type { World } from '../world/World';
import { roleAssignmentsOf } from './appRoleAssignments';
import { printedFederated } from './federatedIdentityCredentials';
import { credentialDetails } from './credentialDetails';
import { printedKeys } from './keyCredentials';
import { permissionGrantsOf } from './permissionGrants';
import { principalsOf } from './principals';

/** The whole directory, as the admin API shows it: nothing is late here, and of a secret there is a hash only. */
export function directoryDump(world: World): object {
  return {
    applications: world.tenant.directory.applications.map(one => ({
      id: one.applicationObjectId,
      appId: one.clientId,
      displayName: one.displayName,
      uniqueName: one.uniqueName ?? null,
      servicePrincipalId: one.servicePrincipalId ?? null,
      redirectUris: one.redirectUris ?? null,
      requiredResourceAccess: one.requiredResourceAccess,
      keyCredentials: printedKeys(one, false),
      passwordCredentials: one.clientSecrets.map(({ value, expiresAt }) => ({
        ...credentialDetails(one, value, expiresAt),
        secretSha256: createHash('sha256').update(value).digest('hex'),
      })),
      federatedIdentityCredentials: printedFederated(one),
    })),
    servicePrincipals: principalsOf(world).map(
      ({ id, appId, displayName }) => ({
        id,
        appId,
        displayName,
      }),
    ),
    appRoleAssignments: roleAssignmentsOf(world).map(one => ({
      ...one.printed,
      appRole: one.role.value,
    })),
    oauth2PermissionGrants: permissionGrantsOf(world).map(one => one.printed),
  };
}
