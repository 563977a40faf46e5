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

import { directoryRolesOf, type DirectoryRole } from '../identity/accounts';
import type { Caller } from '../identity/authorization';
import { DirectoryError } from './DirectoryError';

/** What a call to the directory does. */
export type DirectoryRight =
  | 'read'
  | 'write-applications'
  | 'grant-roles'
  | 'grant-scopes'
  | 'read-policies';

type KnownCaller = Exclude<Caller, { kind: 'refused' }>;

const APPLICATION_ADMINISTRATORS: DirectoryRole[] = [
  'global-administrator',
  'application-administrator',
  'cloud-application-administrator',
];
const GRANTING_ADMINISTRATORS: DirectoryRole[] = [
  'global-administrator',
  'privileged-role-administrator',
];

/** Permissions of which one is needed, and roles of which a person needs one. */
const RIGHTS: Record<
  DirectoryRight,
  { permissions: string[]; roles?: DirectoryRole[] }
> = {
  read: { permissions: ['Application.Read.All', 'Application.ReadWrite.All'] },
  'write-applications': {
    permissions: ['Application.ReadWrite.All'],
    roles: APPLICATION_ADMINISTRATORS,
  },
  'grant-roles': {
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    roles: GRANTING_ADMINISTRATORS,
  },
  'grant-scopes': {
    permissions: ['DelegatedPermissionGrant.ReadWrite.All'],
    roles: GRANTING_ADMINISTRATORS,
  },
  'read-policies': {
    permissions: ['Policy.Read.All'],
    roles: [...APPLICATION_ADMINISTRATORS, 'global-reader'],
  },
};

/** @throws DirectoryError 403 when the caller may not do it. */
export function checkRight(caller: KnownCaller, right: DirectoryRight): void {
  const { permissions, roles } = RIGHTS[right];
  const granted =
    caller.kind === 'app'
      ? caller.claims.roles ?? []
      : (caller.claims.scp ?? '').split(' ');
  const isPermitted =
    permissions.some(one => granted.includes(one)) ||
    // What the person may do themselves.
    (caller.kind === 'user' && granted.includes('Directory.AccessAsUser.All'));
  const hasRole =
    caller.kind === 'app' ||
    !roles ||
    directoryRolesOf(caller.account).some(one => roles.includes(one));
  if (!isPermitted || !hasRole) {
    throw new DirectoryError(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
}
