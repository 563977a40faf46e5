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
import type {
  AppRoleAssignment,
  DelegatedGrant,
} from '../../microsoft/directory/schemas';
import { makeNoted } from '../makeNoted';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';
import type { OfferedPermission, RequiredResource } from './ensureResources';

/** An application that permissions are granted to, and what it has of them. */
export interface Grantee {
  clientId: string;
  /** Absent in a dry run that would make it. */
  servicePrincipalId?: string;
  assignments: AppRoleAssignment[];
  grants: DelegatedGrant[];
}

/** Grants an application permission, unless it is there. @throws OnboardingProblem when the directory does not say yet whether it is. */
export async function grantRole(
  context: StepContext,
  directory: DirectoryClient,
  options: {
    grantee: Grantee;
    resource: RequiredResource;
    role: OfferedPermission;
  },
): Promise<void> {
  const { signal, effects, dryRun } = context;
  const { grantee, resource, role } = options;
  const object = 'application-permission';
  const name = `The application permission ${role.name} of ${resource.name}`;
  const isThere = (assignments: AppRoleAssignment[]) =>
    assignments.some(
      ({ resourceId, appRoleId }) =>
        resourceId === resource.servicePrincipalId && appRoleId === role.id,
    );
  if (isThere(grantee.assignments)) {
    effects.push({ object, outcome: 'found', text: `${name} is granted.` });
    return;
  }
  if (dryRun) {
    effects.push({
      object,
      outcome: 'would-create',
      text: `${name} would be granted.`,
    });
    return;
  }
  const { clientId } = grantee;
  const { resourceClientId } = resource;
  const made = await makeNoted(
    context,
    {
      object,
      key: `${clientId}/${resourceClientId}/${role.name}`,
      details: { clientId, resourceClientId, permission: role.name },
    },
    () =>
      directory.assignAppRole(
        {
          principalId: grantee.servicePrincipalId!,
          resourceId: resource.servicePrincipalId!,
          appRoleId: role.id,
        },
        signal,
      ),
    { wasThere: answer => answer === undefined },
  );
  // A conflict need not mean that it is there.
  if (
    !made &&
    !isThere(
      await directory.appRoleAssignments(grantee.servicePrincipalId!, signal),
    )
  ) {
    throw new OnboardingProblem('DIRECTORY_LAGS');
  }
  effects.push(
    made
      ? { object, outcome: 'created', text: `${name} was granted.` }
      : { object, outcome: 'found', text: `${name} is granted.` },
  );
}

/** Grants the delegated permissions of an API for everybody, those that are missing. */
export async function grantScopes(
  context: StepContext,
  directory: DirectoryClient,
  options: { grantee: Grantee; resource: RequiredResource },
): Promise<void> {
  const { effects, dryRun } = context;
  const { grantee, resource } = options;
  const { clientId } = grantee;
  const { resourceClientId } = resource;
  const object = 'delegated-grant';
  const wanted = resource.scopes.map(({ name }) => name);
  const name = `The delegated permission ${wanted.join(', ')} of ${
    resource.name
  }`;
  const grant = grantFor(grantee.grants, resource.servicePrincipalId);
  const missing = wanted.filter(scope => !grant?.scopes.includes(scope));
  if (missing.length === 0) {
    effects.push({ object, outcome: 'found', text: `${name} is granted.` });
    return;
  }
  if (dryRun) {
    effects.push({
      object,
      outcome: grant ? 'would-change' : 'would-create',
      text: `${name} would be granted.`,
    });
    return;
  }
  const outcome = await makeNoted(
    context,
    {
      object,
      key: `${clientId}/${resourceClientId}/${missing.join('+')}`,
      details: { clientId, resourceClientId, scopes: missing.join(' ') },
    },
    () =>
      makeGrant(context, directory, {
        clientId: grantee.servicePrincipalId!,
        resourceId: resource.servicePrincipalId!,
        wanted,
        grant,
      }),
    { wasThere: answer => answer === 'found' },
  );
  effects.push({
    object,
    outcome,
    text: `${name} ${outcome === 'found' ? 'is' : 'was'} granted.`,
  });
}

/** @throws OnboardingProblem when there is a grant that the directory does not find yet. */
async function makeGrant(
  { signal }: StepContext,
  directory: DirectoryClient,
  options: {
    /** Ids of service principals. */
    clientId: string;
    resourceId: string;
    wanted: string[];
    grant: DelegatedGrant | undefined;
  },
): Promise<'created' | 'changed' | 'found'> {
  const { clientId, resourceId, wanted, grant } = options;
  const made =
    !grant &&
    (await directory.grantDelegated(
      { clientId, resourceId, scopes: wanted },
      signal,
    ));
  if (made) {
    return 'created';
  }
  // A grant that the list did not have yet may have been there.
  const there =
    grant ??
    grantFor(await directory.delegatedGrants(clientId, signal), resourceId);
  if (!there) {
    throw new OnboardingProblem('DIRECTORY_LAGS');
  }
  if (wanted.every(scope => there.scopes.includes(scope))) {
    return 'found';
  }
  await directory.changeDelegated(
    there.id,
    [...new Set([...there.scopes, ...wanted])],
    signal,
  );
  return 'changed';
}

/** The grant for everybody, of which there is one an API at most. */
export function grantFor(
  grants: DelegatedGrant[],
  resourceId: string | undefined,
): DelegatedGrant | undefined {
  return grants.find(grant => grant.resourceId === resourceId);
}
